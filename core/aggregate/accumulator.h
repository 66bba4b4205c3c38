// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"
#include "core/source/recordsource.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shoppulse {

/// A worker's side of counting: puts events into the slices of their seconds and judges, by the
/// clock of the event's own partition, what is too late. One worker thread; nothing is shared.
class Accumulator {
public:
    /// An event further ahead of its record's time does not move the clock.
    static constexpr std::int64_t kSkewMs = 300'000;

    Accumulator(std::size_t worker, std::int64_t keptMs);

    /// Before the first record: goes on where these partitions were.
    void restore(std::span<const PartitionProgress> partitions);

    /// Counts the events of one record of `partition` with the time `timestampMs`. A partition's
    /// records come in their order: a row's number in its partition draws its lot in the samples.
    void add(std::int32_t partition, std::int64_t timestampMs, std::span<const Event> events);

    /// Brings near what an event will touch that is counted a few events later.
    void prefetch(const Event& event) const
    {
        if (m_current != nullptr)
            m_current->prefetch(event);
    }

    /// For the figures that the decoding knows: messages, bytes, headerLines, undecodable.
    [[nodiscard]] InputCounters& counters() { return m_counters; }
    [[nodiscard]] const InputCounters& counters() const { return m_counters; }

    /// The partition's greatest event time that was not skewed; kNoTime before the first.
    [[nodiscard]] std::int64_t clockMs(std::int32_t partition) const;

    /// Seconds that a batch would hold now; each costs some 15 KB.
    [[nodiscard]] std::size_t slices() const { return m_open.size(); }
    /// Rows that a batch would hold now.
    [[nodiscard]] std::uint64_t rows() const { return m_counters.rows; }

    /// All since the last take, sealed, and where the partitions stand.
    [[nodiscard]] Batch take(std::span<const PartitionState> partitions);

private:
    struct Partition {
        std::int64_t clockMs = kNoTime;
        std::uint64_t nextLot = 0; ///< mixed for each row
    };

    [[nodiscard]] Partition& at(std::int32_t partition);
    [[nodiscard]] Slice& sliceAt(std::int64_t timeMs);
    void openSlice(std::int64_t startMs);
    void addOutside(const Event& event);

    const std::size_t m_worker;
    const std::int64_t m_keptMs;
    std::vector<Partition> m_partitions; ///< by number
    std::vector<SliceDelta> m_open;
    std::int64_t m_currentMs = kNoTime; ///< start of the slice used last
    Slice* m_current = nullptr;
    Marginals m_outside;
    InputCounters m_counters;
};

} // namespace shoppulse
