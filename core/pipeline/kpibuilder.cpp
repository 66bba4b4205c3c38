// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/kpibuilder.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

/// The day that holds `timeMs`, with its start; null when it has no event.
const std::pair<const std::int64_t, DayFigures>* dayAt(const DayWindows& days, std::int64_t timeMs)
{
    const auto next = days.days().upper_bound(timeMs);
    if (next == days.days().begin())
        return nullptr;
    const auto& day = *std::prev(next);
    return timeMs < day.second.endMs ? &day : nullptr;
}

std::uint64_t countIn(const DayFigures& day, bool buys, std::size_t minutes)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < std::min(minutes, day.minutes.size()); ++i)
        sum += buys ? day.minutes[i].buys : day.minutes[i].visits;
    return sum;
}

} // namespace

KpiBuilder::KpiBuilder(const Merger& merger, const RecentSeconds& recent)
    : m_merger(merger)
    , m_recent(recent)
    , m_series(recent, merger.limits().idle ? recent.endMs() : merger.limits().watermarkMs)
    , m_endMs(recent.endMs())
{
}

std::array<Kpi, kKpis> KpiBuilder::build() const
{
    std::array<Kpi, kKpis> kpis;
    const auto at = [&](KpiId id) -> Kpi& { return kpis[static_cast<std::size_t>(id)]; };
    if (m_recent.empty())
        return kpis;
    at(KpiId::Visits) = today(false);
    at(KpiId::EventsPerSecond) = m_series.eventsPerSecond();
    if (m_merger.format() == Format::GenderCode)
        return kpis; // its events tell nothing of the rest
    at(KpiId::Orders) = today(true);
    at(KpiId::UniqueVisitors) = uniqueVisitors();
    at(KpiId::Conversion) = m_series.perClick(Action::Buy);
    at(KpiId::CartRate) = m_series.perClick(Action::Cart);
    return kpis;
}

Kpi KpiBuilder::today(bool buys) const
{
    Kpi kpi = m_series.count(buys); // for the sparkline
    const auto* day = dayAt(m_merger.days(), m_endMs - kSliceMs);
    kpi.value =
        day == nullptr ? 0.0 : static_cast<double>(buys ? day->second.buys : day->second.visits);
    kpi.change = todayChange(buys);
    return kpi;
}

/// Today's whole minutes against the same minutes of the day before.
KpiBuilder::Optional KpiBuilder::todayChange(bool buys) const
{
    const auto* today = dayAt(m_merger.days(), m_endMs - kSliceMs);
    if (today == nullptr)
        return std::nullopt;
    const auto* before = dayAt(m_merger.days(), today->first - kSliceMs);
    // A day whose beginning was not seen is not known.
    if (before == nullptr || m_merger.firstSliceMs() >= before->first + kMinuteMs)
        return std::nullopt;
    const auto minutes = static_cast<std::size_t>((m_endMs - today->first) / kMinuteMs);
    return relativeChange(countIn(today->second, buys, minutes),
                          countIn(before->second, buys, minutes));
}

Kpi KpiBuilder::uniqueVisitors() const
{
    const std::int64_t windowMs = m_merger.settings().visitorsMs;
    Kpi kpi;
    kpi.value = visitorsAt(m_endMs);
    if (m_series.known(m_endMs - 2 * windowMs))
        kpi.change = relativeChange(kpi.value, visitorsAt(m_endMs - windowMs));
    kpi.spark = m_series.spark([&](std::int64_t, std::int64_t toMs) { return visitorsAt(toMs); });
    return kpi;
}

KpiBuilder::Optional KpiBuilder::visitorsAt(std::int64_t endMs) const
{
    const std::uint64_t visitors = m_merger.visitors(endMs);
    // Events, but no visitor told: then the number is not known, it is not zero.
    if (visitors == 0 && m_recent.visits(endMs - m_merger.settings().visitorsMs, endMs) != 0)
        return std::nullopt;
    return static_cast<double>(visitors);
}

} // namespace shoppulse
