// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Values of single fields, the same in every format.
namespace shoppulse {

/// A decimal number without sign that fits; else kNoId.
[[nodiscard]] std::uint64_t idFromText(std::string_view text);

/// The same for text after which 8 bytes from its start are readable (its own included): up to
/// 8 digits in one step.
[[nodiscard]] inline std::uint64_t idFromPaddedText(std::string_view text)
{
    if (std::endian::native != std::endian::little || text.empty() || text.size() > 8)
        return idFromText(text);
    // The digits are moved to the word's high end, the low bytes become zeros in ASCII; then pairs,
    // fours and all eight are joined by one multiplication each.
    const auto bits = static_cast<unsigned>(8 * text.size());
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    word = (word << (64 - bits)) | ((0x3030303030303030U >> (bits - 8)) >> 8);
    const std::uint64_t highNibbles = 0xf0f0f0f0f0f0f0f0U;
    if (((word & highNibbles) | (((word + 0x0606060606060606U) & highNibbles) >> 4))
        != 0x3333333333333333U)
        return kNoId;
    word = (word & 0x0f0f0f0f0f0f0f0fU) * 2561 >> 8;
    word = (word & 0x00ff00ff00ff00ffU) * 6553601 >> 16;
    return (word & 0x0000ffff0000ffffU) * 42949672960001 >> 32;
}

/// Hash of a user's spelling; kNoId for an empty one and NULL.
[[nodiscard]] std::uint64_t userFromText(std::string_view text);

} // namespace shoppulse
