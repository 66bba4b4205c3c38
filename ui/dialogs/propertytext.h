// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <string>

namespace shoppulse {

/// What stands for a secret in the text of the further properties.
inline constexpr QStringView kHiddenSecret = u"••••••";

/// "name=value" a line; secrets as dots.
[[nodiscard]] QString propertyText(const std::map<std::string, std::string>& properties);

/// The lines read back. Empty lines and those that begin with # are left out; dots stand for the
/// value in `secrets`.
struct ParsedProperties {
    std::map<std::string, std::string> properties;
    int badLine = 0; ///< first line that is not name=value, from 1; 0: none
};
[[nodiscard]] ParsedProperties parseProperties(const QString& text,
                                               const std::map<std::string, std::string>& secrets);

} // namespace shoppulse
