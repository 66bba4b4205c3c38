// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/commascan.h"

#include <bit>
#include <cstring>

namespace shoppulse {

namespace {

/// The high bit of each byte of `word` that is a comma.
std::uint64_t commaBits(std::uint64_t word)
{
    constexpr std::uint64_t kLow7 = 0x7f7f7f7f7f7f7f7fU;
    const std::uint64_t other = word ^ 0x2c2c2c2c2c2c2c2cU;
    return ~(((other & kLow7) + kLow7) | other | kLow7);
}

std::uint64_t loadLittleEndian(const char* bytes, std::size_t count)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

} // namespace

std::size_t scanCommas(std::string_view line, CommaOffsets& commas)
{
    std::size_t found = 0;
    for (std::size_t at = 0; at < line.size(); at += 8) {
        const std::size_t left = line.size() - at;
        const std::uint64_t word = left >= 8 ? loadLittleEndian(line.data() + at, 8)
                                             : loadLittleEndian(line.data() + at, left);
        for (std::uint64_t bits = commaBits(word); bits != 0; bits &= bits - 1) {
            commas[found++] = static_cast<std::uint32_t>(at + std::countr_zero(bits) / 8U);
            if (found == commas.size())
                return found;
        }
    }
    return found;
}

} // namespace shoppulse
