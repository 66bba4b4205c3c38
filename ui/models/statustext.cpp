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

// Not named tr: lupdate would look for no text in its argument.
QString said(const char* text)
{
    return QCoreApplication::translate("Status", text);
}

} // namespace

StatusMark streamMark(StreamState state, const ThemeColors& colors)
{
    switch (state) {
    case StreamState::Connecting:
        return {kHalfDisc, said(QT_TRANSLATE_NOOP("Status", "Connecting")), colors.muted};
    case StreamState::Waiting:
        return {kRing, said(QT_TRANSLATE_NOOP("Status", "Waiting")), colors.muted};
    case StreamState::CatchingUp:
        return {kHalfDisc, said(QT_TRANSLATE_NOOP("Status", "Catching up")), colors.warn};
    case StreamState::Live:
        return {kDisc, said(QT_TRANSLATE_NOOP("Status", "Live")), colors.good};
    case StreamState::Delayed:
        return {kTriangle, said(QT_TRANSLATE_NOOP("Status", "Delayed")), colors.warn};
    case StreamState::Disconnected:
        return {kCross, said(QT_TRANSLATE_NOOP("Status", "Disconnected")), colors.bad};
    case StreamState::Stopped:
        break;
    }
    return {kSquare, said(QT_TRANSLATE_NOOP("Status", "Stopped")), colors.bad};
}

StatusMark pausedMark(const ThemeColors& colors)
{
    return {kBars, said(QT_TRANSLATE_NOOP("Status", "Paused")), colors.warn};
}

StatusMark healthMark(Health health, const ThemeColors& colors)
{
    switch (health) {
    case Health::Off:
        return {kRing, said(QT_TRANSLATE_NOOP("Status", "off")), colors.muted};
    case Health::Starting:
        return {kHalfDisc, said(QT_TRANSLATE_NOOP("Status", "starting")), colors.muted};
    case Health::Ok:
        return {kDisc, said(QT_TRANSLATE_NOOP("Status", "ok")), colors.good};
    case Health::Degraded:
        return {kTriangle, said(QT_TRANSLATE_NOOP("Status", "degraded")), colors.warn};
    case Health::Down:
        return {kCross, said(QT_TRANSLATE_NOOP("Status", "down")), colors.bad};
    case Health::Stopped:
        break;
    }
    return {kSquare, said(QT_TRANSLATE_NOOP("Status", "stopped")), colors.bad};
}

QString componentName(Component component)
{
    switch (component) {
    case Component::KafkaIn:
        return said(QT_TRANSLATE_NOOP("Status", "Kafka in"));
    case Component::KafkaOut:
        return said(QT_TRANSLATE_NOOP("Status", "Kafka out"));
    case Component::Redis:
        return said(QT_TRANSLATE_NOOP("Status", "Redis"));
    case Component::State:
        return said(QT_TRANSLATE_NOOP("Status", "State"));
    case Component::Web:
    case Component::Count_:
        break;
    }
    return said(QT_TRANSLATE_NOOP("Status", "Web"));
}

QString componentDetails(Component component, const ComponentStatus& status, std::int64_t nowMs,
                         const ViewContext& context)
{
    const StatusMark mark = healthMark(status.health, context.colors());
    QString head = componentName(component) + QStringLiteral(": ") + mark.word;
    if (status.sinceMs > 0)
        head = said(QT_TRANSLATE_NOOP("Status", "%1 since %2"))
                   .arg(head, context.time(status.sinceMs));
    QStringList lines{head};
    if (!status.target.empty())
        lines << QString::fromStdString(status.target);
    if (status.error)
        lines << said(QT_TRANSLATE_NOOP("Status", "Last error: %1")).arg(errorText(*status.error));
    if (status.nextRetryMs > 0)
        lines << said(QT_TRANSLATE_NOOP("Status", "Next try in %1"))
                     .arg(formatDuration(std::max<std::int64_t>(0, status.nextRetryMs - nowMs)));
    if (status.pending > 0 && component != Component::Web)
        lines << said(QT_TRANSLATE_NOOP("Status", "Waiting to be written: %1"))
                     .arg(formatExact(status.pending));
    if (status.dropped > 0)
        lines << said(QT_TRANSLATE_NOOP("Status", "Given up: %1")).arg(formatExact(status.dropped));
    return lines.join(QLatin1Char('\n'));
}

QString streamDetails(const Snapshot& snapshot, const ViewContext& context)
{
    QStringList lines;
    lines << (snapshot.newestEventMs > 0 ? said(QT_TRANSLATE_NOOP("Status", "Last event: %1"))
                                               .arg(context.time(snapshot.newestEventMs))
                                         : said(QT_TRANSLATE_NOOP("Status", "No event yet")));
    if (snapshot.counters.lagMs >= 0)
        lines << said(QT_TRANSLATE_NOOP("Status", "Lag: %1, %2 messages"))
                     .arg(formatDuration(snapshot.counters.lagMs),
                          formatExact(snapshot.counters.lagMessages));
    const auto& input = snapshot.components[static_cast<std::size_t>(Component::KafkaIn)];
    lines << componentDetails(Component::KafkaIn, input, snapshot.wallMs, context);
    return lines.join(QLatin1Char('\n'));
}

} // namespace shoppulse
