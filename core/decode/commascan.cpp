// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/commascan.h"

#include <bit>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

#if defined(__x86_64__)

/// One bit for each comma in the 32 bytes at `bytes`.
__attribute__((target("avx2"))) std::uint32_t commaMask(const char* bytes)
{
    const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i equal = _mm256_cmpeq_epi8(block, _mm256_set1_epi8(','));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(equal));
}

/// Notes the places of the lowest bits of `mask`, which are commas from `at` on.
__attribute__((target("bmi"))) std::size_t noteBits(std::uint64_t mask, std::size_t at,
                                                    CommaOffsets& commas, std::size_t found)
{
    for (; mask != 0 && found < commas.size(); mask &= mask - 1)
        commas[found++] = static_cast<std::uint32_t>(at + _tzcnt_u64(mask));
    return found;
}

__attribute__((target("avx2,bmi"))) std::size_t scanCommasAvx2(std::string_view line,
                                                               CommaOffsets& commas)
{
    constexpr std::size_t kBlock = 32;
    if (line.size() < kBlock)
        return scanCommasPortable(line, commas);
    // The last block is read so that it ends with the line: what it shares with the one before is
    // the same in both. Nearly every row is two blocks: one mask, one loop.
    const std::size_t last = line.size() - kBlock;
    if (last <= kBlock) {
        const std::uint64_t mask = commaMask(line.data())
            | static_cast<std::uint64_t>(commaMask(line.data() + last)) << last;
        return noteBits(mask, 0, commas, 0);
    }
    std::size_t found = 0;
    std::size_t at = 0;
    for (; at < last; at += kBlock)
        found = noteBits(commaMask(line.data() + at), at, commas, found);
    return noteBits(commaMask(line.data() + last) >> (at - last), at, commas, found);
}

#endif

} // namespace

std::size_t scanCommasPortable(std::string_view line, CommaOffsets& commas)
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

CommaScan bestCommaScan()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        return scanCommasAvx2;
#endif
    return scanCommasPortable;
}

} // namespace shoppulse
