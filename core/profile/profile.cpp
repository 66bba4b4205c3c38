// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

#include "core/profile/builtinprofiles.h"
#include "core/profile/profilereader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace shoppulse {

namespace {

constexpr std::array<std::string_view, 5> kFormatIds{"auto", "taobao-csv", "gender-code", "json",
                                                     "access-log"};

Result<toml::table> parseToml(std::string_view text, const std::string& origin)
{
    try {
        return toml::parse(text, origin);
    } catch (const toml::parse_error& error) {
        const toml::source_position where = error.source().begin;
        return fail(ErrorCode::ProfileSyntax, origin,
                    "line " + std::to_string(where.line) + ", column "
                        + std::to_string(where.column) + ": " + std::string(error.description()));
    }
}

Result<Profile> readOnto(Profile profile, std::string_view text, const std::string& origin)
{
    const auto root = parseToml(text, origin);
    if (!root)
        return Unexpected(root.error());
    if (auto error = ProfileReader(origin, profile).read(*root))
        return Unexpected(std::move(*error));
    return profile;
}

/// A profile with room for the labels of every category and nothing said.
Profile blankProfile()
{
    Profile profile;
    for (CodeTable* table : {&profile.gender, &profile.age, &profile.action, &profile.province})
        table->labels.resize(idsOf(table->dimension).size());
    return profile;
}

/// What every profile stands on: the first of the built-in ones. Read once.
const Result<Profile>& baseProfile()
{
    static const Result<Profile> base = [] {
        const BuiltInProfile& file = builtInProfileFiles().front();
        return readOnto(blankProfile(), file.toml, std::string(file.name));
    }();
    return base;
}

Result<Profile> loadFile(const std::string& path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return fail(ErrorCode::FileUnreadable, path,
                    std::make_error_code(std::errc::is_a_directory).message());
    const std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::FileUnreadable, path,
                    std::error_code(errno, std::generic_category()).message());
    std::ostringstream text;
    text << file.rdbuf();
    return parseProfile(text.str(), path);
}

} // namespace

std::string_view formatId(Format format)
{
    return kFormatIds[static_cast<std::size_t>(format)];
}

std::optional<Format> formatFromId(std::string_view id)
{
    const auto found = std::ranges::find(kFormatIds, id);
    if (found == kFormatIds.end())
        return std::nullopt;
    return static_cast<Format>(found - kFormatIds.begin());
}

const CodeTable& Profile::table(Dimension dimension) const
{
    switch (dimension) {
    case Dimension::Gender:
        return gender;
    case Dimension::Age:
        return age;
    case Dimension::Action:
        return action;
    case Dimension::Province:
        break;
    }
    return province;
}

Result<Profile> parseProfile(std::string_view toml, const std::string& origin)
{
    const Result<Profile>& base = baseProfile();
    return base ? readOnto(*base, toml, origin) : base;
}

Result<Profile> loadProfile(const std::string& nameOrPath, const std::string& userFolder)
{
    if (nameOrPath.ends_with(".toml") || nameOrPath.find('/') != std::string::npos)
        return loadFile(nameOrPath);
    for (const BuiltInProfile& file : builtInProfileFiles()) {
        if (file.name == nameOrPath)
            return parseProfile(file.toml, nameOrPath);
    }
    const auto path = std::filesystem::path(userFolder) / (nameOrPath + ".toml");
    std::error_code ignored;
    if (!userFolder.empty() && std::filesystem::exists(path, ignored))
        return loadFile(path.string());
    return fail(ErrorCode::ProfileUnknown, nameOrPath, "no " + path.string());
}

std::vector<std::string> builtInProfiles()
{
    std::vector<std::string> names;
    for (const BuiltInProfile& file : builtInProfileFiles())
        names.emplace_back(file.name);
    return names;
}

} // namespace shoppulse
