// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/windowsettings.h"
#include "core/base/error.h"

#include <string>
#include <string_view>

namespace shoppulse {

/// What a user has chosen: settings.toml in the config folder. A value of one thread.
struct Settings {
    std::string theme = "system"; ///< "system", "light", "dark"
    std::string language = "system"; ///< "system", "en", "zh_CN"
    std::string lastConnection; ///< name of the connection to offer first; may be empty
    std::string sharingAddress = "127.0.0.1:8765"; ///< where sharing listens when switched on
    std::string windowLayout; ///< base64 of what the main window saves; empty: its default
    WindowSettings windows; ///< lateness_ms, kept_minutes, ranking_seconds, visitors_seconds, top

    /// No such file: the defaults. Errors name file, line and column.
    static Result<Settings> load(const std::string& path);
    /// The text of such a file; errors name it by `path`.
    static Result<Settings> parse(std::string_view text, const std::string& path);
    [[nodiscard]] std::string text() const;
    /// Atomic, mode 0600; makes the folder when missing.
    Result<void> save(const std::string& path) const;
};

} // namespace shoppulse
