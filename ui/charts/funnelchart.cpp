// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/funnelchart.h"

#include "ui/models/numberformat.h"
#include "ui/models/paneltable.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr double kMaxRow = 90;
constexpr double kGap = 12;

} // namespace

FunnelChart::FunnelChart(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_counts(kActions)
{
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
}

void FunnelChart::setCounts(const std::vector<std::uint64_t>& counts)
{
    if (counts == m_counts)
        return;
    m_counts.assign(kActions, 0);
    std::copy_n(counts.begin(), std::min(counts.size(), kActions), m_counts.begin());
    update();
}

QString FunnelChart::rateText(std::size_t action) const
{
    const auto rate = clickRate(m_counts, action);
    return rate ? tr("%1 of clicks").arg(formatPercent(*rate, 2)) : QString(kNoValue);
}

double FunnelChart::rowHeight() const
{
    return std::min(kMaxRow, height() / double(kActions));
}

void FunnelChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double row = rowHeight();
    const QFont font = sizedFont(std::clamp(int(row * 0.26), 12, 18));
    const QFontMetricsF metrics(font);
    double name = 0;
    double words = 0;
    for (std::size_t i = 0; i < kActions; ++i) {
        name = std::max(name, metrics.horizontalAdvance(m_context.label(Dimension::Action, i)));
        words = std::max(words, figuresWidth(font, rateText(i)));
    }
    const double left = name + kGap;
    const double longest = std::max(20.0, width() - left - words - 2 * kGap);
    const auto greatest =
        double(std::max<std::uint64_t>(1, *std::max_element(m_counts.begin(), m_counts.end())));
    painter.setFont(font);
    for (std::size_t i = 0; i < kActions; ++i) {
        const double y = row * double(i);
        const QRectF bar(left, y + row * 0.2,
                         std::max(2.0, longest * double(m_counts[i]) / greatest), row * 0.6);
        painter.setPen(m_context.colors().text);
        painter.drawText(QRectF(0, y, name, row), Qt::AlignRight | Qt::AlignVCenter,
                         m_context.label(Dimension::Action, i));
        painter.setPen(Qt::NoPen);
        painter.setBrush(categoryColor(Dimension::Action, i, m_context.colors()));
        painter.drawRoundedRect(bar, 3, 3);
        const QRectF beside(bar.right() + kGap, y, words, row);
        painter.setPen(m_context.colors().text);
        drawFigures(painter, i == 0 ? beside : beside.adjusted(0, 0, 0, -row * 0.42), Qt::AlignLeft,
                    formatCount(double(m_counts[i]), m_context.language()));
        if (i == 0)
            continue; // a click is no part of the clicks
        painter.setPen(m_context.colors().muted);
        drawFigures(painter, beside.adjusted(0, row * 0.42, 0, 0), Qt::AlignLeft, rateText(i));
    }
}

bool FunnelChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto i = std::size_t(std::max(0.0, help->pos().y() / rowHeight()));
    QToolTip::showText(help->globalPos(),
                       i < kActions ? QStringLiteral("%1\n%2  (%3)")
                                          .arg(m_context.label(Dimension::Action, i),
                                               formatExact(m_counts[i]), rateText(i))
                                    : QString(),
                       this);
    return true;
}

} // namespace shoppulse
