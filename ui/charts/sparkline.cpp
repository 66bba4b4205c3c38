// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QPainter>

#include <algorithm>

namespace shoppulse {

Sparkline::Sparkline(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(const std::vector<std::optional<double>>& values)
{
    if (values == m_values)
        return;
    m_values = values;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    double least = 0;
    double greatest = 0;
    bool any = false;
    for (const auto& value : m_values) {
        if (!value)
            continue;
        least = any ? std::min(least, *value) : *value;
        greatest = any ? std::max(greatest, *value) : *value;
        any = true;
    }
    if (!any || m_values.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    const double range = greatest - least;
    QPolygonF run;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (!m_values[i]) {
            drawRun(painter, run);
            run.clear();
            continue;
        }
        const double x = area.left() + area.width() * double(i) / double(m_values.size() - 1);
        const double share = range > 0 ? (*m_values[i] - least) / range : 0.5;
        run << QPointF(x, area.bottom() - area.height() * share);
    }
    drawRun(painter, run);
}

void Sparkline::drawRun(QPainter& painter, const QPolygonF& run) const
{
    if (run.isEmpty())
        return;
    const QColor color = m_context.colors().accent;
    QColor fill = color;
    fill.setAlphaF(0.14F);
    QPolygonF area = run;
    area << QPointF(run.last().x(), height()) << QPointF(run.first().x(), height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(run);
}

} // namespace shoppulse
