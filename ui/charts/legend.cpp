// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legend.h"

#include "ui/theme/fonts.h"

#include <QPainter>

#include <cmath>

namespace shoppulse {
namespace {

constexpr double kMark = 20;
constexpr double kGap = 12;

} // namespace

Legend::Legend(const ViewContext& context, Dimension dimension, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_dimension(dimension)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&context, &ViewContext::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Legend::sizeHint() const
{
    const QFontMetricsF metrics(sizedFont(12));
    double width = 0;
    for (std::size_t i = 0; i < idsOf(m_dimension).size(); ++i)
        width += kMark + metrics.horizontalAdvance(m_context.label(m_dimension, i)) + kGap;
    return {static_cast<int>(std::ceil(width)), 20};
}

void Legend::paintEvent(QPaintEvent*)
{
    if (!m_context.profile())
        return; // nobody knows yet how the categories are called
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sizedFont(12));
    const QFontMetricsF metrics(painter.font());
    const double middle = height() / 2.0;
    double x = 0;
    for (std::size_t i = 0; i < idsOf(m_dimension).size(); ++i) {
        painter.setPen(QPen(categoryColor(m_dimension, i, m_context.colors()), 2));
        painter.setBrush(m_context.colors().card);
        painter.drawLine(QPointF(x, middle), QPointF(x + 15, middle));
        painter.drawEllipse(QPointF(x + 7.5, middle), 3, 3);
        const QString name = m_context.label(m_dimension, i);
        const double width = metrics.horizontalAdvance(name);
        painter.setPen(m_context.colors().text);
        painter.drawText(QRectF(x + kMark, 0, width + 2, height()), Qt::AlignVCenter, name);
        x += kMark + width + kGap;
    }
}

} // namespace shoppulse
