// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/donutchart.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QtCharts/QChart>
#include <QtCharts/QPieSeries>
#include <QtCharts/QPieSlice>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr double kHole = 0.72;
constexpr double kLabelSpace = 6.3; ///< left and right of the ring, in heights of the text
constexpr double kLabelHeight = 1.25;
constexpr double kGapDegrees = 1.2;
constexpr double kKnee = 8; ///< pixels from the ring to the bend of a label's line
constexpr double kBeside = 4; ///< from there to the text

} // namespace

DonutChart::DonutChart(const ViewContext& context, Dimension dimension, QWidget* parent)
    : QChartView(new QChart, parent)
    , m_context(context)
    , m_dimension(dimension)
    , m_ring(new QPieSeries)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setStyleSheet(QStringLiteral("background: transparent"));
    setMinimumSize(60, 40);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->legend()->hide();
    m_ring->setHoleSize(kHole);
    m_ring->setPieSize(1);
    m_counts.resize(idsOf(dimension).size());
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_slices.push_back(m_ring->append(QString(), 0));
    chart()->addSeries(m_ring);
    connect(&context, &ViewContext::changed, this, &DonutChart::retheme);
    retheme();
}

void DonutChart::retheme()
{
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        m_slices[i]->setBrush(categoryColor(m_dimension, i, m_context.colors()));
        m_slices[i]->setPen(QPen(m_context.colors().card, 2.5));
    }
    viewport()->update();
}

void DonutChart::setCounts(const std::vector<std::uint64_t>& counts, std::uint64_t total,
                           const QString& unit)
{
    for (std::size_t i = 0; i < std::min(counts.size(), m_counts.size()); ++i) {
        if (counts[i] == m_counts[i])
            continue;
        m_counts[i] = counts[i];
        m_slices[i]->setValue(static_cast<qreal>(counts[i]));
    }
    m_total = total;
    m_unit = unit;
    viewport()->update();
}

QPointF DonutChart::centre() const
{
    return QRectF(rect()).center();
}

int DonutChart::textPixels() const
{
    return std::clamp(height() / 22, 12, 20);
}

double DonutChart::radius() const
{
    const double wide = width() / 2.0 - kLabelSpace * textPixels();
    const double high = height() / 2.0 - 14;
    return std::max(20.0, std::min({wide, high, 0.42 * height() + 20}));
}

void DonutChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    const double r = radius();
    chart()->setPlotArea(QRectF(centre().x() - r, centre().y() - r, 2 * r, 2 * r));
}

void DonutChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->ignore(); // the panel's: maximises it
}

void DonutChart::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_total == 0)
        return;
    drawTotal(*painter);
    drawLabels(*painter);
}

void DonutChart::drawTotal(QPainter& painter) const
{
    const double r = radius();
    const int pixels = std::clamp(static_cast<int>(r * 0.24), 13, 34);
    painter.setPen(m_context.colors().text);
    painter.setFont(sizedFont(pixels, QFont::DemiBold));
    drawFigures(painter,
                QRectF(centre().x() - r, centre().y() - pixels * 1.15, 2 * r, pixels * 1.2),
                Qt::AlignHCenter, formatCount(static_cast<double>(m_total), m_context.language()));
    painter.setPen(m_context.colors().muted);
    painter.setFont(sizedFont(std::max(kSmallText, pixels * 6 / 10)));
    painter.drawText(QRectF(centre().x() - r, centre().y() + pixels * 0.1, 2 * r, pixels * 1.1),
                     Qt::AlignHCenter | Qt::AlignVCenter, m_unit);
}

void DonutChart::drawLabels(QPainter& painter) const
{
    double start = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const double span = 360.0 * static_cast<double>(m_counts[i]) / static_cast<double>(m_total);
        if (span > kGapDegrees)
            drawLabel(painter, i, start + span / 2);
        start += span;
    }
}

DonutChart::Callout DonutChart::calloutAt(double angle) const
{
    const double radians = qDegreesToRadians(angle - 90);
    const QPointF direction(std::cos(radians), std::sin(radians));
    const QPointF knee = centre() + direction * (radius() + kKnee);
    const double height = 2 * kLabelHeight * textPixels();
    // Above the knee at the ring's top, beside it at its sides, below it at its bottom.
    const double top =
        std::clamp(knee.y() - height * (1 - direction.y()) / 2, 0.0, this->height() - height);
    // Where the text comes nearest to the middle's height the ring is at its widest.
    const double off = std::clamp(0.0, top - centre().y(), top + height - centre().y());
    const double clear = radius() + kKnee;
    const double ring = std::sqrt(std::max(0.0, clear * clear - off * off));
    const double reach = std::max(ring, std::abs(knee.x() - centre().x()) + kKnee);

    Callout callout;
    callout.right = direction.x() >= 0;
    const double end = centre().x() + (callout.right ? reach : -reach);
    const double left = callout.right ? end + kBeside : 0;
    callout.line = {centre() + direction * (radius() + 2), knee, QPointF(end, knee.y())};
    callout.text = QRectF(left, top, callout.right ? width() - left : end - kBeside, height);
    return callout;
}

void DonutChart::drawLabel(QPainter& painter, std::size_t index, double angle) const
{
    const Callout callout = calloutAt(angle);
    painter.setPen(QPen(categoryColor(m_dimension, index, m_context.colors()), 1.2));
    painter.drawPolyline(callout.line);

    const auto side = callout.right ? Qt::AlignLeft : Qt::AlignRight;
    const QRectF upper(callout.text.topLeft(),
                       QSizeF(callout.text.width(), callout.text.height() / 2));
    painter.setFont(sizedFont(textPixels()));
    painter.setPen(m_context.colors().text);
    const QString label = painter.fontMetrics().elidedText(
        m_context.label(m_dimension, index), Qt::ElideRight, static_cast<int>(upper.width()));
    painter.drawText(upper, side | Qt::AlignVCenter, label);
    painter.setPen(m_context.colors().muted);
    drawFigures(painter, upper.translated(0, upper.height()), side,
                formatShare(m_counts[index], m_total));
}

QString DonutChart::hoverText(const QPointF& at) const
{
    const QPointF offset = at - centre();
    const double distance = std::hypot(offset.x(), offset.y());
    if (m_total == 0 || distance > radius() || distance < radius() * kHole)
        return {};
    double angle = qRadiansToDegrees(std::atan2(offset.y(), offset.x())) + 90;
    if (angle < 0)
        angle += 360;
    double end = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        end += 360.0 * static_cast<double>(m_counts[i]) / static_cast<double>(m_total);
        if (angle <= end)
            return QStringLiteral("%1\n%2  (%3)")
                .arg(m_context.label(m_dimension, i), formatExact(m_counts[i]),
                     formatShare(m_counts[i], m_total));
    }
    return {};
}

bool DonutChart::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), hoverText(help->pos()), this);
    return true;
}

} // namespace shoppulse
