// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/statusline.h"

#include "ui/models/numberformat.h"
#include "ui/models/statustext.h"
#include "ui/panels/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr int kHeight = 34;
constexpr int kMessageMs = 8'000;

void setTextIfNew(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
}

} // namespace

StatusLine::StatusLine(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(18);
    for (QLabel*& dot : m_dots) {
        dot = addLabel();
        dot->setTextFormat(Qt::RichText);
    }
    m_rate = addLabel();
    m_counters = new ElidedLabel(this);
    m_counters->setProperty("role", QStringLiteral("subtitle"));
    row->addWidget(m_counters, 1);
    m_message = new ElidedLabel(this);
    m_message->hide();
    row->addWidget(m_message, 1);
    m_watermark = addLabel();
}

QLabel* StatusLine::addLabel()
{
    auto* label = new QLabel(this);
    label->setProperty("role", QStringLiteral("subtitle"));
    layout()->addWidget(label);
    return label;
}

QString StatusLine::dotText(Component component) const
{
    return m_dots[static_cast<std::size_t>(component)]->accessibleName();
}

QString StatusLine::countersText() const
{
    return m_counters->text();
}

QString StatusLine::messageText() const
{
    return m_message->isVisible() ? m_message->text() : QString();
}

void StatusLine::showMessage(const QString& text)
{
    m_message->setText(text);
    m_message->setToolTip(text);
    m_message->show();
    m_counters->hide();
    QTimer::singleShot(kMessageMs, m_message, [this, text] {
        if (m_message->text() != text)
            return; // a newer one stands there
        m_message->hide();
        m_counters->show();
    });
}

QString StatusLine::dotWords(Component component, const Snapshot& snapshot,
                             std::int64_t nowMs) const
{
    const ComponentStatus& status = snapshot.components[static_cast<std::size_t>(component)];
    const QString name = componentName(component);
    if (status.health == Health::Ok) {
        if (component == Component::KafkaIn && snapshot.counters.lagMs >= 0)
            return tr("%1 · lag %2").arg(name, formatDuration(snapshot.counters.lagMs));
        if (component == Component::Web)
            return tr("%1 · %n viewer(s)", nullptr, int(status.pending)).arg(name);
        return name;
    }
    const QString words =
        name + QLatin1Char(' ') + healthMark(status.health, m_context.colors()).word;
    if (status.nextRetryMs <= nowMs)
        return words;
    return tr("%1 · next try in %2").arg(words, formatDuration(status.nextRetryMs - nowMs));
}

void StatusLine::setDot(Component component, const Snapshot& snapshot, std::int64_t nowMs)
{
    const ComponentStatus& status = snapshot.components[static_cast<std::size_t>(component)];
    const StatusMark mark = healthMark(status.health, m_context.colors());
    const QString words = dotWords(component, snapshot, nowMs);
    QLabel* label = m_dots[static_cast<std::size_t>(component)];
    setTextIfNew(label,
                 QStringLiteral("<span style='color:%1'>%2</span>&nbsp;%3")
                     .arg(mark.color.name(), QString(mark.shape), words.toHtmlEscaped()));
    // Few switch it on: else it would only take the others' room.
    label->setVisible(component != Component::DeadLetters || status.health != Health::Off);
    label->setAccessibleName(words);
    label->setToolTip(componentDetails(component, status, nowMs, m_context));
}

void StatusLine::setSnapshot(const Snapshot& snapshot, std::int64_t nowMs)
{
    for (std::size_t i = 0; i < kComponents; ++i)
        setDot(static_cast<Component>(i), snapshot, nowMs);
    const Kpi& rate = snapshot.kpi(KpiId::EventsPerSecond);
    setTextIfNew(
        m_rate,
        tr("%1 events/s")
            .arg(rate.value ? formatCount(*rate.value, m_context.language()) : QString(kNoValue)));
    setTextIfNew(m_counters, counters(snapshot.counters));
    m_counters->setToolTip(tr("Events: %1\nMessages: %2\nLate, corrected a final window: %3\n"
                              "Late, dropped: %4\nUndecodable rows: %5\nAhead of their time: %6\n"
                              "Vanished before they were read: %7")
                               .arg(formatExact(snapshot.counters.rows),
                                    formatExact(snapshot.counters.messages),
                                    formatExact(snapshot.counters.lateCorrected),
                                    formatExact(snapshot.counters.lateDropped),
                                    formatExact(snapshot.counters.undecodableTotal()),
                                    formatExact(snapshot.counters.skewed),
                                    formatExact(snapshot.counters.gapMessages)));
    setTextIfNew(m_watermark,
                 tr("watermark %1")
                     .arg(snapshot.watermarkMs > 0 ? m_context.time(snapshot.watermarkMs)
                                                   : QString(kNoValue)));
}

QString StatusLine::counters(const Counters& counters) const
{
    const std::uint64_t undecodable = counters.undecodableTotal();
    const std::uint64_t all = counters.rows + undecodable;
    const QString share =
        all > 0 ? formatPercent(double(undecodable) / double(all), 2) : QString(kNoValue);
    return tr("late %1 · dropped %2 · undecodable %3")
        .arg(formatCount(double(counters.lateCorrected), m_context.language()),
             formatCount(double(counters.lateDropped), m_context.language()), share);
}

} // namespace shoppulse
