// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <mutex>

namespace shoppulse {

/// Hands out the newest snapshot; older ones are gone when nobody holds them (newest wins).
/// One thread publishes, any number read. Never blocks for longer than a pointer's copy.
class SnapshotHub {
public:
    void publish(SnapshotPtr snapshot)
    {
        const std::lock_guard lock(m_mutex);
        m_newest.swap(snapshot); // the old one is released after the lock
    }

    /// The newest snapshot; null before the first.
    [[nodiscard]] SnapshotPtr newest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_newest;
    }

private:
    mutable std::mutex m_mutex;
    SnapshotPtr m_newest;
};

} // namespace shoppulse
