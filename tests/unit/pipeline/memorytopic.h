// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/recordsource.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace shoppulse::testing {

struct MemoryRecord {
    std::int64_t timestampMs = 0;
    std::string value;
};

/// A topic in memory: records by partition.
using MemoryTopic = std::vector<std::vector<MemoryRecord>>;

/// Reads some partitions of a topic to their ends and finishes; which partition comes next, and
/// how many records at once, is drawn by lot.
class MemorySource final : public RecordSource {
public:
    MemorySource(const MemoryTopic& topic, const std::vector<std::int32_t>& partitions,
                 std::uint32_t seed, std::size_t most)
        : m_topic(topic)
        , m_random(seed)
        , m_most(most)
    {
        for (const std::int32_t partition : partitions) {
            PartitionState state;
            state.partition = partition;
            state.endOffset = size(partition);
            m_states.push_back(state);
        }
        noteEnds();
    }

    std::span<const Record> poll(std::chrono::milliseconds) override
    {
        m_records.clear();
        std::vector<PartitionState*> open;
        for (PartitionState& state : m_states)
            if (!state.finished)
                open.push_back(&state);
        if (open.empty())
            return {};
        // Records of several partitions stand in one poll, as they do in a consumer's.
        for (std::size_t turn = 0; turn < 2; ++turn) {
            PartitionState& state = *open[m_random() % open.size()];
            const std::size_t count = m_random() % m_most + 1;
            for (std::size_t i = 0; i < count && state.nextOffset < state.endOffset; ++i) {
                const MemoryRecord& record = m_topic[static_cast<std::size_t>(state.partition)]
                                                    [static_cast<std::size_t>(state.nextOffset)];
                m_records.push_back(
                    {state.partition, state.nextOffset, record.timestampMs, record.value});
                ++state.nextOffset;
            }
        }
        noteEnds();
        return m_records;
    }

    void eventTime(std::int32_t, std::int64_t) override { }
    std::span<const PartitionState> partitions() const override { return m_states; }

private:
    std::int64_t size(std::int32_t partition) const
    {
        return static_cast<std::int64_t>(m_topic[static_cast<std::size_t>(partition)].size());
    }

    void noteEnds()
    {
        for (PartitionState& state : m_states)
            state.atEnd = state.finished = state.nextOffset == state.endOffset;
    }

    const MemoryTopic& m_topic;
    std::mt19937 m_random;
    std::size_t m_most;
    std::vector<PartitionState> m_states;
    std::vector<Record> m_records;
};

/// `workers` sources that share the partitions, one at least each.
inline RecordSources memorySources(const MemoryTopic& topic, std::size_t workers,
                                   std::uint32_t seed, std::size_t most)
{
    RecordSources sources;
    for (std::size_t worker = 0; worker < workers; ++worker) {
        std::vector<std::int32_t> own;
        for (std::size_t p = worker; p < topic.size(); p += workers)
            own.push_back(static_cast<std::int32_t>(p));
        sources.push_back(std::make_unique<MemorySource>(
            topic, own, seed + static_cast<std::uint32_t>(worker), most));
    }
    return sources;
}

} // namespace shoppulse::testing
