// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statusboard.h"

#include <QTimer>

#include <array>

namespace shoppulse {

/// Writes a line to standard error whenever a component's health or error changes. Needs an event
/// loop; lives on the thread that made it. The board outlives it.
class HealthLog {
public:
    explicit HealthLog(const StatusBoard& board);

private:
    void look();

    const StatusBoard& m_board;
    std::array<ComponentStatus, kComponents> m_last;
    QTimer m_timer;
};

} // namespace shoppulse
