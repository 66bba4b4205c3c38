// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsontoken.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace shoppulse {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighs = 0x80 * kOnes;

/// The high bit of each byte of `word` that is below `limit` (at most 128), up to the first one.
constexpr std::uint64_t bitsBelow(std::uint64_t word, std::uint64_t limit)
{
    return (word - kOnes * limit) & ~word & kHighs;
}

/// The high bit of each byte of `word` that equals `byte`, up to the first one.
constexpr std::uint64_t bitsOf(std::uint64_t word, unsigned char byte)
{
    return bitsBelow(word ^ (kOnes * byte), 1);
}

std::size_t takeDigits(std::string_view& token)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto end = std::ranges::find_if_not(token, isDigit);
    const auto count = static_cast<std::size_t>(end - token.begin());
    token.remove_prefix(count);
    return count;
}

/// The number grammar of JSON (RFC 8259, 6).
bool isJsonNumber(std::string_view token)
{
    if (token.starts_with('-'))
        token.remove_prefix(1);
    const bool leadingZero = token.starts_with('0');
    const std::size_t whole = takeDigits(token);
    if (whole == 0 || (leadingZero && whole > 1))
        return false;
    if (token.starts_with('.')) {
        token.remove_prefix(1);
        if (takeDigits(token) == 0)
            return false;
    }
    if (token.starts_with('e') || token.starts_with('E')) {
        token.remove_prefix(1);
        if (token.starts_with('+') || token.starts_with('-'))
            token.remove_prefix(1);
        if (takeDigits(token) == 0)
            return false;
    }
    return token.empty();
}

bool endsScalar(char c)
{
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonToken jsonText(const char* begin)
{
    constexpr unsigned kSpace = 32; // the first that is no control character
    std::uint64_t high = 0;
    for (std::size_t at = 0;; at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, begin + at, sizeof word);
        if constexpr (std::endian::native == std::endian::big)
            word = __builtin_bswap64(word);
        const std::uint64_t found =
            bitsOf(word, '"') | bitsOf(word, '\\') | bitsBelow(word, kSpace);
        if (found == 0) {
            high |= word & kHighs;
            continue;
        }
        const std::uint64_t first = found & (~found + 1);
        const std::size_t length = at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        high |= word & kHighs & (first - 1);
        return {{begin, length}, length, begin[length] == '"', high == 0};
    }
}

JsonToken jsonScalar(std::string_view left)
{
    const auto end = std::ranges::find_if(left, endsScalar);
    const std::string_view text(left.begin(), end);
    if (text == "null")
        return {{}, text.size(), true};
    return {text, text.size(), isJsonNumber(text) || text == "true" || text == "false"};
}

} // namespace shoppulse
