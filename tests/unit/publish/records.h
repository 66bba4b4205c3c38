// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"

namespace shoppulse {

/// A window of one second of `gender` that starts at `second` and holds `version` events.
inline ResultRecord genderSecond(std::int64_t second, std::uint64_t version, bool isFinal = true,
                                 std::uint32_t revision = 0)
{
    ResultRecord record;
    record.metric = Metric::Gender;
    record.windowMs = 1'000;
    record.startMs = second * 1'000;
    record.endMs = record.startMs + 1'000;
    record.revision = revision;
    record.isFinal = isFinal;
    record.counts = {{"female", version}};
    record.total = version;
    record.version = version;
    return record;
}

/// The running total of purchases after `version` messages.
inline ResultRecord runningTotal(std::uint64_t version)
{
    ResultRecord record;
    record.metric = Metric::OrderNumAll;
    record.windowMs = kRunningTotal;
    record.endMs = 1'000;
    record.counts = {{"buy", version}};
    record.total = version;
    record.version = version;
    return record;
}

} // namespace shoppulse
