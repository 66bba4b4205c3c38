// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace shoppulse {

/// 256 random bits in base64url: what a browser or a link holds.
[[nodiscard]] std::string makeToken();

/// What the database holds of a token: its BLAKE2b hash.
using TokenHash = std::array<unsigned char, 32>;
[[nodiscard]] TokenHash hashToken(std::string_view token);

/// `variant` is one of libsodium's sodium_base64_VARIANT_ values.
[[nodiscard]] std::string base64(std::span<const unsigned char> raw, int variant);

} // namespace shoppulse
