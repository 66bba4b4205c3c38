// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/eventtime.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace shoppulse {

/// Reads what a ByteWriter wrote, and trusts nothing: whatever the bytes are, it stays within them.
/// After the first thing that cannot be, ok() is false and every value is zero. The bytes outlive
/// it. One thread.
class ByteReader {
public:
    static constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();

    explicit ByteReader(std::span<const std::uint8_t> bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    /// A number that may be `most` at most.
    [[nodiscard]] std::uint64_t number(std::uint64_t most = kAny)
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const std::uint8_t byte = *m_at++;
            const std::uint64_t bits = byte & 0x7FU;
            value |= bits << shift;
            if (byte >= 0x80)
                continue;
            if (value > most || bits << shift >> shift != bits)
                break;
            return value;
        }
        fail();
        return 0;
    }

    [[nodiscard]] std::int64_t signedNumber()
    {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>(bits >> 1 ^ (0 - (bits & 1)));
    }

    /// A moment of event time, or kNoTime.
    [[nodiscard]] std::int64_t time()
    {
        constexpr std::int64_t kFurthest = 2 * kFarthestMs; // sums with settings stay defined
        const std::int64_t ms = signedNumber();
        if (ms != kNoTime && (ms < -kFurthest || ms > kFurthest))
            fail();
        return m_ok ? ms : 0;
    }

    [[nodiscard]] bool flag() { return number(1) != 0; }

    [[nodiscard]] std::uint64_t fixed()
    {
        std::uint64_t value = 0;
        const std::span<const std::uint8_t> bytes = take(8);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value |= std::uint64_t{bytes[i]} << (8 * i);
        return value;
    }
    [[nodiscard]] double real() { return std::bit_cast<double>(fixed()); }

    /// How many things follow, each of at least a byte, and `most` at most: so what is made for
    /// them is never greater than what the bytes may hold.
    [[nodiscard]] std::size_t count(std::size_t most = kAny)
    {
        const std::uint64_t things = number(most);
        if (things <= left())
            return static_cast<std::size_t>(things);
        fail();
        return 0;
    }

    [[nodiscard]] std::span<const std::uint8_t> block() { return take(count()); }

    /// The next bytes; none when there are not so many.
    [[nodiscard]] std::span<const std::uint8_t> take(std::size_t count)
    {
        if (count > left()) {
            fail();
            return {};
        }
        const std::span<const std::uint8_t> bytes(m_at, count);
        m_at += count;
        return bytes;
    }

    /// What was read cannot be.
    void fail()
    {
        m_ok = false;
        m_at = m_end;
    }
    void require(bool holds)
    {
        if (!holds)
            fail();
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    /// All was read, and all could be.
    [[nodiscard]] bool finished() const { return m_ok && m_at == m_end; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

private:
    const std::uint8_t* m_at;
    const std::uint8_t* m_end;
    bool m_ok = true;
};

} // namespace shoppulse
