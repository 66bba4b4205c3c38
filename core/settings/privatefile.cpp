// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/privatefile.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace shoppulse {
namespace {

namespace fs = std::filesystem;

std::string systemText(int number)
{
    return std::generic_category().message(number);
}

/// Closes its descriptor; a value of one owner.
class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(fd) == 0;
}

Result<void> makeFolder(const fs::path& folder)
{
    if (folder.empty() || fs::exists(folder))
        return {};
    if (Result<void> parent = makeFolder(folder.parent_path()); !parent)
        return parent;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(ErrorCode::FolderUnwritable, folder.string(), systemText(errno));
    return {};
}

} // namespace

Result<std::optional<std::string>> readWholeFile(const std::string& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT)
        return std::optional<std::string>();
    if (file.get() < 0)
        return fail(ErrorCode::FileUnreadable, path, systemText(errno));
    std::string content;
    char buffer[16'384];
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorCode::FileUnreadable, path, systemText(errno));
        if (got == 0)
            return content;
        content.append(buffer, static_cast<std::size_t>(got));
    }
}

Result<void> writePrivateFile(const std::string& path, std::string_view content)
{
    if (Result<void> made = makeFolder(fs::path(path).parent_path()); !made)
        return made;
    std::string beside = path + ".XXXXXX";
    const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC)); // mode 0600 by definition
    if (file.get() < 0)
        return fail(ErrorCode::FileUnwritable, path, systemText(errno));
    if (!writeAll(file.get(), content) || ::rename(beside.c_str(), path.c_str()) != 0) {
        const int number = errno;
        ::unlink(beside.c_str());
        return fail(ErrorCode::FileUnwritable, path, systemText(number));
    }
    return {};
}

} // namespace shoppulse
