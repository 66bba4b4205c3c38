// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotview.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QMouseEvent>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

namespace shoppulse {
namespace {

constexpr int kLabelWidth = 42; ///< reserved, so that the plot does not shift with the numbers
constexpr int kRightMargin = 6;
constexpr int kTopMargin = 8;
constexpr int kBottomMargin = 22;

} // namespace

PlotView::PlotView(const ViewContext& context, QWidget* parent)
    : QChartView(new QChart, parent)
    , m_context(context)
    , m_valueAxis(new QValueAxis(this))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setStyleSheet(QStringLiteral("background: transparent"));
    setMinimumSize(60, 40);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->legend()->hide();
    m_valueAxis->setVisible(false);
    m_valueAxis->setRange(0, m_scale.top());
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    connect(&context, &ViewContext::changed, this, &PlotView::retheme);
}

void PlotView::retheme()
{
    paintSeries();
    viewport()->update();
}

void PlotView::scaleTo(double greatest)
{
    if (!m_scale.update(greatest))
        return;
    m_valueAxis->setRange(0, m_scale.top());
    viewport()->update();
}

QRectF PlotView::plotArea() const
{
    return QRectF(rect()).adjusted(kLabelWidth, kTopMargin, -kRightMargin, -kBottomMargin);
}

void PlotView::placePlot()
{
    chart()->setPlotArea(plotArea());
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void PlotView::drawBackground(QPainter* painter, const QRectF&)
{
    const QRectF plot = plotArea();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(m_context.colors().border);
    for (int i = 0; i <= m_scale.steps(); ++i) {
        const double y = plot.bottom() - plot.height() * i / m_scale.steps();
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->restore();
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->ignore(); // the panel's: maximises it
}

void PlotView::drawForeground(QPainter* painter, const QRectF&)
{
    const QRectF plot = plotArea();
    painter->setFont(sizedFont(kSmallText));
    painter->setPen(m_context.colors().muted);
    for (int i = 0; i <= m_scale.steps(); ++i) {
        const double y = plot.bottom() - plot.height() * i / m_scale.steps();
        drawFigures(*painter, QRectF(0, y - 8, kLabelWidth - 8, 16), Qt::AlignRight,
                    formatAxis(i * m_scale.step(), m_context.language()));
    }
}

} // namespace shoppulse
