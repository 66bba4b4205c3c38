// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/barchart.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

constexpr double kBarWidth = 0.64;

} // namespace

BarChart::BarChart(const ViewContext& context, Dimension dimension, QWidget* parent)
    : PlotView(context, parent)
    , m_dimension(dimension)
    , m_known(new QBarSet(QString()))
    , m_unknown(new QBarSet(QString()))
{
    const std::size_t categories = idsOf(dimension).size();
    m_counts.resize(categories);
    const QList<qreal> zeros(qsizetype(categories), 0);
    m_known->append(zeros);
    m_unknown->append(zeros);
    auto* series = new QStackedBarSeries;
    series->append(m_known);
    series->append(m_unknown);
    series->setBarWidth(kBarWidth);
    chart()->addSeries(series);
    auto* axis = new QBarCategoryAxis(this);
    for (const std::string_view id : idsOf(dimension))
        axis->append(QString::fromUtf8(id.data(), qsizetype(id.size())));
    axis->setVisible(false); // labels are painted: short ones in any language
    chart()->addAxis(axis, Qt::AlignBottom);
    series->attachAxis(axis);
    series->attachAxis(valueAxis());
    retheme();
}

void BarChart::paintSeries()
{
    for (QBarSet* set : {m_known, m_unknown})
        set->setPen(Qt::NoPen);
    m_known->setBrush(categoryColor(m_dimension, 0, context().colors()));
    m_unknown->setBrush(context().colors().unknown);
}

void BarChart::setCounts(const std::vector<std::uint64_t>& counts)
{
    const std::size_t known = std::min(counts.size(), m_counts.size());
    for (std::size_t i = 0; i < known; ++i) {
        if (counts[i] == m_counts[i])
            continue;
        m_counts[i] = counts[i];
        QBarSet* set = i + 1 == m_counts.size() ? m_unknown : m_known;
        set->replace(static_cast<int>(i), static_cast<qreal>(counts[i]));
    }
    scaleTo(static_cast<double>(*std::max_element(m_counts.begin(), m_counts.end())));
}

QString BarChart::axisLabel(std::size_t index) const
{
    const bool unknown = index + 1 == m_counts.size();
    return unknown ? QStringLiteral("?") : context().label(m_dimension, index);
}

void BarChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    PlotView::drawForeground(painter, rect);
    const QRectF plot = plotArea();
    const double width = plot.width() / static_cast<double>(m_counts.size());
    QFont font = sizedFont(kSmallText);
    const auto widest = [this, &font] {
        double most = 0;
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            most = std::max(most, figuresWidth(font, axisLabel(i)));
        return most;
    };
    while (widest() > width - 2 && font.pixelSize() > 8)
        font.setPixelSize(font.pixelSize() - 1);
    painter->setFont(font);
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        drawFigures(
            *painter,
            QRectF(plot.left() + width * static_cast<double>(i), plot.bottom() + 3, width, 16),
            Qt::AlignHCenter, axisLabel(i));
}

QString BarChart::hoverText(double x) const
{
    const QRectF plot = plotArea();
    const double at = (x - plot.left()) / plot.width() * static_cast<double>(m_counts.size());
    if (at < 0 || at >= static_cast<double>(m_counts.size()))
        return {};
    const auto i = static_cast<std::size_t>(at);
    const std::uint64_t total = std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t{0});
    return QStringLiteral("%1\n%2  (%3)")
        .arg(context().label(m_dimension, i), formatExact(m_counts[i]),
             formatShare(m_counts[i], total));
}

bool BarChart::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return PlotView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), hoverText(help->pos().x()), this);
    return true;
}

} // namespace shoppulse
