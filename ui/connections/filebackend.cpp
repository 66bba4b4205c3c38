// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/filebackend.h"

namespace shoppulse {

FileBackend::FileBackend(std::string path)
    : m_path(std::move(path))
{
}

void FileBackend::unlock(const std::string& passphrase,
                         std::function<void(const Result<void>&)> done)
{
    m_worker.run(
        [this, passphrase]() -> Result<void> {
            Result<SecretFile> opened = SecretFile::open(m_path, passphrase);
            if (!opened)
                return Unexpected(opened.error());
            m_file.emplace(std::move(*opened));
            return {};
        },
        [this, done = std::move(done)](const Result<void>& opened) {
            m_locked = !opened.has_value();
            done(opened);
        });
}

void FileBackend::run(SecretOp op, const std::string& key, const std::string& value,
                      std::function<void(const SecretReply&)> done)
{
    m_worker.run([this, op, key, value] { return perform(op, key, value); }, std::move(done));
}

SecretReply FileBackend::perform(SecretOp op, const std::string& key, const std::string& value)
{
    using Kind = SecretReply::Kind;
    if (!m_file)
        return {Kind::Unavailable, {}, "the file is locked"};
    if (op == SecretOp::Read) {
        const std::optional<std::string> found = m_file->get(key);
        return found ? SecretReply{Kind::Done, *found, {}} : SecretReply{Kind::NotFound, {}, {}};
    }
    const Result<void> done = op == SecretOp::Write ? m_file->set(key, value) : m_file->remove(key);
    return done ? SecretReply{} : SecretReply{Kind::Failed, {}, done.error().detail};
}

} // namespace shoppulse
