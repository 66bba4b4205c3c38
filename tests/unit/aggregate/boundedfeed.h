// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"

#include <cstdint>
#include <random>
#include <vector>

namespace shoppulse::testing {

/// The events of one partition in their order; each is a record with its own time.
using EventPartition = std::vector<Event>;

/// Counts partitions once with some workers, as `count` does; who reads how much of which partition
/// when, and where a batch ends, is drawn by lot.
inline std::vector<ResultRecord> countByLot(const std::vector<EventPartition>& topic,
                                            const WindowSettings& settings, std::size_t workers,
                                            std::size_t mostAtOnce, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Merger merger({Merger::Mode::Bounded, settings, "Asia/Shanghai", workers});
    std::vector<Accumulator> accumulators;
    std::vector<std::vector<PartitionState>> states(workers);
    for (std::size_t worker = 0; worker < workers; ++worker)
        accumulators.emplace_back(worker, settings.keptMs);
    for (std::size_t p = 0; p < topic.size(); ++p) {
        PartitionState state;
        state.partition = static_cast<std::int32_t>(p);
        state.endOffset = static_cast<std::int64_t>(topic[p].size());
        states[p % workers].push_back(state);
    }
    for (std::size_t worker = 0; worker < workers; ++worker) // all are known before rows come
        merger.merge(accumulators[worker].take(states[worker]), 0);
    std::vector<ResultRecord> results;
    const auto yield = [&](const ResultRecord& record) { results.push_back(record); };
    while (!merger.finished()) {
        const std::size_t worker = random() % workers;
        std::vector<PartitionState>& own = states[worker];
        PartitionState& state = own[random() % own.size()];
        const EventPartition& events = topic[static_cast<std::size_t>(state.partition)];
        for (std::size_t n = random() % mostAtOnce + 1; n > 0 && !state.finished; --n) {
            const Event& event = events[static_cast<std::size_t>(state.nextOffset)];
            accumulators[worker].add(state.partition, event.timeMs, {&event, 1});
            state.finished = ++state.nextOffset == state.endOffset;
        }
        if (random() % 3 == 0 || state.finished)
            merger.merge(accumulators[worker].take(own), 0);
        if (random() % 5 == 0)
            merger.takeClosed(yield);
    }
    merger.takeRest(yield);
    return results;
}

} // namespace shoppulse::testing
