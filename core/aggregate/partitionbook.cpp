// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/partitionbook.h"

#include <algorithm>

namespace shoppulse {

PartitionBook::PartitionBook(std::size_t workers)
    : m_reported(workers, false)
{
}

void PartitionBook::update(std::size_t worker, std::span<const PartitionProgress> partitions,
                           std::int64_t steadyMs)
{
    // None may mean "not known yet", until another worker shows that partitions are known.
    m_known = m_known || !partitions.empty();
    if (m_known)
        m_reported[worker] = true;
    for (auto& [partition, entry] : m_entries)
        if (entry.worker == worker)
            entry.assigned = false;
    for (const PartitionProgress& progress : partitions) {
        const auto [place, isNew] = m_entries.try_emplace(progress.partition);
        Entry& entry = place->second;
        if (isNew || entry.progress.nextOffset != progress.nextOffset)
            entry.changedSteadyMs = steadyMs;
        const std::int64_t offsetBefore = entry.progress.nextOffset;
        const std::int64_t countedBefore = offsetBefore + entry.progress.earlier;
        const std::int64_t clockBefore = entry.progress.clockMs;
        entry.progress = progress;
        if (progress.nextOffset < 0) // not known yet
            entry.progress.nextOffset = offsetBefore;
        m_version += static_cast<std::uint64_t>(entry.progress.nextOffset + entry.progress.earlier
                                                - countedBefore);
        entry.progress.clockMs = std::max(clockBefore, progress.clockMs);
        entry.worker = worker;
        entry.assigned = true;
    }
}

void PartitionBook::restore(std::span<const PartitionProgress> partitions, std::int64_t steadyMs)
{
    for (const PartitionProgress& progress : partitions) {
        m_entries[progress.partition] = {progress, 0, steadyMs, false};
        m_version += static_cast<std::uint64_t>(progress.nextOffset + progress.earlier);
    }
}

std::optional<std::int64_t> PartitionBook::holdingClock(std::int64_t steadyMs) const
{
    if (!allReported())
        return kNoTime;
    std::optional<std::int64_t> least;
    for (const auto& [partition, entry] : m_entries)
        if (holdsBack(entry, steadyMs))
            least = std::min(least.value_or(kEndOfTime), entry.progress.clockMs);
    return least;
}

std::optional<std::int64_t> PartitionBook::unfinishedClock() const
{
    if (!allReported())
        return kNoTime;
    std::optional<std::int64_t> least;
    for (const auto& [partition, entry] : m_entries)
        if (!entry.progress.finished)
            least = std::min(least.value_or(kEndOfTime), entry.progress.clockMs);
    return least;
}

bool PartitionBook::allSilent(std::int64_t steadyMs) const
{
    if (!allReported())
        return false;
    bool any = false;
    for (const auto& [partition, entry] : m_entries) {
        if (!entry.assigned)
            continue;
        if (!silent(entry, steadyMs))
            return false;
        any = true;
    }
    return any;
}

std::int64_t PartitionBook::newestClock() const
{
    std::int64_t newest = kNoTime;
    for (const auto& [partition, entry] : m_entries)
        newest = std::max(newest, entry.progress.clockMs);
    return newest;
}

bool PartitionBook::holdsBack(const Entry& entry, std::int64_t steadyMs) const
{
    if (!entry.assigned || silent(entry, steadyMs))
        return false;
    // One without an event that is known to be at its end has nothing to hold back.
    return entry.progress.clockMs != kNoTime || !entry.progress.atEnd;
}

bool PartitionBook::silent(const Entry& entry, std::int64_t steadyMs)
{
    return entry.progress.atEnd && steadyMs - entry.changedSteadyMs >= kSilentMs;
}

bool PartitionBook::allReported() const
{
    return std::find(m_reported.begin(), m_reported.end(), false) == m_reported.end();
}

} // namespace shoppulse
