// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/liveview.h"

namespace shoppulse {

LiveView::LiveView(const SnapshotHub& hub, const Clock& clock)
    : m_hub(&hub)
    , m_clock(clock)
{
}

void LiveView::setHub(const SnapshotHub& hub)
{
    m_hub = &hub;
    m_newest.reset();
    m_paused.reset();
    m_newsMs = 0;
}

void LiveView::pull()
{
    SnapshotPtr newest = m_hub->newest();
    if (!newest || newest == m_newest)
        return;
    // News is that something was counted, not that a snapshot was made.
    const bool news = m_newest == nullptr || newest->counters.rows != m_newest->counters.rows;
    if (news && newest->counters.rows > 0)
        m_newsMs = newest->wallMs;
    m_newest = std::move(newest);
}

void LiveView::pause()
{
    if (isPaused() || !m_newest)
        return;
    m_paused = m_newest;
    m_pausedAtMs = nowMs();
}

void LiveView::resume()
{
    m_paused.reset();
}

Freshness LiveView::freshness() const
{
    return {nowMs(), m_newsMs, isPaused()};
}

std::uint64_t LiveView::eventsBehind() const
{
    return isPaused() ? m_newest->counters.rows - m_paused->counters.rows : 0;
}

} // namespace shoppulse
