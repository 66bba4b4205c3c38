// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/snapshotbuilder.h"

#include "core/pipeline/kpibuilder.h"
#include "core/snapshot/snapshotparts.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <numeric>
#include <span>

namespace shoppulse {
namespace {

/// `before`: null when the window before is not known.
Ranking ranking(const WindowKeys& now, const WindowKeys* before, bool buys, std::uint64_t total,
                const WindowSpan& window, std::size_t topN)
{
    const TopRanked top = now.top(buys, total, topN);
    if (before == nullptr)
        return rankingOf(top, nullptr, total, window);
    constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();
    const TopRanked earlier = before->top(buys, kAll, topN);
    return rankingOf(top, &earlier.top, total, window);
}

} // namespace

SnapshotBuilder::SnapshotBuilder(StreamInfo info, const FormatChoice& format,
                                 const StatusBoard& board, const Clock& clock)
    : m_info(std::move(info))
    , m_format(format)
    , m_board(board)
    , m_clock(clock)
{
}

SnapshotPtr SnapshotBuilder::build(Merger& merger, double queueFill)
{
    auto snapshot = std::make_shared<Snapshot>();
    const TimeLimits& limits = merger.limits();
    snapshot->sequence = ++m_sequence;
    snapshot->wallMs = m_clock.wallMs();
    snapshot->info = m_info;
    snapshot->info.format = m_format.known();
    snapshot->components = m_board.read();
    snapshot->watermarkMs = std::max<std::int64_t>(0, limits.watermarkMs);
    snapshot->newestEventMs = std::max<std::int64_t>(0, limits.newestEndMs);
    fillPartitions(*snapshot, merger);
    fillCounters(*snapshot, merger, queueFill);
    fillSinceStart(*snapshot, merger);
    if (limits.newestEndMs != kNoTime) {
        snapshot->windows = merger.settings();
        snapshot->history = merger.history();
        const RecentSeconds recent(merger.store(), merger.firstSliceMs(), limits.newestEndMs);
        fillSeries(*snapshot, recent, limits.idle ? recent.endMs() : limits.watermarkMs);
        snapshot->kpis = KpiBuilder(merger, recent).build();
        fillWindows(*snapshot, merger);
    }
    const auto& counters = snapshot->counters;
    const bool allAtEnd = !snapshot->partitions.empty() && counters.lagMessages == 0;
    const std::int64_t newestMs = counters.lagMs < 0 ? 0 : snapshot->wallMs - counters.lagMs;
    snapshot->state =
        m_judge.judge({m_clock.steadyMs(), snapshot->wallMs, newestMs, counters.messages,
                       counters.rows, counters.undecodableTotal(), counters.lagMessages, allAtEnd},
                      snapshot->components[static_cast<std::size_t>(Component::KafkaIn)].health);
    fillProblems(*snapshot);
    return snapshot;
}

void SnapshotBuilder::fillCounters(Snapshot& snapshot, const Merger& merger, double queueFill) const
{
    const InputCounters& input = merger.counters();
    Counters& counters = snapshot.counters;
    counters.messages = input.messages;
    counters.rows = input.rows;
    counters.bytes = input.bytes;
    counters.headerLines = input.headerLines;
    counters.undecodable = input.undecodable;
    counters.lateCorrected = merger.lateCorrected();
    counters.lateDropped = input.lateDropped;
    counters.skewed = input.skewed;
    for (const auto& [partition, entry] : merger.partitions().entries())
        counters.gapMessages += static_cast<std::uint64_t>(entry.progress.gap);
    for (const PartitionLag& partition : snapshot.partitions)
        counters.lagMessages +=
            static_cast<std::uint64_t>(std::max<std::int64_t>(0, partition.lagMessages));
    const std::int64_t newest = merger.partitions().newestClock();
    if (newest != kNoTime)
        counters.lagMs = std::max<std::int64_t>(0, snapshot.wallMs - newest);
    counters.queueFill = queueFill;
}

void SnapshotBuilder::fillPartitions(Snapshot& snapshot, const Merger& merger) const
{
    const std::int64_t nowMs = m_clock.steadyMs();
    for (const auto& [partition, entry] : merger.partitions().entries()) {
        if (!entry.assigned)
            continue;
        const PartitionProgress& at = entry.progress;
        const std::int64_t lag =
            at.endOffset < 0 ? -1 : std::max<std::int64_t>(0, at.endOffset - at.nextOffset);
        snapshot.partitions.push_back({partition, at.nextOffset, lag,
                                       std::max<std::int64_t>(0, at.clockMs),
                                       merger.partitions().holdsBack(entry, nowMs)});
    }
}

void SnapshotBuilder::fillSinceStart(Snapshot& snapshot, const Merger& merger) const
{
    const Marginals sums = merger.totals().sums();
    if (merger.format() == Format::GenderCode) {
        const Marginals none;
        snapshot.orderGender = categoryCounts(sums.genders);
        snapshot.orderAge = categoryCounts(none.ageBuys);
        snapshot.behavior = categoryCounts(none.actions);
        return;
    }
    snapshot.orderGender = categoryCounts(sums.genderBuys);
    snapshot.orderAge = categoryCounts(sums.ageBuys);
    snapshot.behavior = categoryCounts(sums.actions);
}

void SnapshotBuilder::fillWindows(Snapshot& snapshot, Merger& merger) const
{
    if (merger.format() == Format::GenderCode)
        return;
    const TimeLimits& limits = merger.limits();
    const std::int64_t sizeMs = merger.settings().rankingMs;
    const std::size_t topN = merger.settings().topN;
    const WindowSpan window =
        windowSpan(limits.newestEndMs, sizeMs, limits.watermarkMs, limits.idle);
    const WindowContents now = merger.newestWindow(WindowKind::Ranking);
    snapshot.province = categoryCounts(now.marginals->provinces, window);
    snapshot.provinceBuy = categoryCounts(now.marginals->provinceBuys, window);
    const bool knownBefore = merger.firstSliceMs() <= limits.newestEndMs - 2 * sizeMs;
    const SlidingSum* before = knownBefore ? &merger.rankingBefore() : nullptr;
    const auto* brandsBefore = before ? &before->brands() : nullptr;
    const auto* categoriesBefore = before ? &before->categories() : nullptr;
    const std::uint64_t visits = now.marginals->visits();
    snapshot.brand = ranking(*now.brands, brandsBefore, true, now.marginals->buys(), window, topN);
    snapshot.brandVisit = ranking(*now.brands, brandsBefore, false, visits, window, topN);
    snapshot.category = ranking(*now.categories, categoriesBefore, false, visits, window, topN);
    snapshot.uniqueError = merger.newestWindow(WindowKind::Visitors).visitorsError;
}

void SnapshotBuilder::fillProblems(Snapshot& snapshot) const
{
    for (const Health health : {Health::Stopped, Health::Down, Health::Degraded})
        for (const ComponentStatus& component : snapshot.components)
            if (component.health == health && component.error)
                snapshot.problems.push_back(*component.error);
    if (const std::optional<double> share = m_judge.undecodableShare()) {
        char percent[16];
        std::snprintf(percent, sizeof percent, "%.1f %%", *share * 100);
        snapshot.problems.push_back({ErrorCode::UndecodableShare, m_info.topic, percent});
    }
    if (m_format.mixed())
        snapshot.problems.push_back({ErrorCode::FormatMixed, m_info.topic, {}});
}

} // namespace shoppulse
