// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/folders.h"

#include <cstdlib>
#include <filesystem>
#include <pwd.h>
#include <unistd.h>

namespace shoppulse {
namespace {

namespace fs = std::filesystem;

fs::path homeFolder()
{
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return home;
    // A service may run without HOME; the user database knows it still.
    const passwd* entry = getpwuid(getuid());
    return entry != nullptr ? fs::path(entry->pw_dir) : fs::path("/");
}

std::string xdgFolder(const char* variable, const char* underHome)
{
    const char* value = std::getenv(variable);
    // The XDG specification asks to ignore paths that are not absolute.
    const bool usable = value != nullptr && *value == '/';
    const fs::path base = usable ? fs::path(value) : homeFolder() / underHome;
    return (base / "shoppulse").string();
}

} // namespace

std::string configFolder()
{
    return xdgFolder("XDG_CONFIG_HOME", ".config");
}

std::string stateFolder()
{
    return xdgFolder("XDG_STATE_HOME", ".local/state");
}

} // namespace shoppulse
