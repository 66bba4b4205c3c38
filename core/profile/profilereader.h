// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <toml++/toml.h>

namespace shoppulse {

/// Turns one parsed TOML file into a Profile and keeps the first thing that is wrong with it, with
/// its line and column. What the file leaves out stays as it is in the profile given. Used once.
class ProfileReader {
public:
    ProfileReader(std::string origin, Profile& profile)
        : m_origin(std::move(origin))
        , m_profile(profile)
    {
    }

    /// Reads the whole file; the first error, or none.
    [[nodiscard]] std::optional<Error> read(const toml::table& root);

private:
    void readTop(const toml::table& root);
    void readTimeZone(const toml::table& root);
    void readPanels(const toml::table& root);
    void readDimension(const toml::table& root, CodeTable& table);
    void readCodes(const toml::table& codes, CodeTable& table);
    void readLabels(const toml::table& labels, CodeTable& table);
    void readJson(const toml::table& json);
    void readRules(const toml::table& root);
    void readRule(const toml::table& rule);

    void allowKeys(const toml::table& table, std::initializer_list<std::string_view> known);
    [[nodiscard]] const toml::table* subTable(const toml::table& table, std::string_view key);
    /// The text of a key that is there; empty optional when it is not or is no text.
    [[nodiscard]] std::optional<std::string> text(const toml::table& table, std::string_view key);
    [[nodiscard]] std::optional<std::string> requiredText(const toml::table& table,
                                                          std::string_view key);
    [[nodiscard]] std::optional<std::string> textOf(const toml::node& node);
    [[nodiscard]] Label label(const toml::table& table);
    [[nodiscard]] std::optional<std::uint8_t> category(const toml::source_region& where,
                                                       std::string_view id, Dimension dimension);
    void wrong(const toml::source_region& where, const std::string& what);

    std::string m_origin;
    Profile& m_profile;
    std::optional<Error> m_error;
};

} // namespace shoppulse
