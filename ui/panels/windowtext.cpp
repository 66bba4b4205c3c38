// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/windowtext.h"

#include <QCoreApplication>

namespace shoppulse {

QString windowText(const WindowSpan& window)
{
    constexpr std::int64_t kMinutesFrom = 120'000;
    const std::int64_t ms = window.endMs - window.startMs;
    if (window.endMs == 0)
        return QCoreApplication::translate("Window", "since start");
    if (ms >= kMinutesFrom)
        return QCoreApplication::translate("Window", "%1 min").arg(ms / 60'000);
    return QCoreApplication::translate("Window", "%1 s").arg(ms / 1'000);
}

QString withWindow(const QString& what, const WindowSpan& window)
{
    return what + QStringLiteral(" · ") + windowText(window);
}

QString withSlidingWindow(const QString& what, const WindowSpan& window)
{
    return window.endMs == 0 ? what : withWindow(what, window);
}

} // namespace shoppulse
