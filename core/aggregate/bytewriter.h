// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/varint.h"

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace shoppulse {

/// Appends values to bytes for keeping; ByteReader reads them in the same order. Small numbers take
/// a byte. One thread.
class ByteWriter {
public:
    void number(std::uint64_t value) { appendVarint(m_bytes, value); }

    /// Small ones of either sign take a byte.
    void signedNumber(std::int64_t value)
    {
        number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    }

    void flag(bool value) { m_bytes.push_back(value ? 1 : 0); }

    /// Eight bytes, for what is as likely great as small.
    void fixed(std::uint64_t value)
    {
        for (int shift = 0; shift < 64; shift += 8)
            m_bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    void real(double value) { fixed(std::bit_cast<std::uint64_t>(value)); }

    /// The bytes behind their number.
    void block(std::span<const std::uint8_t> bytes)
    {
        number(bytes.size());
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }

    [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return m_bytes; }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    std::vector<std::uint8_t> m_bytes;
};

} // namespace shoppulse
