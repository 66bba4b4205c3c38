// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace shoppulse {

/// A profile file of resources/profiles, compiled in.
struct BuiltInProfile {
    std::string_view name;
    std::string_view toml;
};

/// All of them; "taobao" is the first and says what other profiles leave out.
[[nodiscard]] std::span<const BuiltInProfile> builtInProfileFiles();

} // namespace shoppulse
