// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shoppulse::testing {

/// A live merger with one worker, stepped by hand.
class LiveFeed {
public:
    explicit LiveFeed(const WindowSettings& settings, std::size_t partitions = 1)
        : merger({Merger::Mode::Live, settings, "Asia/Shanghai", 1})
        , m_accumulator(0, settings.keptMs)
        , m_states(partitions)
    {
        for (std::size_t i = 0; i < partitions; ++i)
            m_states[i].partition = static_cast<std::int32_t>(i);
    }

    /// One event; its record's time is `recordMs`, or the event's.
    void event(std::int64_t timeMs, Action action = Action::Pv, std::int32_t partition = 0,
               std::optional<std::int64_t> recordMs = {}, std::uint64_t brand = 1,
               std::uint64_t user = 1)
    {
        const Event event{timeMs, user, brand, 2,
                          cellOf(0, 1, static_cast<std::size_t>(action), 3)};
        m_accumulator.add(partition, recordMs.value_or(timeMs), {&event, 1});
        PartitionState& state = m_states[static_cast<std::size_t>(partition)];
        ++state.nextOffset;
        ++m_accumulator.counters().messages;
    }

    void atEnd(std::int32_t partition, bool atEnd = true)
    {
        m_states[static_cast<std::size_t>(partition)].atEnd = atEnd;
    }

    /// Hands over what came, then takes the results.
    std::vector<ResultRecord> take()
    {
        merger.merge(m_accumulator.take(m_states), steadyMs);
        std::vector<ResultRecord> results = merger.takeResults(steadyMs);
        for (const ResultRecord& record : results)
            newest[resultKey(record)] = record;
        return results;
    }

    std::int64_t steadyMs = 0;
    Merger merger;
    std::map<std::string, ResultRecord> newest; ///< of all takes, by key

private:
    Accumulator m_accumulator;
    std::vector<PartitionState> m_states;
};

/// The record of a metric's window in `records`; null when there is none.
inline const ResultRecord* find(const std::vector<ResultRecord>& records, Metric metric,
                                std::int64_t startMs)
{
    for (const ResultRecord& record : records)
        if (record.metric == metric && record.startMs == startMs && record.windowMs != kDayMs)
            return &record;
    return nullptr;
}

} // namespace shoppulse::testing
