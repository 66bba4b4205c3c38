// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/serieskpis.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::int64_t kRateSeconds = 5;

} // namespace

SeriesKpis::SeriesKpis(const RecentSeconds& seconds, std::int64_t finalMs)
    : m_seconds(seconds)
    , m_finalMs(std::min(seconds.endMs(), sliceStart(finalMs)))
{
}

Kpi SeriesKpis::count(bool buys) const
{
    const auto counted = [&](std::int64_t fromMs, std::int64_t toMs) -> Optional {
        const auto sums = m_seconds.sum(fromMs, toMs);
        return static_cast<double>(buys ? sums[static_cast<std::size_t>(Action::Buy)]
                                        : m_seconds.visits(fromMs, toMs));
    };
    Kpi kpi;
    kpi.value = counted(m_seconds.startMs(), m_seconds.endMs());
    kpi.spark = spark(counted);
    return kpi;
}

Kpi SeriesKpis::perClick(Action action) const
{
    const std::int64_t endMs = m_seconds.endMs();
    Kpi kpi;
    kpi.value = ratio(action, endMs - kWindowMs, endMs);
    const Optional before = known(endMs - 2 * kWindowMs)
        ? ratio(action, endMs - 2 * kWindowMs, endMs - kWindowMs)
        : std::nullopt;
    if (kpi.value && before)
        kpi.change = *kpi.value - *before;
    kpi.spark =
        spark([&](std::int64_t fromMs, std::int64_t toMs) { return ratio(action, fromMs, toMs); });
    return kpi;
}

Kpi SeriesKpis::eventsPerSecond() const
{
    constexpr std::int64_t kSpanMs = kRateSeconds * kSliceMs;
    const auto rate = [&](std::int64_t fromMs, std::int64_t toMs) -> Optional {
        return static_cast<double>(m_seconds.visits(fromMs, toMs)) / kRateSeconds;
    };
    Kpi kpi;
    if (known(m_finalMs - kSpanMs))
        kpi.value = rate(m_finalMs - kSpanMs, m_finalMs);
    if (known(m_finalMs - 2 * kSpanMs))
        kpi.change = relativeChange(kpi.value, rate(m_finalMs - 2 * kSpanMs, m_finalMs - kSpanMs));
    kpi.spark = spark(rate);
    return kpi;
}

SeriesKpis::Optional SeriesKpis::ratio(Action action, std::int64_t fromMs, std::int64_t toMs) const
{
    const auto sums = m_seconds.sum(fromMs, toMs);
    const std::uint64_t clicks = sums[static_cast<std::size_t>(Action::Pv)];
    if (clicks < kLeastEvents)
        return std::nullopt;
    return static_cast<double>(sums[static_cast<std::size_t>(action)])
        / static_cast<double>(clicks);
}

std::optional<double> relativeChange(std::optional<double> now, std::optional<double> before)
{
    if (!now || !before || *before == 0)
        return std::nullopt;
    return *now / *before - 1;
}

} // namespace shoppulse
