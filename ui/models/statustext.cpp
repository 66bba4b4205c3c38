// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statustext.h"

#include "ui/language/errortext.h"
#include "ui/models/numberformat.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr QChar kDisc(0x25CF);
constexpr QChar kHalfDisc(0x25D0);
constexpr QChar kTriangle(0x25B2);
constexpr QChar kCross(0x2715);
constexpr QChar kRing(0x25CB);
constexpr QChar kSquare(0x25A0);
constexpr QChar kBars(0x2759);

} // namespace

StatusMark streamMark(StreamState state, const ThemeColors& colors)
{
    switch (state) {
    case StreamState::Connecting:
        return {kHalfDisc, QCoreApplication::translate("Status", "Connecting"), colors.muted};
    case StreamState::Waiting:
        return {kRing, QCoreApplication::translate("Status", "Waiting"), colors.muted};
    case StreamState::CatchingUp:
        return {kHalfDisc, QCoreApplication::translate("Status", "Catching up"), colors.warn};
    case StreamState::Live:
        return {kDisc, QCoreApplication::translate("Status", "Live"), colors.good};
    case StreamState::Delayed:
        return {kTriangle, QCoreApplication::translate("Status", "Delayed"), colors.warn};
    case StreamState::Disconnected:
        return {kCross, QCoreApplication::translate("Status", "Disconnected"), colors.bad};
    case StreamState::Stopped:
        break;
    }
    return {kSquare, QCoreApplication::translate("Status", "Stopped"), colors.bad};
}

StatusMark pausedMark(const ThemeColors& colors)
{
    return {kBars, QCoreApplication::translate("Status", "Paused"), colors.warn};
}

StatusMark healthMark(Health health, const ThemeColors& colors)
{
    switch (health) {
    case Health::Off:
        return {kRing, QCoreApplication::translate("Status", "off"), colors.muted};
    case Health::Starting:
        return {kHalfDisc, QCoreApplication::translate("Status", "starting"), colors.muted};
    case Health::Ok:
        return {kDisc, QCoreApplication::translate("Status", "ok"), colors.good};
    case Health::Degraded:
        return {kTriangle, QCoreApplication::translate("Status", "degraded"), colors.warn};
    case Health::Down:
        return {kCross, QCoreApplication::translate("Status", "down"), colors.bad};
    case Health::Stopped:
        break;
    }
    return {kSquare, QCoreApplication::translate("Status", "stopped"), colors.bad};
}

QString componentName(Component component)
{
    switch (component) {
    case Component::KafkaIn:
        return QCoreApplication::translate("Status", "Kafka in");
    case Component::KafkaOut:
        return QCoreApplication::translate("Status", "Kafka out");
    case Component::DeadLetters:
        return QCoreApplication::translate("Status", "Dead letters");
    case Component::Redis:
        return QCoreApplication::translate("Status", "Redis");
    case Component::State:
        return QCoreApplication::translate("Status", "State");
    case Component::Web:
    case Component::Count_:
        break;
    }
    return QCoreApplication::translate("Status", "Web");
}

QString componentDetails(Component component, const ComponentStatus& status, std::int64_t nowMs,
                         const ViewContext& context)
{
    const StatusMark mark = healthMark(status.health, context.colors());
    QString head = componentName(component) + QStringLiteral(": ") + mark.word;
    if (status.sinceMs > 0)
        head = QCoreApplication::translate("Status", "%1 since %2")
                   .arg(head, context.time(status.sinceMs));
    QStringList lines{head};
    if (!status.target.empty())
        lines << QString::fromStdString(status.target);
    if (status.error)
        lines << QCoreApplication::translate("Status", "Last error: %1")
                     .arg(errorText(*status.error));
    if (status.nextRetryMs > 0)
        lines << QCoreApplication::translate("Status", "Next try in %1")
                     .arg(formatDuration(std::max<std::int64_t>(0, status.nextRetryMs - nowMs)));
    if (status.pending > 0 && component != Component::Web)
        lines << QCoreApplication::translate("Status", "Waiting to be written: %1")
                     .arg(formatExact(status.pending));
    if (status.dropped > 0)
        lines << QCoreApplication::translate("Status", "Given up: %1")
                     .arg(formatExact(status.dropped));
    return lines.join(QLatin1Char('\n'));
}

QString streamDetails(const Snapshot& snapshot, const ViewContext& context)
{
    QStringList lines;
    lines << (snapshot.newestEventMs > 0 ? QCoreApplication::translate("Status", "Last event: %1")
                                               .arg(context.time(snapshot.newestEventMs))
                                         : QCoreApplication::translate("Status", "No event yet"));
    if (snapshot.counters.lagMs >= 0)
        lines << QCoreApplication::translate("Status", "Lag: %1, %2 messages")
                     .arg(formatDuration(snapshot.counters.lagMs),
                          formatExact(snapshot.counters.lagMessages));
    const auto& input = snapshot.components[static_cast<std::size_t>(Component::KafkaIn)];
    lines << componentDetails(Component::KafkaIn, input, snapshot.wallMs, context);
    return lines.join(QLatin1Char('\n'));
}

} // namespace shoppulse
