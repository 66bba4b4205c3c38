// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/settings/privatefile.h"
#include "core/settings/tablereader.h"

#include <sstream>

namespace shoppulse {
namespace {

constexpr ErrorCode kCode = ErrorCode::SettingsFile;
constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;

Result<void> readWindows(const toml::table& table, const std::string& path, WindowSettings& windows)
{
    std::int64_t keptMinutes = windows.keptMs / kMinuteMs;
    std::int64_t rankingSeconds = windows.rankingMs / kSecondMs;
    std::int64_t visitorsSeconds = windows.visitorsMs / kSecondMs;
    TableReader reader(table, kCode, path);
    reader.number("lateness_ms", windows.latenessMs, 0, kMinuteMs);
    reader.number("kept_minutes", keptMinutes, 5, 240);
    reader.number("ranking_seconds", rankingSeconds, 1, 300);
    reader.number("visitors_seconds", visitorsSeconds, 1, 300);
    reader.number("top", windows.topN, 1, 100);
    windows.keptMs = keptMinutes * kMinuteMs;
    windows.rankingMs = rankingSeconds * kSecondMs;
    windows.visitorsMs = visitorsSeconds * kSecondMs;
    return reader.finish();
}

toml::table windowsTable(const WindowSettings& windows)
{
    return toml::table{{"lateness_ms", windows.latenessMs},
                       {"kept_minutes", windows.keptMs / kMinuteMs},
                       {"ranking_seconds", windows.rankingMs / kSecondMs},
                       {"visitors_seconds", windows.visitorsMs / kSecondMs},
                       {"top", static_cast<std::int64_t>(windows.topN)}};
}

} // namespace

Result<Settings> Settings::load(const std::string& path)
{
    const auto content = readWholeFile(path);
    if (!content)
        return Unexpected(content.error());
    return parse(content->value_or(std::string()), path);
}

Result<Settings> Settings::parse(std::string_view text, const std::string& path)
{
    Settings settings;
    const auto root = parseToml(text, kCode, path);
    if (!root)
        return Unexpected(root.error());
    TableReader reader(*root, kCode, path);
    reader.oneOf("theme", settings.theme, {"system", "light", "dark"});
    reader.oneOf("language", settings.language, {"system", "en", "zh_CN"});
    reader.text("last_connection", settings.lastConnection);
    reader.text("sharing_address", settings.sharingAddress);
    reader.text("window_layout", settings.windowLayout);
    const toml::table* windows = reader.table("windows");
    if (Result<void> done = reader.finish(); !done)
        return Unexpected(done.error());
    if (windows == nullptr)
        return settings;
    if (Result<void> done = readWindows(*windows, path, settings.windows); !done)
        return Unexpected(done.error());
    return settings;
}

Result<void> Settings::save(const std::string& path) const
{
    return writePrivateFile(path, text());
}

std::string Settings::text() const
{
    const toml::table root{{"theme", theme},
                           {"language", language},
                           {"last_connection", lastConnection},
                           {"sharing_address", sharingAddress},
                           {"window_layout", windowLayout},
                           {"windows", windowsTable(windows)}};
    std::ostringstream out;
    out << root << '\n';
    return out.str();
}

} // namespace shoppulse
