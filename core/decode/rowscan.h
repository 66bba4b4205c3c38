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
[[nodiscard]] std::size_t scanCommas(std::string_view line, CommaOffsets& commas);

/// What stands where in up to 64 bytes; bit i tells of byte i.
struct RowMarks {
    std::uint64_t commas = 0;
    std::uint64_t lineFeeds = 0;
    std::uint64_t nuls = 0;
    std::uint64_t high = 0; ///< bytes that are not ASCII

    friend bool operator==(const RowMarks&, const RowMarks&) = default;
};
inline constexpr std::size_t kMostMarks = 64;

/// Marks a text of at most kMostMarks bytes. Reads no byte outside it.
using RowScan = RowMarks (*)(std::string_view text);

/// For every processor: 8 bytes at a time.
[[nodiscard]] RowMarks scanRowPortable(std::string_view text);

/// The fastest one that this processor has; the same answers as the portable one.
[[nodiscard]] RowScan bestRowScan();

} // namespace shoppulse
