// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/connections/filebackend.h"

#include <QObject>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace shoppulse {

/// librdkafka property -> value.
using Secrets = std::map<std::string, std::string>;

/// The secrets of saved connections: in the system's keychain, or in an encrypted file where there
/// is none. Never blocks; answers come later on the same thread, in the order of the requests.
/// When the file has to be opened, requests wait until unlock() or refuse(). GUI thread, or any
/// one thread with an event loop.
class SecretStore : public QObject {
    Q_OBJECT
public:
    /// `keychain` may be null: the file at `filePath` serves then.
    SecretStore(std::string filePath, std::unique_ptr<SecretBackend> keychain,
                QObject* parent = nullptr);
    /// With the system's keychain, when the program was built with it.
    explicit SecretStore(std::string filePath, QObject* parent = nullptr);
    ~SecretStore() override;

    using ReadDone = std::function<void(const Result<Secrets>&)>;
    using Done = std::function<void(const Result<void>&)>;

    /// SecretUnreadable when one of the names is not there.
    void read(const std::string& connection, const std::vector<std::string>& names, ReadDone done);
    void write(const std::string& connection, const Secrets& secrets, Done done);
    /// Those that are not there are no error.
    void remove(const std::string& connection, const std::vector<std::string>& names, Done done);

    void unlock(const QString& passphrase);
    /// Every waiting request fails with this cause.
    void refuse(const std::string& cause = "no passphrase");

signals:
    /// There is no keychain: a passphrase opens the file (or makes it). `problem` says what was
    /// wrong with the one before, if any.
    void passphraseNeeded(bool newFile, const QString& problem);
    void unlocked();

private:
    struct Task {
        SecretOp op;
        std::string connection;
        std::vector<std::pair<std::string, std::string>> entries;
        std::size_t next = 0;
        Secrets found;
        ReadDone done;
    };

    void add(Task task);
    void step();
    void take(const SecretReply& reply);
    void finish(const Result<Secrets>& result);
    [[nodiscard]] Error errorOf(const Task& task, const std::string& detail) const;

    std::unique_ptr<SecretBackend> m_keychain;
    FileBackend m_file;
    bool m_useFile;
    bool m_busy = false; ///< the front task is on its way, or waits for the passphrase
    std::deque<Task> m_tasks;
};

} // namespace shoppulse
