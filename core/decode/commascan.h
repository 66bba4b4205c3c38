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

/// Notes the offsets of a line's first commas and returns how many there are, at most as many as
/// the array holds. Reads no byte outside the line.
using CommaScan = std::size_t (*)(std::string_view line, CommaOffsets& commas);

/// For every processor: 8 bytes at a time.
[[nodiscard]] std::size_t scanCommasPortable(std::string_view line, CommaOffsets& commas);

/// The fastest one that this processor has; the same answers as the portable one.
[[nodiscard]] CommaScan bestCommaScan();

} // namespace shoppulse
