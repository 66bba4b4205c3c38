// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/healthlog.h"

#include <cstdio>

namespace shoppulse {

HealthLog::HealthLog(const StatusBoard& board)
    : m_board(board)
{
    constexpr int kLookMs = 200;
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(kLookMs);
}

void HealthLog::look()
{
    const auto now = m_board.read();
    for (std::size_t i = 0; i < kComponents; ++i) {
        const bool same = now[i].health == m_last[i].health && now[i].error == m_last[i].error;
        if (same)
            continue;
        const std::string why = now[i].error ? ": " + describe(*now[i].error) : std::string();
        std::fprintf(stderr, "shoppulse: %s is %s%s\n",
                     std::string(componentId(static_cast<Component>(i))).c_str(),
                     std::string(healthId(now[i].health)).c_str(), why.c_str());
    }
    m_last = now;
}

} // namespace shoppulse
