// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace shoppulse {

/// Spreads a number over 64 bits so that each of them depends on each of its own; one to one. The
/// finaliser of SplitMix64 (Steele, Lea, Flood 2014). The same everywhere and always: results that
/// rest on it do not change from run to run.
[[nodiscard]] constexpr std::uint64_t mixedBits(std::uint64_t x)
{
    x += 0x9E37'79B9'7F4A'7C15U;
    x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9U;
    x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EBU;
    return x ^ (x >> 31);
}

} // namespace shoppulse
