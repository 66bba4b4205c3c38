// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <string>

namespace shoppulse {

/// "taobao/1f0c9a52e7d3b846": the profile's name, and a hash of what in it decides how rows are
/// counted: format, time zone, codes, mapping and rules; not labels and panels.
[[nodiscard]] std::string countedBy(const Profile& profile);

/// Why what was counted by the one profile is not to be gone on with by the other: "profile taobao,
/// not shop"; "profile taobao was changed". Of two values of countedBy() that differ.
[[nodiscard]] std::string differenceOf(const std::string& kept, const std::string& now);

} // namespace shoppulse
