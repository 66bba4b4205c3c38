// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/civildays.h"

#include <chrono>
#include <date/tz.h>

namespace shoppulse {
namespace {

std::int64_t midnightMs(const date::time_zone& zone, date::local_days day)
{
    // Where clocks jump over midnight, the day begins at the jump.
    const auto midnight = zone.to_sys(day, date::choose::earliest);
    return std::chrono::duration_cast<std::chrono::milliseconds>(midnight.time_since_epoch())
        .count();
}

} // namespace

CivilDays::CivilDays(const std::string& timeZone)
    : m_zone(date::locate_zone(timeZone))
{
}

const CivilDay& CivilDays::dayOf(std::int64_t timeMs)
{
    if (timeMs >= m_last.startMs && timeMs < m_last.endMs)
        return m_last;
    const date::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(timeMs)};
    const date::local_days day = date::floor<date::days>(m_zone->to_local(time));
    m_last = {midnightMs(*m_zone, day), midnightMs(*m_zone, day + date::days(1))};
    return m_last;
}

} // namespace shoppulse
