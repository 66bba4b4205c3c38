// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/daywindows.h"

#include "core/aggregate/resultbuilder.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace shoppulse {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

void countVisitors(DayFigures& day)
{
    day.visitors = day.sketch.estimate();
    day.visitorsError = day.sketch.relativeError();
}

std::size_t minutesOf(const CivilDay& day)
{
    return static_cast<std::size_t>((day.endMs - day.startMs + kMinuteMs - 1) / kMinuteMs);
}

ResultRecord inDay(ResultRecord record, std::int64_t startMs, std::int64_t endMs)
{
    record.windowMs = kDayMs;
    record.startMs = startMs;
    record.endMs = endMs;
    return record;
}

} // namespace

DayWindows::DayWindows(const std::string& timeZone)
    : m_calendar(timeZone)
{
}

void DayWindows::add(std::int64_t startMs, const Slice& delta)
{
    const CivilDay day = m_calendar.dayOf(startMs);
    DayFigures& figures = m_figures[day.startMs];
    if (figures.minutes.empty()) {
        figures.endMs = day.endMs;
        figures.minutes.resize(minutesOf(day));
    }
    const std::uint64_t visits = delta.marginals().visits();
    const std::uint64_t buys = delta.marginals().buys();
    figures.visits += visits;
    figures.buys += buys;
    auto& minute = figures.minutes[static_cast<std::size_t>((startMs - day.startMs) / kMinuteMs)];
    minute.visits += static_cast<std::uint32_t>(visits);
    minute.buys += static_cast<std::uint32_t>(buys);
    figures.sketch.merge(delta.visitors());
    m_published[day.startMs].touched = true;
}

void DayWindows::take(const TimeLimits& limits, Format format, std::vector<ResultRecord>& out)
{
    for (auto& [startMs, published] : m_published) {
        DayFigures& day = m_figures[startMs];
        if (published.touched)
            countVisitors(day);
        published.touched = false;
        const bool isFinal = limits.idle || day.endMs <= limits.watermarkMs;
        const auto publish = [&, start = startMs](Publication& publication, ResultRecord record) {
            if (!publication.update(record.total, isFinal) || !hasMetric(format, record.metric))
                return;
            publication.mark(record);
            out.push_back(inDay(std::move(record), start, day.endMs));
        };
        publish(published.buys, figureResult(Metric::OrderNumAll, "buy", day.buys));
        publish(published.visitors, visitorsResult(day.visitors, day.visitorsError));
        publish(published.visits, figureResult(Metric::VisitNum, "visits", day.visits));
    }
}

void DayWindows::close(std::int64_t timeMs)
{
    if (timeMs <= m_closedMs)
        return;
    DayFigures* before = nullptr;
    for (auto& [startMs, day] : m_figures) {
        if (day.endMs > timeMs)
            break;
        if (day.endMs > m_closedMs) {
            countVisitors(day);
            day.sketch = {};
            if (before != nullptr)
                before->minutes = std::vector<DayFigures::Minute>(); // `= {}` would keep the room
        }
        before = &day;
    }
    m_closedMs = timeMs;
}

void DayWindows::forgetClosed()
{
    while (m_figures.size() > 2 && std::next(m_figures.begin())->second.endMs <= m_closedMs) {
        m_published.erase(m_figures.begin()->first);
        m_figures.erase(m_figures.begin());
    }
}

void DayWindows::takeFinal(Format format, std::vector<ResultRecord>& out)
{
    close(kEndOfTime);
    for (const auto& [startMs, day] : m_figures) {
        for (ResultRecord record : {figureResult(Metric::OrderNumAll, "buy", day.buys),
                                    visitorsResult(day.visitors, day.visitorsError),
                                    figureResult(Metric::VisitNum, "visits", day.visits)}) {
            if (record.total == 0 || !hasMetric(format, record.metric))
                continue;
            record.isFinal = true;
            out.push_back(inDay(std::move(record), startMs, day.endMs));
        }
    }
}

void DayWindows::save(ByteWriter& out) const
{
    out.signedNumber(m_closedMs);
    out.number(m_figures.size());
    for (const auto& [startMs, day] : m_figures) {
        out.signedNumber(startMs);
        out.signedNumber(day.endMs);
        out.number(day.visits);
        out.number(day.buys);
        out.number(day.visitors);
        out.real(day.visitorsError);
        day.sketch.save(out);
        out.number(day.minutes.size());
        for (const DayFigures::Minute& minute : day.minutes) {
            out.number(minute.visits);
            out.number(minute.buys);
        }
        const Publications& published = m_published.at(startMs);
        published.visits.save(out);
        published.buys.save(out);
        published.visitors.save(out);
    }
}

void DayWindows::load(ByteReader& in)
{
    m_closedMs = in.time();
    for (std::size_t left = in.count(); left > 0 && in.ok(); --left)
        loadDay(in);
}

void DayWindows::loadDay(ByteReader& in)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    const std::int64_t startMs = std::clamp(in.time(), -kFarthestMs, kFarthestMs);
    DayFigures day;
    day.endMs = in.time();
    day.visits = in.number();
    day.buys = in.number();
    day.visitors = in.number();
    day.visitorsError = in.real();
    day.sketch.load(in);
    day.minutes.resize(in.count());
    for (DayFigures::Minute& minute : day.minutes) {
        minute.visits = static_cast<std::uint32_t>(in.number(kMost));
        minute.buys = static_cast<std::uint32_t>(in.number(kMost));
    }
    Publications published;
    published.visits.load(in);
    published.buys.load(in);
    published.visitors.load(in);
    if (!in.ok())
        return;
    const CivilDay civil = m_calendar.dayOf(startMs);
    if (civil.startMs != startMs || civil.endMs != day.endMs)
        return;
    if (day.minutes.size() != minutesOf(civil))
        day.minutes.clear();
    m_published.insert_or_assign(startMs, published);
    m_figures.insert_or_assign(startMs, std::move(day));
}

} // namespace shoppulse
