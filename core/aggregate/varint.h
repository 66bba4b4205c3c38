// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace shoppulse {

/// Appends a number as seven bits a byte, the lowest first; small numbers take one byte.
inline void appendVarint(std::vector<std::uint8_t>& bytes, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        bytes.push_back(static_cast<std::uint8_t>(number | 0x80));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

/// Reads what appendVarint() wrote at `at`, which moves behind it. Trusts the bytes.
[[nodiscard]] inline std::uint64_t takeVarint(const std::uint8_t*& at)
{
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
        const std::uint8_t byte = *at++;
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80)
            return number;
    }
}

} // namespace shoppulse
