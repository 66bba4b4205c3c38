// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timelinestrip.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kSpanMs = 30 * 60 * kSecondMs;
constexpr std::int64_t kLabelMs = 5 * 60 * kSecondMs;
constexpr double kSide = 74; ///< for the words left and right
constexpr double kRight = 52;
constexpr double kLabels = 15;

} // namespace

TimelineStrip::TimelineStrip(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
}

void TimelineStrip::setSeconds(std::int64_t startMs, const std::vector<std::uint32_t>& counts)
{
    m_startMs = startMs;
    m_counts = counts;
    update();
}

void TimelineStrip::setPosition(std::int64_t ms)
{
    if (ms == m_positionMs)
        return;
    m_positionMs = ms;
    update();
}

std::int64_t TimelineStrip::endMs() const
{
    return m_startMs + static_cast<std::int64_t>(m_counts.size()) * kSecondMs;
}

QRectF TimelineStrip::plot() const
{
    return QRectF(kSide, 2, std::max(10.0, width() - kSide - kRight), height() - kLabels - 3);
}

double TimelineStrip::xOf(std::int64_t ms) const
{
    const QRectF area = plot();
    return area.right() - area.width() * double(endMs() - ms) / double(kSpanMs);
}

void TimelineStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sizedFont(12));
    painter.setPen(m_context.colors().muted);
    const QRectF area = plot();
    painter.drawText(QRectF(0, area.top(), kSide - 10, area.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, tr("−30 min"));
    painter.setPen(m_context.colors().text);
    painter.drawText(QRectF(area.right() + 8, area.top(), kRight - 8, area.height()),
                     Qt::AlignVCenter | Qt::AlignRight, tr("now"));
    painter.setPen(m_context.colors().border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_counts.empty())
        return;
    drawArea(painter);
    drawTimes(painter);
    drawPosition(painter);
}

void TimelineStrip::drawArea(QPainter& painter) const
{
    const QRectF area = plot();
    const auto greatest =
        std::max<std::uint32_t>(1, *std::max_element(m_counts.begin(), m_counts.end()));
    // One point a pixel column: its greatest second, so that a peak is never lost.
    QPolygonF line;
    double column = -1;
    double most = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const double x = std::floor(xOf(m_startMs + static_cast<std::int64_t>(i) * kSecondMs));
        if (x < area.left())
            continue;
        if (x != column && column >= 0) {
            line << QPointF(column, area.bottom() - area.height() * most / greatest);
            most = 0;
        }
        column = x;
        most = std::max(most, double(m_counts[i]));
    }
    line << QPointF(column, area.bottom() - area.height() * most / greatest);
    QPolygonF fill = line;
    fill << QPointF(line.last().x(), area.bottom()) << QPointF(line.first().x(), area.bottom());
    QColor soft = m_context.colors().muted;
    soft.setAlphaF(0.2F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawPolygon(fill);
    painter.setPen(QPen(m_context.colors().muted, 1));
    painter.drawPolyline(line);
}

void TimelineStrip::drawTimes(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setFont(sizedFont(kSmallText));
    painter.setPen(m_context.colors().muted);
    for (std::int64_t ms = endMs() - endMs() % kLabelMs; xOf(ms) >= area.left(); ms -= kLabelMs) {
        const double x = xOf(ms);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        drawFigures(painter, QRectF(x - 30, area.bottom() + 2, 60, kLabels), Qt::AlignHCenter,
                    m_context.minute(ms));
    }
}

void TimelineStrip::drawPosition(QPainter& painter) const
{
    const QRectF area = plot();
    const double x =
        m_positionMs > 0 ? std::clamp(xOf(m_positionMs), area.left(), area.right()) : area.right();
    painter.setPen(QPen(m_context.colors().mark, 2));
    painter.drawLine(QPointF(x, area.top() - 1), QPointF(x, area.bottom() + 1));
}

QString TimelineStrip::hoverText(double x) const
{
    const QRectF area = plot();
    if (x < area.left() || x > area.right())
        return {};
    const auto ms = endMs() - std::int64_t((area.right() - x) / area.width() * double(kSpanMs));
    const std::int64_t at = (ms - m_startMs) / kSecondMs;
    if (ms < m_startMs || at >= static_cast<std::int64_t>(m_counts.size()))
        return {};
    return tr("%1\n%2 events")
        .arg(m_context.time(m_startMs + at * kSecondMs),
             formatExact(m_counts[static_cast<std::size_t>(at)]));
}

bool TimelineStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), hoverText(help->pos().x()), this);
    return true;
}

} // namespace shoppulse
