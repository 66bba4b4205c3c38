// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/snapshot/snapshothub.h"
#include "ui/panels/panelstatus.h"

namespace shoppulse {

/// What the window looks at: the newest snapshot, or while paused the one at which it was stopped.
/// Pausing stops the view only; the newest snapshot is still pulled, to say how far behind the
/// view is. GUI thread; the clock outlives it, a hub until it is replaced.
class LiveView {
public:
    LiveView(const SnapshotHub& hub, const Clock& clock);

    /// Looks at another stream from now on, and forgets all of the old one.
    void setHub(const SnapshotHub& hub);

    /// Pulls the newest snapshot.
    void pull();

    void pause();
    void resume();
    [[nodiscard]] bool isPaused() const { return m_paused != nullptr; }

    /// What is to be shown; null before the first snapshot.
    [[nodiscard]] const SnapshotPtr& shown() const { return m_paused ? m_paused : m_newest; }
    [[nodiscard]] const SnapshotPtr& newest() const { return m_newest; }
    [[nodiscard]] Freshness freshness() const;
    [[nodiscard]] std::int64_t nowMs() const { return m_clock.wallMs(); }

    [[nodiscard]] std::int64_t pausedAtMs() const { return m_pausedAtMs; }
    /// Events counted since the pause.
    [[nodiscard]] std::uint64_t eventsBehind() const;
    [[nodiscard]] std::int64_t msBehind() const { return nowMs() - m_pausedAtMs; }

private:
    const SnapshotHub* m_hub;
    const Clock& m_clock;
    SnapshotPtr m_newest;
    SnapshotPtr m_paused;
    std::int64_t m_pausedAtMs = 0;
    std::int64_t m_newsMs = 0;
};

} // namespace shoppulse
