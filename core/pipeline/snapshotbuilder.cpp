// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/snapshotbuilder.h"

#include "core/aggregate/ranking.h"
#include "core/pipeline/kpibuilder.h"
#include "core/pipeline/recentseconds.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <numeric>
#include <span>

namespace shoppulse {
namespace {

constexpr std::size_t kTrendSeconds = 300;

CategoryCounts categories(std::span<const std::uint64_t> counts, const WindowSpan& window = {})
{
    CategoryCounts out{window, {counts.begin(), counts.end()}, 0};
    out.total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return out;
}

WindowSpan spanOf(std::int64_t endMs, std::int64_t sizeMs, const TimeLimits& limits)
{
    WindowSpan span{endMs - sizeMs, endMs, limits.idle || endMs <= limits.watermarkMs, 1};
    if (!span.isFinal)
        span.progress = std::clamp(static_cast<double>(limits.watermarkMs - span.startMs)
                                       / static_cast<double>(sizeMs),
                                   0.0, 1.0);
    return span;
}

/// `before`: null when the window before is not known.
Ranking ranking(const WindowKeys& now, const WindowKeys* before, bool buys, std::uint64_t total,
                std::size_t topN)
{
    const TopRanked found = now.top(buys, total, topN);
    Ranking out;
    out.total = total;
    out.other = found.other;
    out.error = found.error;
    constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();
    const auto earlier = before ? before->top(buys, kAll, topN).top : std::vector<Ranked>{};
    for (const Ranked& item : found.top) {
        RankedItem& shown = out.top.emplace_back(RankedItem{keyText(item.key), item.count});
        if (before == nullptr)
            continue;
        const auto then = std::find_if(earlier.begin(), earlier.end(),
                                       [&](const Ranked& r) { return r.key == item.key; });
        shown.isNew = then == earlier.end();
        if (!shown.isNew)
            shown.rankChange =
                static_cast<int>(then - earlier.begin()) - static_cast<int>(out.top.size() - 1);
    }
    return out;
}

void fillSeries(Snapshot& snapshot, const RecentSeconds& recent, const TimeLimits& limits)
{
    const auto& seconds = recent.seconds();
    snapshot.timelineStartMs = recent.startMs();
    snapshot.timeline.reserve(seconds.size());
    for (const RecentSeconds::Actions& actions : seconds)
        snapshot.timeline.push_back(
            std::accumulate(actions.begin(), actions.end(), std::uint32_t{0}));
    if (snapshot.info.format == Format::GenderCode)
        return; // knows no actions
    const std::size_t points = std::min(kTrendSeconds, seconds.size());
    snapshot.trendStartMs = recent.endMs() - static_cast<std::int64_t>(points) * kSliceMs;
    for (std::size_t i = seconds.size() - points; i < seconds.size(); ++i)
        snapshot.trend.push_back({seconds[i]});
    const std::int64_t finalMs = limits.idle ? recent.endMs() : limits.watermarkMs;
    snapshot.trendFinal = static_cast<std::size_t>(std::clamp<std::int64_t>(
        (finalMs - snapshot.trendStartMs) / kSliceMs, 0, static_cast<std::int64_t>(points)));
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
        const RecentSeconds recent(merger.store(), merger.firstSliceMs(), limits.newestEndMs);
        fillSeries(*snapshot, recent, limits);
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
        snapshot.orderGender = categories(sums.genders);
        snapshot.orderAge = categories(none.ageBuys);
        snapshot.behavior = categories(none.actions);
        return;
    }
    snapshot.orderGender = categories(sums.genderBuys);
    snapshot.orderAge = categories(sums.ageBuys);
    snapshot.behavior = categories(sums.actions);
}

void SnapshotBuilder::fillWindows(Snapshot& snapshot, Merger& merger) const
{
    if (merger.format() == Format::GenderCode)
        return;
    const TimeLimits& limits = merger.limits();
    const std::int64_t sizeMs = merger.settings().rankingMs;
    const std::size_t topN = merger.settings().topN;
    const WindowSpan window = spanOf(limits.newestEndMs, sizeMs, limits);
    const WindowContents now = merger.newestWindow(WindowKind::Ranking);
    snapshot.province = categories(now.marginals->provinces, window);
    snapshot.provinceBuy = categories(now.marginals->provinceBuys, window);
    const bool knownBefore = merger.firstSliceMs() <= limits.newestEndMs - 2 * sizeMs;
    const SlidingSum* before = knownBefore ? &merger.rankingBefore() : nullptr;
    const auto* brandsBefore = before ? &before->brands() : nullptr;
    const auto* categoriesBefore = before ? &before->categories() : nullptr;
    const std::uint64_t visits = now.marginals->visits();
    snapshot.brand = ranking(*now.brands, brandsBefore, true, now.marginals->buys(), topN);
    snapshot.brandVisit = ranking(*now.brands, brandsBefore, false, visits, topN);
    snapshot.category = ranking(*now.categories, categoriesBefore, false, visits, topN);
    for (Ranking* shown : {&snapshot.brand, &snapshot.brandVisit, &snapshot.category})
        shown->window = window;
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
