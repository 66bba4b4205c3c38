// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"

#include "core/settings/folders.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace shoppulse {
namespace {

/// The folder itself, made when it is missing.
Result<std::string> prepared(const std::string& folder)
{
    std::string path = folder.empty() ? stateFolder() : folder;
    std::error_code error;
    const bool made = std::filesystem::create_directories(path, error);
    if (error)
        return fail(ErrorCode::FolderUnwritable, path, error.message());
    if (made)
        ::chmod(path.c_str(), S_IRWXU);
    if (::access(path.c_str(), W_OK | X_OK) != 0)
        return fail(ErrorCode::FolderUnwritable, path, std::strerror(errno));
    return path;
}

} // namespace

Result<std::unique_ptr<AccountStore>> openAccounts(const std::string& folder, const Clock& clock)
{
    const auto path = prepared(folder);
    if (!path)
        return Unexpected(path.error());
    return AccountStore::open(*path + "/accounts.db", clock);
}

Result<std::string> stateFile(const std::string& folder, const std::string& name)
{
    const auto path = prepared(folder);
    if (!path)
        return Unexpected(path.error());
    return *path + "/" + name;
}

Result<StateLock> StateLock::take(const std::string& folder)
{
    const auto path = prepared(folder);
    if (!path)
        return Unexpected(path.error());
    const int file = ::open((*path + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(ErrorCode::FolderUnwritable, *path, std::strerror(errno));
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return fail(ErrorCode::FolderInUse, *path);
    }
    return StateLock(file);
}

StateLock::StateLock(StateLock&& other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

StateLock::~StateLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace shoppulse
