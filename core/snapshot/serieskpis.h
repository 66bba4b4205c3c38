// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/recentseconds.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace shoppulse {

/// The key figures that a series of seconds tells, at its end. The series outlives it; one thread.
class SeriesKpis {
public:
    using Optional = std::optional<double>;

    static constexpr std::int64_t kWindowMs = 300'000; ///< of ratios and sparklines
    static constexpr std::int64_t kSparkMs = 5'000; ///< a point of a sparkline
    static constexpr std::int64_t kSparkPoints = kWindowMs / kSparkMs;
    static constexpr std::uint64_t kLeastEvents = 30; ///< a ratio from fewer says nothing

    /// Seconds from `finalMs` on may still take events.
    SeriesKpis(const RecentSeconds& seconds, std::int64_t finalMs);

    /// Purchases or events in the whole series.
    [[nodiscard]] Kpi count(bool buys) const;
    [[nodiscard]] Kpi perClick(Action action) const;
    [[nodiscard]] Kpi eventsPerSecond() const;

    [[nodiscard]] bool known(std::int64_t fromMs) const { return fromMs >= m_seconds.startMs(); }
    /// point(fromMs, toMs) for each point of a sparkline; empty before the series' start.
    template <class Point> [[nodiscard]] std::vector<Optional> spark(Point&& point) const
    {
        // On a fixed grid, so that the points do not change while they move to the left.
        const std::int64_t endMs = m_seconds.endMs() / kSparkMs * kSparkMs;
        std::vector<Optional> points;
        points.reserve(kSparkPoints);
        for (std::int64_t i = kSparkPoints; i > 0; --i) {
            const std::int64_t fromMs = endMs - i * kSparkMs;
            const std::int64_t toMs = fromMs + kSparkMs;
            points.push_back(toMs > m_seconds.startMs() ? point(fromMs, toMs) : std::nullopt);
        }
        return points;
    }

private:
    [[nodiscard]] Optional ratio(Action action, std::int64_t fromMs, std::int64_t toMs) const;

    const RecentSeconds& m_seconds;
    const std::int64_t m_finalMs;
};

/// How much more `now` is, relative; empty when either is not known.
[[nodiscard]] std::optional<double> relativeChange(std::optional<double> now,
                                                   std::optional<double> before);

} // namespace shoppulse
