// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/secretstore.h"

#include "ui/language/errortext.h"
#ifdef SHOPPULSE_KEYCHAIN
#include "ui/connections/keychainbackend.h"
#endif

namespace shoppulse {
namespace {

std::unique_ptr<SecretBackend> systemKeychain()
{
#ifdef SHOPPULSE_KEYCHAIN
    return std::make_unique<KeychainBackend>();
#else
    return nullptr;
#endif
}

SecretStore::ReadDone withoutValues(SecretStore::Done done)
{
    return [done = std::move(done)](const Result<Secrets>& result) {
        done(result ? Result<void>() : Result<void>(Unexpected(result.error())));
    };
}

} // namespace

SecretStore::SecretStore(std::string filePath, std::unique_ptr<SecretBackend> keychain,
                         QObject* parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_file(std::move(filePath))
    , m_useFile(m_keychain == nullptr)
{
}

SecretStore::SecretStore(std::string filePath, QObject* parent)
    : SecretStore(std::move(filePath), systemKeychain(), parent)
{
}

SecretStore::~SecretStore() = default;

void SecretStore::read(const std::string& connection, const std::vector<std::string>& names,
                       ReadDone done)
{
    Task task{SecretOp::Read, connection, {}, 0, {}, std::move(done)};
    for (const std::string& name : names)
        task.entries.emplace_back(name, std::string());
    add(std::move(task));
}

void SecretStore::write(const std::string& connection, const Secrets& secrets, Done done)
{
    add({SecretOp::Write,
         connection,
         {secrets.begin(), secrets.end()},
         0,
         {},
         withoutValues(std::move(done))});
}

void SecretStore::remove(const std::string& connection, const std::vector<std::string>& names,
                         Done done)
{
    Task task{SecretOp::Remove, connection, {}, 0, {}, withoutValues(std::move(done))};
    for (const std::string& name : names)
        task.entries.emplace_back(name, std::string());
    add(std::move(task));
}

void SecretStore::add(Task task)
{
    m_tasks.push_back(std::move(task));
    if (m_busy)
        return;
    m_busy = true;
    QMetaObject::invokeMethod(this, &SecretStore::step, Qt::QueuedConnection);
}

void SecretStore::step()
{
    const Task& task = m_tasks.front();
    if (task.next == task.entries.size()) {
        finish(task.found);
        return;
    }
    if (m_useFile && m_file.isLocked()) {
        emit passphraseNeeded(m_file.isNew(), {});
        return;
    }
    SecretBackend& backend = m_useFile ? static_cast<SecretBackend&>(m_file) : *m_keychain;
    const auto& [name, value] = task.entries[task.next];
    backend.run(task.op, task.connection + '/' + name, value,
                [this](const SecretReply& reply) { take(reply); });
}

void SecretStore::take(const SecretReply& reply)
{
    using Kind = SecretReply::Kind;
    Task& task = m_tasks.front();
    if (reply.kind == Kind::Unavailable && !m_useFile) {
        m_useFile = true; // and stays so: secrets must not be spread over two places
        step();
        return;
    }
    if (reply.kind == Kind::NotFound && task.op == SecretOp::Read) {
        finish(Unexpected(errorOf(task, "not found")));
        return;
    }
    if (reply.kind == Kind::Failed || reply.kind == Kind::Unavailable) {
        finish(Unexpected(errorOf(task, reply.detail)));
        return;
    }
    if (task.op == SecretOp::Read)
        task.found[task.entries[task.next].first] = reply.value;
    ++task.next;
    step();
}

void SecretStore::finish(const Result<Secrets>& result)
{
    const ReadDone done = std::move(m_tasks.front().done);
    m_tasks.pop_front();
    m_busy = !m_tasks.empty();
    if (m_busy)
        QMetaObject::invokeMethod(this, &SecretStore::step, Qt::QueuedConnection);
    done(result);
}

Error SecretStore::errorOf(const Task& task, const std::string& detail) const
{
    const ErrorCode code =
        task.op == SecretOp::Read ? ErrorCode::SecretUnreadable : ErrorCode::SecretStore;
    const std::string name = task.next < task.entries.size() ? task.entries[task.next].first : "";
    return {code, name, detail};
}

void SecretStore::unlock(const QString& passphrase)
{
    m_file.unlock(passphrase.toStdString(), [this](const Result<void>& opened) {
        if (!m_busy) // refused in the meantime
            return;
        if (!opened) {
            emit passphraseNeeded(m_file.isNew(), errorText(opened.error()));
            return;
        }
        emit unlocked();
        step();
    });
}

void SecretStore::refuse(const std::string& cause)
{
    std::deque<Task> tasks;
    tasks.swap(m_tasks);
    m_busy = false;
    for (const Task& task : tasks)
        task.done(Unexpected(errorOf(task, cause)));
}

} // namespace shoppulse
