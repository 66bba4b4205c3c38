// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/secretfile.h"
#include "ui/connections/secretbackend.h"
#include "ui/connections/worker.h"

#include <optional>

namespace shoppulse {

/// The encrypted file, for systems with no keychain. Unavailable until unlock() has succeeded.
class FileBackend final : public SecretBackend {
public:
    explicit FileBackend(std::string path);

    [[nodiscard]] bool isNew() const { return !SecretFile::exists(m_path); }
    [[nodiscard]] bool isLocked() const { return m_locked; }
    void unlock(const std::string& passphrase, std::function<void(const Result<void>&)> done);

    void run(SecretOp op, const std::string& key, const std::string& value,
             std::function<void(const SecretReply&)> done) override;

private:
    [[nodiscard]] SecretReply perform(SecretOp op, const std::string& key,
                                      const std::string& value);

    const std::string m_path;
    bool m_locked = true;
    std::optional<SecretFile> m_file; ///< the worker's thread only
    Worker m_worker;
};

} // namespace shoppulse
