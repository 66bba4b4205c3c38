// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendchart.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QMouseEvent>
#include <QToolTip>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shoppulse {
namespace {

constexpr double kSpanSeconds = 300;
constexpr double kFill = 0.35;
constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60'000;

} // namespace

TrendChart::TrendChart(const ViewContext& context, QWidget* parent)
    : PlotView(context, parent)
{
    setRenderHint(QPainter::Antialiasing, false); // the lines hide the areas' steps
    auto* time = new QValueAxis(this);
    time->setRange(-kSpanSeconds, 0);
    time->setVisible(false);
    chart()->addAxis(time, Qt::AlignBottom);
    // The whole first and its parts over it, opaque: one boundary an area instead of two.
    for (std::size_t i = kActions; i-- > 0;) {
        m_tops[i] = new QLineSeries(this);
        m_areas[i] = new QAreaSeries(m_tops[i]);
        chart()->addSeries(m_areas[i]);
        m_areas[i]->attachAxis(time);
        m_areas[i]->attachAxis(valueAxis());
    }
    retheme();
}

void TrendChart::paintSeries()
{
    for (std::size_t i = 0; i < kActions; ++i) {
        const ThemeColors& colors = context().colors();
        m_areas[i]->setPen(Qt::NoPen);
        m_areas[i]->setBrush(mix(colors.card, categoryColor(Dimension::Action, i, colors), kFill));
    }
}

void TrendChart::setPoints(std::int64_t startMs, const std::vector<TrendPoint>& points,
                           std::size_t finalPoints)
{
    m_startMs = startMs;
    m_points = points;
    m_final = std::min(finalPoints, points.size());
    std::vector<double> sums(points.size());
    const double newest = static_cast<double>(points.size()) - 1;
    for (std::size_t action = 0; action < kActions; ++action) {
        QList<QPointF>& top = m_sums[action];
        top.clear();
        top.reserve(qsizetype(points.size()));
        for (std::size_t i = 0; i < points.size(); ++i) {
            sums[i] += points[i].counts[action];
            top.append(QPointF(static_cast<double>(i) - newest, sums[i]));
        }
        m_tops[action]->replace(top.first(qsizetype(m_final)));
    }
    scaleTo(sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end()));
    viewport()->update(); // lines and times
}

void TrendChart::drawLines(QPainter& painter) const
{
    const QRectF plot = plotArea();
    painter.setBrush(Qt::NoBrush);
    for (std::size_t action = 0; action < kActions; ++action) {
        QPolygonF line;
        line.reserve(m_sums[action].size());
        for (const QPointF& point : m_sums[action])
            line << QPointF(plot.right() + plot.width() * point.x() / kSpanSeconds,
                            plot.bottom() - plot.height() * point.y() / valueAxis()->max());
        const QColor color = categoryColor(Dimension::Action, action, context().colors());
        const auto final = qsizetype(m_final);
        painter.setPen(QPen(color, 1));
        painter.drawPolyline(line.constData(), int(final));
        QPen dashed(color, 1);
        dashed.setDashPattern({2.5, 2.5});
        painter.setPen(dashed);
        const qsizetype tail = std::max<qsizetype>(0, final - 1); // so that the line goes on
        painter.drawPolyline(line.constData() + tail, int(line.size() - tail));
    }
}

double TrendChart::xOf(std::int64_t ms) const
{
    const QRectF plot = plotArea();
    const auto newestMs = m_startMs + (static_cast<std::int64_t>(m_points.size()) - 1) * kSecondMs;
    const double seconds = static_cast<double>(newestMs - ms) / kSecondMs;
    return plot.right() - plot.width() * seconds / kSpanSeconds;
}

void TrendChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    painter->setRenderHint(QPainter::Antialiasing);
    PlotView::drawForeground(painter, rect);
    if (m_points.empty())
        return;
    drawLines(*painter);
    drawTimes(*painter);
    drawCrosshair(*painter);
}

void TrendChart::drawTimes(QPainter& painter) const
{
    const QRectF plot = plotArea();
    const double half = figuresWidth(painter.font(), QStringLiteral("00:00:00")) / 2;
    const auto newestMs = m_startMs + static_cast<std::int64_t>(m_points.size()) * kSecondMs;
    for (std::int64_t ms = newestMs - newestMs % kMinuteMs; xOf(ms) >= plot.left() - 1;
         ms -= kMinuteMs) {
        const double x = xOf(ms);
        painter.setPen(context().colors().border);
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        if (x - half < plot.left() - 20 || x + half > plot.right() + 4)
            continue;
        painter.setPen(context().colors().muted);
        drawFigures(painter, QRectF(x - half, plot.bottom() + 5, 2 * half, 16), Qt::AlignHCenter,
                    context().time(ms));
    }
}

int TrendChart::hoveredPoint() const
{
    const QRectF plot = plotArea();
    if (m_points.empty() || m_mouseX < plot.left() || m_mouseX > plot.right())
        return -1;
    const double seconds = (plot.right() - m_mouseX) / plot.width() * kSpanSeconds;
    const int index =
        static_cast<int>(m_points.size()) - 1 - static_cast<int>(std::lround(seconds));
    return std::max(index, -1);
}

void TrendChart::drawCrosshair(QPainter& painter) const
{
    const int point = hoveredPoint();
    if (point < 0)
        return;
    const QRectF plot = plotArea();
    const double x = xOf(m_startMs + point * kSecondMs);
    painter.setPen(QPen(context().colors().muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    double sum = 0;
    for (std::size_t action = 0; action < kActions; ++action) {
        sum += m_points[static_cast<std::size_t>(point)].counts[action];
        const double y = plot.bottom() - plot.height() * sum / valueAxis()->max();
        painter.setPen(QPen(categoryColor(Dimension::Action, action, context().colors()), 1.5));
        painter.setBrush(context().colors().card);
        painter.drawEllipse(QPointF(x, y), 3, 3);
    }
}

QString TrendChart::hoverText(std::size_t point) const
{
    const auto& counts = m_points[point].counts;
    const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    const std::int64_t start = m_startMs + static_cast<std::int64_t>(point) * kSecondMs;
    QString text = context().time(start) + QStringLiteral(" – ") + context().time(start + kSecondMs)
        + QStringLiteral("  ·  ") + formatExact(total);
    if (point >= m_final)
        text += QStringLiteral("  ·  ") + tr("partial");
    std::array<std::size_t, kActions> order{};
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&counts](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    for (const std::size_t action : order)
        text += QStringLiteral("\n%1  %2  (%3)")
                    .arg(context().label(Dimension::Action, action), formatExact(counts[action]),
                         formatShare(counts[action], total));
    return text;
}

void TrendChart::mouseMoveEvent(QMouseEvent* event)
{
    m_mouseX = event->position().x();
    const int point = hoveredPoint();
    QToolTip::showText(event->globalPosition().toPoint() + QPoint(12, 12),
                       point < 0 ? QString() : hoverText(static_cast<std::size_t>(point)), this);
    viewport()->update();
}

void TrendChart::leaveEvent(QEvent* event)
{
    m_mouseX = -1;
    viewport()->update();
    PlotView::leaveEvent(event);
}

} // namespace shoppulse
