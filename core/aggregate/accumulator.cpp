// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/accumulator.h"

#include "core/aggregate/mixedbits.h"

#include <algorithm>
#include <utility>

namespace shoppulse {
namespace {

/// The same for the same row whenever and by whomever it is read.
std::uint32_t lotOf(std::uint64_t place)
{
    constexpr int kHigh = 32;
    return static_cast<std::uint32_t>(mixedBits(place) >> kHigh);
}

} // namespace

Accumulator::Accumulator(std::size_t worker, std::int64_t keptMs)
    : m_worker(worker)
    , m_keptMs(keptMs)
{
}

void Accumulator::add(std::int32_t partition, std::int64_t timestampMs,
                      std::span<const Event> events)
{
    Partition& state = at(partition);
    std::int64_t& clock = state.clockMs;
    const std::int64_t recordMs = std::clamp(timestampMs, -kFarthestMs, kFarthestMs);
    for (const Event& event : events) {
        const std::int64_t timeMs = std::clamp(event.timeMs, -kFarthestMs, kFarthestMs);
        const bool late = timeMs < clock - m_keptMs;
        const bool skewed = timeMs > recordMs + kSkewMs;
        m_counters.lateDropped += late;
        m_counters.skewed += skewed;
        if (late || (skewed && timeMs > recordMs + m_keptMs))
            addOutside(event);
        else
            sliceAt(timeMs).add(event, lotOf(state.nextLot));
        ++state.nextLot;
        if (!skewed)
            clock = std::max(clock, timeMs);
    }
    m_counters.rows += events.size();
}

void Accumulator::restore(std::span<const PartitionProgress> partitions)
{
    for (const PartitionProgress& progress : partitions)
        if (progress.nextLot != 0)
            at(progress.partition) = {progress.clockMs, progress.nextLot};
}

Accumulator::Partition& Accumulator::at(std::int32_t partition)
{
    const auto index = static_cast<std::size_t>(partition);
    while (index >= m_partitions.size())
        m_partitions.push_back({kNoTime, mixedBits(m_partitions.size())});
    return m_partitions[index];
}

std::int64_t Accumulator::clockMs(std::int32_t partition) const
{
    const auto index = static_cast<std::size_t>(partition);
    return index < m_partitions.size() ? m_partitions[index].clockMs : kNoTime;
}

Batch Accumulator::take(std::span<const PartitionState> partitions)
{
    Batch batch;
    batch.worker = m_worker;
    batch.partitions.reserve(partitions.size());
    for (const PartitionState& state : partitions) {
        const Partition& counted = at(state.partition);
        batch.partitions.push_back({state.partition, state.nextOffset, state.endOffset,
                                    counted.clockMs, state.gap, state.atEnd, state.finished,
                                    state.earlier, state.last, counted.nextLot});
    }
    for (const SliceDelta& delta : m_open)
        delta.slice->seal();
    batch.deltas = std::exchange(m_open, {});
    batch.outsideWindows = std::exchange(m_outside, {});
    batch.counters = std::exchange(m_counters, {});
    m_current = nullptr;
    m_currentMs = kNoTime;
    return batch;
}

Slice& Accumulator::sliceAt(std::int64_t timeMs)
{
    if (timeMs < m_currentMs || timeMs >= m_currentMs + kSliceMs)
        openSlice(sliceStart(timeMs));
    return *m_current;
}

void Accumulator::openSlice(std::int64_t startMs)
{
    m_currentMs = startMs;
    // Newest first: what comes is mostly near the end.
    const auto found = std::find_if(m_open.rbegin(), m_open.rend(),
                                    [=](const SliceDelta& d) { return d.startMs == startMs; });
    if (found != m_open.rend()) {
        m_current = found->slice.get();
        return;
    }
    m_open.push_back({startMs, std::make_unique<Slice>()});
    m_current = m_open.back().slice.get();
}

void Accumulator::addOutside(const Event& event)
{
    const std::size_t gender = genderOf(event.cell);
    const std::size_t province = provinceOf(event.cell);
    ++m_outside.genders[gender];
    ++m_outside.actions[actionOf(event.cell)];
    ++m_outside.provinces[province];
    if (actionOf(event.cell) != static_cast<std::size_t>(Action::Buy))
        return;
    ++m_outside.genderBuys[gender];
    ++m_outside.ageBuys[ageOf(event.cell)];
    ++m_outside.provinceBuys[province];
}

} // namespace shoppulse
