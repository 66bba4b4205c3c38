// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/aggregate/windowsettings.h"
#include "core/decode/event.h"
#include "core/profile/dimensions.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace shoppulse::testing {

/// An event with what the rules of counting look at beside it.
struct ReadEvent {
    std::int32_t partition = 0;
    std::int64_t recordMs = 0;
    Event event;
};

/// The slow and obvious count: goes over all events for every window. Written from the rules, not
/// from the engine, with maps and sets.
class Recount {
public:
    /// `events`: each partition in its order, partitions in any. `offsetMs`: the zone's, fixed.
    Recount(const std::vector<ReadEvent>& events, const WindowSettings& settings,
            std::int64_t offsetMs)
        : m_settings(settings)
        , m_offsetMs(offsetMs)
    {
        judge(events);
        windows();
        totals();
        days();
    }

    std::vector<std::string> lines;
    std::uint64_t lateDropped = 0;
    std::uint64_t skewed = 0;

private:
    using Events = std::vector<Event>;
    using Match = std::function<bool(const Event&)>;

    static bool isBuy(const Event& e) { return actionOf(e.cell) == 2; }
    static std::int64_t floorTo(std::int64_t ms, std::int64_t step) { return ms / step * step; }

    void judge(const std::vector<ReadEvent>& events)
    {
        std::map<std::int32_t, std::int64_t> clocks;
        for (const ReadEvent& read : events) {
            const std::int64_t t = read.event.timeMs;
            const auto clock = clocks.find(read.partition);
            const bool late = clock != clocks.end() && t < clock->second - m_settings.keptMs;
            const bool ahead = t > read.recordMs + 300'000;
            lateDropped += late;
            skewed += ahead;
            m_all.push_back(read.event);
            if (!late && (!ahead || t <= read.recordMs + m_settings.keptMs))
                m_counted.push_back(read.event);
            if (!ahead) {
                if (clock == clocks.end())
                    clocks[read.partition] = t;
                else
                    clock->second = std::max(clock->second, t);
                m_newestMs = std::max(m_newestMs, floorTo(t, 1'000) + 1'000);
            }
        }
    }

    void windows()
    {
        const std::int64_t widest = std::max(m_settings.rankingMs, m_settings.visitorsMs);
        std::set<std::int64_t> ends;
        for (const Event& e : m_counted)
            for (std::int64_t end = floorTo(e.timeMs, 1'000) + 1'000; end - widest <= e.timeMs;
                 end += 1'000)
                ends.insert(end);
        for (const std::int64_t end : ends) {
            std::vector<std::tuple<std::int64_t, std::string, ResultRecord>> found;
            const auto add = [&](Metric metric, std::int64_t size,
                                 ResultRecord (Recount::*make)(Metric, const Events&) const) {
                ResultRecord r = (this->*make)(metric, within(end - size, end));
                r.windowMs = size;
                r.startMs = end - size;
                r.endMs = end;
                if (r.total != 0)
                    found.emplace_back(size, std::string(metricId(metric)), r);
            };
            for (const Metric m :
                 {Metric::OrderNumGender, Metric::OrderNumAge, Metric::Behavior, Metric::Gender})
                add(m, 1'000, &Recount::byCategory);
            for (const Metric m : {Metric::Province, Metric::ProvinceBuy})
                add(m, m_settings.rankingMs, &Recount::byCategory);
            for (const Metric m : {Metric::Brand, Metric::BrandVisit, Metric::Category})
                add(m, m_settings.rankingMs, &Recount::top);
            add(Metric::UniqueVisitors, m_settings.visitorsMs, &Recount::visitors);
            std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
                return std::tie(std::get<0>(a), std::get<1>(a))
                    < std::tie(std::get<0>(b), std::get<1>(b));
            });
            for (const auto& item : found)
                print(std::get<2>(item));
        }
    }

    void totals()
    {
        for (const Metric m : {Metric::Behavior, Metric::OrderNumAge, Metric::OrderNumAll,
                               Metric::OrderNumGender, Metric::VisitNum}) {
            ResultRecord r = m == Metric::OrderNumAll || m == Metric::VisitNum
                ? figure(m, m_all)
                : byCategory(m, m_all);
            r.endMs = m_newestMs;
            if (r.total != 0)
                print(r);
        }
    }

    void days()
    {
        std::set<std::int64_t> starts;
        for (const Event& e : m_counted)
            starts.insert(floorTo(e.timeMs + m_offsetMs, kDayMs) - m_offsetMs);
        for (const std::int64_t start : starts) {
            const Events day = within(start, start + kDayMs);
            for (ResultRecord r :
                 {figure(Metric::OrderNumAll, day), visitors(Metric::UniqueVisitors, day),
                  figure(Metric::VisitNum, day)}) {
                r.windowMs = kDayMs;
                r.startMs = start;
                r.endMs = start + kDayMs;
                if (r.total != 0)
                    print(r);
            }
        }
    }

    Events within(std::int64_t from, std::int64_t to) const
    {
        Events out;
        for (const Event& e : m_counted)
            if (e.timeMs >= from && e.timeMs < to)
                out.push_back(e);
        return out;
    }

    ResultRecord figure(Metric metric, const Events& events) const
    {
        ResultRecord r;
        r.metric = metric;
        for (const Event& e : events)
            r.total += metric == Metric::VisitNum || isBuy(e);
        if (r.total != 0)
            r.counts = {{metric == Metric::VisitNum ? "visits" : "buy", r.total}};
        return r;
    }

    ResultRecord byCategory(Metric metric, const Events& events) const
    {
        std::map<std::size_t, std::uint64_t> counts;
        std::span<const std::string_view> ids;
        for (const Event& e : events) {
            switch (metric) {
            case Metric::OrderNumGender:
                ids = kGenderIds;
                if (isBuy(e))
                    ++counts[genderOf(e.cell)];
                break;
            case Metric::Gender:
                ids = kGenderIds;
                ++counts[genderOf(e.cell)];
                break;
            case Metric::OrderNumAge:
                ids = kAgeIds;
                if (isBuy(e))
                    ++counts[ageOf(e.cell)];
                break;
            case Metric::Behavior:
                ids = kActionIds;
                ++counts[actionOf(e.cell)];
                break;
            default:
                ids = kProvinceIds;
                if (metric == Metric::Province || isBuy(e))
                    ++counts[provinceOf(e.cell)];
            }
        }
        ResultRecord r;
        r.metric = metric;
        for (const auto& [index, count] : counts) {
            r.counts.push_back({std::string(ids[index]), count});
            r.total += count;
        }
        return r;
    }

    ResultRecord top(Metric metric, const Events& events) const
    {
        std::map<std::uint64_t, std::uint64_t> counts;
        ResultRecord r;
        r.metric = metric;
        r.ranked = true;
        for (const Event& e : events) {
            if (metric == Metric::Brand && !isBuy(e))
                continue;
            ++counts[metric == Metric::Category ? e.category : e.brand];
            ++r.total;
        }
        std::vector<std::pair<std::uint64_t, std::uint64_t>> order(counts.begin(), counts.end());
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        r.other = r.total;
        for (std::size_t i = 0; i < std::min(order.size(), m_settings.topN); ++i) {
            const auto& [key, count] = order[i];
            r.counts.push_back({key == kNoId ? "unknown" : std::to_string(key), count});
            r.other -= count;
        }
        return r;
    }

    ResultRecord visitors(Metric metric, const Events& events) const
    {
        std::set<std::uint64_t> users;
        for (const Event& e : events)
            if (e.user != kNoId)
                users.insert(e.user);
        ResultRecord r;
        r.metric = metric;
        r.total = users.size();
        if (r.total != 0)
            r.counts = {{"visitors", r.total}};
        r.error = 0.0;
        return r;
    }

    void print(ResultRecord r)
    {
        r.isFinal = true;
        lines.push_back(resultJson(r, false));
    }

    const WindowSettings m_settings;
    const std::int64_t m_offsetMs;
    Events m_all;
    Events m_counted;
    std::int64_t m_newestMs = 0;
};

} // namespace shoppulse::testing
