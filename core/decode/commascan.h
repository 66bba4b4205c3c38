// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shoppulse {

inline constexpr std::size_t kTaobaoColumns = 11;

/// Offsets of a line's commas. One place more than a good line needs: a line with more columns is
/// known by it.
using CommaOffsets = std::array<std::uint32_t, kTaobaoColumns>;

/// Notes the offsets of the first commas and returns how many there are, at most as many as the
/// array holds.
[[nodiscard]] std::size_t scanCommas(std::string_view line, CommaOffsets& commas);

} // namespace shoppulse
