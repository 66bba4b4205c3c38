// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fieldvalue.h"

#include <bit>
#include <charconv>
#include <cstring>
#define XXH_INLINE_ALL // short keys: the call would cost as much as the hash
#include <xxhash.h>

namespace shoppulse {

std::uint64_t idFromText(std::string_view text)
{
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? value : kNoId;
}

std::uint64_t idFromPaddedText(std::string_view text)
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

std::uint64_t userFromText(std::string_view text)
{
    if (text.empty() || text == "NULL")
        return kNoId;
    const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
    return hash == kNoId ? 0 : hash;
}

} // namespace shoppulse
