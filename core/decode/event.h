// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace shoppulse {

/// No such id in the event (an empty brand, a user that is not told).
inline constexpr std::uint64_t kNoId = ~std::uint64_t{0};

/// One decoded event. Brand and category are the numbers of the input; a user is a 64-bit hash of
/// its spelling, for counting different ones only.
struct Event {
    std::int64_t timeMs = 0;
    std::uint64_t user = kNoId;
    std::uint64_t brand = kNoId;
    std::uint64_t category = kNoId;
    std::uint16_t cell = 0; ///< cellOf(gender, age, action, province)

    friend bool operator==(const Event&, const Event&) = default;
};

/// Why a row could not be decoded. Ids (undecodableId) are stable: they stand in outputs.
enum class Undecodable : std::uint8_t {
    Empty, ///< no bytes at all
    Oversize, ///< row above 64 KiB
    Nul, ///< a NUL byte
    Utf8, ///< not valid UTF-8
    FieldCount, ///< taobao-csv: not 11 columns
    ActionCode, ///< an action outside its table
    GenderCode, ///< gender-code: not 0, 1 or 2
    Json, ///< not one JSON object
    EventTime, ///< the field that holds the event time is missing or not a time
    AccessLog, ///< not a combined log line
    Count_,
};

} // namespace shoppulse
