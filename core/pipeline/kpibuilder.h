// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/merger.h"
#include "core/pipeline/recentseconds.h"
#include "core/snapshot/snapshot.h"

#include <array>

namespace shoppulse {

/// Works out the key figures from what the merger holds, at the newest slice. Made for one
/// snapshot; the merger's thread.
class KpiBuilder {
public:
    static constexpr std::int64_t kWindowMs = 300'000; ///< of ratios and sparklines
    static constexpr std::int64_t kSparkMs = 5'000; ///< a point of a sparkline
    static constexpr std::int64_t kSparkPoints = kWindowMs / kSparkMs;
    static constexpr std::uint64_t kLeastEvents = 30; ///< a ratio from fewer says nothing

    KpiBuilder(const Merger& merger, const RecentSeconds& recent);

    [[nodiscard]] std::array<Kpi, kKpis> build() const;

private:
    using Optional = std::optional<double>;

    [[nodiscard]] Kpi today(bool buys) const;
    [[nodiscard]] Optional todayChange(bool buys) const;
    [[nodiscard]] Kpi uniqueVisitors() const;
    [[nodiscard]] Kpi perClick(Action action) const;
    [[nodiscard]] Kpi eventsPerSecond() const;

    [[nodiscard]] Optional visitorsAt(std::int64_t endMs) const;
    [[nodiscard]] Optional ratio(Action action, std::int64_t fromMs, std::int64_t toMs) const;
    [[nodiscard]] bool known(std::int64_t fromMs) const { return fromMs >= m_recent.startMs(); }
    /// point(fromMs, toMs) for each point of a sparkline; empty before the stream's start.
    template <class Point> [[nodiscard]] std::vector<Optional> spark(Point&& point) const;

    const Merger& m_merger;
    const RecentSeconds& m_recent;
    const std::int64_t m_endMs;
};

} // namespace shoppulse
