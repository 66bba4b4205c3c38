// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace date {
class time_zone;
}

namespace shoppulse {

/// One day, from midnight to midnight, epoch ms, half open. 23 or 25 hours when clocks change.
struct CivilDay {
    std::int64_t startMs = 0;
    std::int64_t endMs = 0;
};

/// Days in a time zone. Throws std::runtime_error when the zone is not known to the system. One
/// thread (remembers the last day).
class CivilDays {
public:
    explicit CivilDays(const std::string& timeZone);

    [[nodiscard]] const CivilDay& dayOf(std::int64_t timeMs);

private:
    const date::time_zone* m_zone;
    CivilDay m_last;
};

} // namespace shoppulse
