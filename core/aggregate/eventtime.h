// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

/// Event time is epoch milliseconds; every window is a union of slices of one second.
namespace shoppulse {

inline constexpr std::int64_t kSliceMs = 1'000;

/// "None yet" and "no limit": far from the ends of the type, so that sums with them stay defined.
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min() / 4;
inline constexpr std::int64_t kEndOfTime = std::numeric_limits<std::int64_t>::max() / 4;

/// Times beyond are counted as this one (the end of the year 9999, and as far before 1970): a
/// record may carry any number.
inline constexpr std::int64_t kFarthestMs = 253'402'300'799'999;

/// Start of the slice that holds `timeMs`; right for times before 1970, too.
[[nodiscard]] constexpr std::int64_t sliceStart(std::int64_t timeMs)
{
    const std::int64_t rest = timeMs % kSliceMs;
    return timeMs - (rest < 0 ? rest + kSliceMs : rest);
}

} // namespace shoppulse
