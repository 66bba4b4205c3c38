// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelstatus.h"

#include "ui/language/errortext.h"
#include "ui/models/numberformat.h"

#include <QCoreApplication>

namespace shoppulse {
namespace {

PanelStatus beforeFirstEvent(const Snapshot& snapshot)
{
    const auto& input = snapshot.components[static_cast<std::size_t>(Component::KafkaIn)];
    const bool broken =
        snapshot.state == StreamState::Disconnected || snapshot.state == StreamState::Stopped;
    if (broken && input.error)
        return {PanelState::Error, errorText(*input.error)};
    if (broken && !snapshot.problems.empty())
        return {PanelState::Error, errorText(snapshot.problems.front())};
    const QString topic = QString::fromStdString(snapshot.info.topic);
    if (snapshot.state == StreamState::Waiting)
        return {PanelState::Waiting,
                QCoreApplication::translate("PanelStatus",
                                            "Connected, waiting for the first event (topic %1)")
                    .arg(topic)};
    return {PanelState::Waiting,
            QCoreApplication::translate("PanelStatus", "Connecting to %1 (topic %2)")
                .arg(QString::fromStdString(snapshot.info.brokers), topic)};
}

PanelStatus partial(double progress)
{
    const QString text = QCoreApplication::translate("PanelStatus", "partial %1 %")
                             .arg(static_cast<int>(progress * 100));
    const QString mark(kPartialMark);
    return {PanelState::Partial, text,
            progress < kNearlyFull ? mark + QLatin1Char(' ') + text : mark};
}

} // namespace

bool isStale(const Freshness& freshness)
{
    return !freshness.paused && freshness.newsMs > 0
        && freshness.nowMs - freshness.newsMs > kStaleAfterMs;
}

QString staleText(const Freshness& freshness, const ViewContext& context)
{
    return QCoreApplication::translate("PanelStatus", "as of %1 (%2 ago)")
        .arg(context.time(freshness.newsMs),
             formatDuration((freshness.nowMs - freshness.newsMs) / 1000 * 1000));
}

PanelStatus unconnectedStatus()
{
    return {PanelState::Waiting, QCoreApplication::translate("PanelStatus", "Not connected")};
}

PanelStatus panelStatus(const Snapshot& snapshot, const WindowSpan& window, std::uint64_t total,
                        const Freshness& freshness, const ViewContext& context)
{
    if (snapshot.counters.rows == 0)
        return beforeFirstEvent(snapshot);
    if (total == 0)
        return {PanelState::Empty,
                QCoreApplication::translate("PanelStatus", "No matching events in this window")};
    if (isStale(freshness)) {
        const QString text = staleText(freshness, context);
        return {PanelState::Stale, text, text};
    }
    const bool sinceStart = window.endMs == 0;
    if (sinceStart || window.isFinal)
        return {};
    return partial(window.progress);
}

} // namespace shoppulse
