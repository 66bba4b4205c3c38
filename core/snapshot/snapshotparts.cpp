// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshotparts.h"

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

constexpr std::size_t kTrendSeconds = 300;

} // namespace

CategoryCounts categoryCounts(std::span<const std::uint64_t> counts, const WindowSpan& window)
{
    CategoryCounts out{window, {counts.begin(), counts.end()}, 0};
    out.total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return out;
}

WindowSpan windowSpan(std::int64_t endMs, std::int64_t sizeMs, std::int64_t watermarkMs,
                      bool isFinal)
{
    WindowSpan span{endMs - sizeMs, endMs, isFinal || endMs <= watermarkMs, 1};
    if (!span.isFinal)
        span.progress = std::clamp(static_cast<double>(watermarkMs - span.startMs)
                                       / static_cast<double>(sizeMs),
                                   0.0, 1.0);
    return span;
}

Ranking rankingOf(const TopRanked& now, const std::vector<Ranked>* before, std::uint64_t total,
                  const WindowSpan& window)
{
    Ranking out;
    out.window = window;
    out.total = total;
    out.other = now.other;
    out.error = now.error;
    for (const Ranked& item : now.top) {
        RankedItem& shown = out.top.emplace_back(RankedItem{keyText(item.key), item.count});
        if (before == nullptr)
            continue;
        const auto then = std::find_if(before->begin(), before->end(),
                                       [&](const Ranked& r) { return r.key == item.key; });
        shown.isNew = then == before->end();
        if (!shown.isNew)
            shown.rankChange =
                static_cast<int>(then - before->begin()) - static_cast<int>(out.top.size() - 1);
    }
    return out;
}

void fillSeries(Snapshot& snapshot, const RecentSeconds& recent, std::int64_t finalMs)
{
    const auto& seconds = recent.seconds();
    snapshot.timelineStartMs = recent.startMs();
    snapshot.timeline.clear();
    snapshot.timeline.reserve(seconds.size());
    for (const RecentSeconds::Actions& actions : seconds)
        snapshot.timeline.push_back(
            std::accumulate(actions.begin(), actions.end(), std::uint32_t{0}));
    snapshot.trend.clear();
    if (snapshot.info.format == Format::GenderCode)
        return; // knows no actions
    const std::size_t points = std::min(kTrendSeconds, seconds.size());
    snapshot.trendStartMs = recent.endMs() - static_cast<std::int64_t>(points) * kSliceMs;
    for (std::size_t i = seconds.size() - points; i < seconds.size(); ++i)
        snapshot.trend.push_back({seconds[i]});
    snapshot.trendFinal = static_cast<std::size_t>(std::clamp<std::int64_t>(
        (finalMs - snapshot.trendStartMs) / kSliceMs, 0, static_cast<std::int64_t>(points)));
}

} // namespace shoppulse
