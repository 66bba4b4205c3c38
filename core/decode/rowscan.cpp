// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/rowscan.h"

#include <bit>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace shoppulse {

namespace {

constexpr std::uint64_t kLow7 = 0x7f7f7f7f7f7f7f7fU;

/// The high bit of each byte of `word` that is `byte`.
std::uint64_t bytesEqual(std::uint64_t word, unsigned char byte)
{
    const std::uint64_t other = word ^ (0x0101010101010101U * byte);
    return ~(((other & kLow7) + kLow7) | other | kLow7);
}

/// One bit a byte from the high bits of eight bytes.
std::uint64_t gathered(std::uint64_t highBits)
{
    return (highBits * 0x0002040810204081U) >> 56;
}

std::uint64_t loadLittleEndian(const char* bytes, std::size_t count)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) std::uint64_t maskOf(__m256i bytes)
{
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
}

__attribute__((target("avx2"))) RowMarks scanRowAvx2(std::string_view text)
{
    constexpr std::size_t kBlock = 32;
    if (text.size() < kBlock)
        return scanRowPortable(text);
    // The second block is read so that it ends with the text: what it shares with the first is the
    // same in both.
    const std::size_t shift = text.size() - kBlock;
    const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data()));
    const __m256i last = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + shift));
    const auto equal = [&](char byte) __attribute__((target("avx2"))) {
        const __m256i wanted = _mm256_set1_epi8(byte);
        return maskOf(_mm256_cmpeq_epi8(first, wanted))
            | maskOf(_mm256_cmpeq_epi8(last, wanted)) << shift;
    };
    return {equal(','), equal('\n'), equal('\0'), maskOf(first) | maskOf(last) << shift};
}

#endif

} // namespace

std::size_t scanCommas(std::string_view line, CommaOffsets& commas)
{
    std::size_t found = 0;
    for (std::size_t at = line.find(','); at != line.npos; at = line.find(',', at + 1)) {
        commas[found++] = static_cast<std::uint32_t>(at);
        if (found == commas.size())
            break;
    }
    return found;
}

RowMarks scanRowPortable(std::string_view text)
{
    RowMarks marks;
    for (std::size_t at = 0; at < text.size(); at += 8) {
        const std::size_t left = text.size() - at;
        const std::uint64_t word = loadLittleEndian(text.data() + at, left < 8 ? left : 8);
        const std::uint64_t there = left < 8 ? (std::uint64_t{1} << left) - 1 : 0xff;
        marks.commas |= gathered(bytesEqual(word, ',')) << at;
        marks.lineFeeds |= gathered(bytesEqual(word, '\n')) << at;
        marks.nuls |= (gathered(bytesEqual(word, '\0')) & there) << at;
        marks.high |= gathered(word & ~kLow7) << at;
    }
    return marks;
}

RowScan bestRowScan()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        return scanRowAvx2;
#endif
    return scanRowPortable;
}

} // namespace shoppulse
