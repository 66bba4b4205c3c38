// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/civildays.h"
#include "core/aggregate/livewindows.h"
#include "core/aggregate/publication.h"
#include "core/aggregate/slice.h"

#include <cstdint>
#include <map>
#include <vector>

namespace shoppulse {

/// One day's figures.
struct DayFigures {
    /// Counts by the minute of the day; only the newest closed day keeps them.
    struct Minute {
        std::uint32_t visits = 0;
        std::uint32_t buys = 0;
    };

    std::int64_t endMs = 0;
    std::uint64_t visits = 0;
    std::uint64_t buys = 0;
    std::uint64_t visitors = 0; ///< as of the last take or close
    double visitorsError = 0;
    VisitorSketch sketch;
    std::vector<Minute> minutes;
};

/// Purchases, events and visitors of each day in the profile's time zone. A union of slices like
/// every window; a day that nothing can change any more keeps its figures only. One thread.
class DayWindows {
public:
    explicit DayWindows(const std::string& timeZone);

    void add(std::int64_t startMs, const Slice& delta);

    /// Appends what is news since the last take.
    void take(const TimeLimits& limits, Format format, std::vector<ResultRecord>& out);

    /// Nothing before `timeMs` will come.
    void close(std::int64_t timeMs);
    /// Forgets closed days, except the newest two.
    void forgetClosed();

    /// Appends all days as final ones, in the order of end, metric.
    void takeFinal(Format format, std::vector<ResultRecord>& out);

    /// As of a take.
    void save(ByteWriter& out) const;
    /// Days of another time zone are left out.
    void load(ByteReader& in);

    /// By start.
    [[nodiscard]] const std::map<std::int64_t, DayFigures>& days() const { return m_figures; }

private:
    struct Publications {
        bool touched = false;
        Publication visits;
        Publication buys;
        Publication visitors;
    };

    void loadDay(ByteReader& in);

    CivilDays m_calendar;
    std::map<std::int64_t, DayFigures> m_figures;
    std::map<std::int64_t, Publications> m_published;
    std::int64_t m_closedMs = kNoTime;
};

} // namespace shoppulse
