// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/ranking.h"
#include "core/aggregate/recentseconds.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <span>
#include <vector>

/// How parts of a snapshot are made of counts; the same for the newest and for a filtered one.
namespace shoppulse {

[[nodiscard]] CategoryCounts categoryCounts(std::span<const std::uint64_t> counts,
                                            const WindowSpan& window = {});

/// `watermarkMs`: what ends here or before is final.
[[nodiscard]] WindowSpan windowSpan(std::int64_t endMs, std::int64_t sizeMs,
                                    std::int64_t watermarkMs, bool isFinal);

/// `before`: the top one window length ago; null when it is not known.
[[nodiscard]] Ranking rankingOf(const TopRanked& now, const std::vector<Ranked>* before,
                                std::uint64_t total, const WindowSpan& window);

/// Timeline and trend; no trend for a format that knows no actions. Seconds from `finalMs` on may
/// still take events.
void fillSeries(Snapshot& snapshot, const RecentSeconds& recent, std::int64_t finalMs);

} // namespace shoppulse
