// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pace.h"

#include "core/aggregate/eventtime.h"

#include <algorithm>

namespace shoppulse {

Pace::Pace(std::size_t workers)
    : m_clocks(workers, kNoTime)
{
}

void Pace::report(std::size_t worker, std::optional<std::int64_t> clockMs)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_clocks[worker] == clockMs)
            return;
        m_clocks[worker] = clockMs;
    }
    if (m_clocks.size() > 1)
        m_moved.notify_all();
}

void Pace::wait(std::size_t worker, std::chrono::milliseconds most)
{
    if (m_clocks.size() < 2)
        return;
    std::unique_lock lock(m_mutex);
    m_moved.wait_for(lock, most, [=, this] { return !tooFarAhead(worker); });
}

bool Pace::tooFarAhead(std::size_t worker) const
{
    const std::optional<std::int64_t> own = m_clocks[worker];
    return own && std::any_of(m_clocks.begin(), m_clocks.end(), [&](const auto& clock) {
               return clock && *clock < *own - kLeadMs;
           });
}

} // namespace shoppulse
