// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rankbars.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr double kMinRow = 16;
constexpr double kMaxRow = 72;
constexpr double kMaxBar = 34;
constexpr double kGap = 8;
constexpr double kSmallestText = 12;
constexpr double kLargestText = 22;
constexpr double kCapOthers = 1.6; ///< the others' bar is cut at so many times the first's

} // namespace

RankBars::RankBars(const ViewContext& context, Action category, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_category(category)
{
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
}

void RankBars::setRanking(const Ranking& ranking)
{
    Ranking next = ranking;
    if (underMouse())
        keepOrder(next);
    m_ranking = std::move(next);
    update();
}

void RankBars::keepOrder(Ranking& next) const
{
    const auto place = [this](const RankedItem& item) {
        const auto at = std::find_if(m_ranking.top.begin(), m_ranking.top.end(),
                                     [&item](const RankedItem& old) { return old.id == item.id; });
        return at - m_ranking.top.begin(); // newcomers go last
    };
    std::stable_sort(
        next.top.begin(), next.top.end(),
        [&place](const RankedItem& a, const RankedItem& b) { return place(a) < place(b); });
}

std::size_t RankBars::shownItems() const
{
    const auto fit = static_cast<std::size_t>(std::max(2.0, height() / kMinRow));
    return std::min(m_ranking.top.size(), fit - 1); // one row is for the others
}

RankBars::Layout RankBars::layout() const
{
    Layout result{};
    const double rows = std::max<double>(double(shownItems()) + 1, 6);
    result.rowHeight = std::clamp(height() / rows, kMinRow, kMaxRow);
    result.text = int(std::clamp(result.rowHeight * 0.42, kSmallestText, kLargestText));
    const QFont font = sizedFont(result.text);
    const QFontMetricsF metrics(font);
    double name = metrics.horizontalAdvance(tr("others"));
    double greatest = 1;
    double value = figuresWidth(font, formatCount(double(m_ranking.other), m_context.language()));
    for (const RankedItem& item : m_ranking.top) {
        name = std::max(name, figuresWidth(font, m_context.rankedLabel(item.id)));
        value = std::max(value,
                         figuresWidth(font, formatCount(double(item.count), m_context.language())));
        greatest = std::max(greatest, double(item.count));
    }
    greatest = std::max(greatest, std::min(double(m_ranking.other), greatest * kCapOthers));
    result.arrow = result.text * 1.4;
    result.name = result.arrow + 4 + std::min(name, width() * 0.3);
    result.bar = result.name + kGap;
    result.longest = std::max(10.0, width() - result.bar - kGap - value - 4);
    result.greatest = greatest;
    return result;
}

void RankBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Layout at = layout();
    painter.setFont(sizedFont(at.text));
    const std::size_t items = shownItems();
    for (std::size_t row = 0; row < items; ++row)
        drawItem(painter, at, row);
    if (m_ranking.total > 0)
        drawOthers(painter, at, items);
}

void RankBars::drawBar(QPainter& painter, const Layout& at, std::size_t row, std::uint64_t count,
                       const QColor& color) const
{
    const double y = at.rowHeight * double(row);
    const double thick = std::min(kMaxBar, at.rowHeight * 0.58);
    const double share = std::min(1.0, double(count) / at.greatest);
    const QRectF bar(at.bar, y + (at.rowHeight - thick) / 2,
                     std::max(count > 0 ? 2.0 : 0.0, at.longest * share), thick);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(bar, 2, 2);
    if (double(count) > at.greatest) {
        // Cut: two slanted gaps say that the bar goes on.
        painter.setPen(QPen(m_context.colors().card, 2));
        for (const double x : {bar.right() - 16, bar.right() - 11})
            painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x + 5, bar.top() - 1));
    }
    painter.setPen(m_context.colors().text);
    drawFigures(painter, QRectF(bar.right() + kGap, y, width(), at.rowHeight), Qt::AlignLeft,
                formatCount(double(count), m_context.language()));
}

void RankBars::drawItem(QPainter& painter, const Layout& at, std::size_t row) const
{
    const RankedItem& item = m_ranking.top[row];
    const double y = at.rowHeight * double(row);
    const bool still = !item.isNew && item.rankChange == 0;
    const bool up = item.isNew || item.rankChange > 0;
    painter.setPen(still ? m_context.colors().muted : m_context.colors().text);
    painter.drawText(QRectF(0, y, at.arrow, at.rowHeight), Qt::AlignCenter,
                     QString(QChar(still    ? u'·'
                                       : up ? u'▲'
                                            : u'▼')));
    painter.setPen(m_context.colors().text);
    drawFigures(painter, QRectF(at.arrow, y, at.name - at.arrow, at.rowHeight), Qt::AlignRight,
                m_context.rankedLabel(item.id));
    drawBar(painter, at, row, item.count,
            item.id == "unknown"
                ? m_context.colors().unknown
                : categoryColor(Dimension::Action, std::size_t(m_category), m_context.colors()));
}

void RankBars::drawOthers(QPainter& painter, const Layout& at, std::size_t row) const
{
    // Items for which there is no room belong to the others, too.
    std::uint64_t others = m_ranking.other;
    for (std::size_t i = row; i < m_ranking.top.size(); ++i)
        others += m_ranking.top[i].count;
    const double y = at.rowHeight * double(row);
    painter.setPen(m_context.colors().muted);
    painter.drawText(QRectF(0, y, at.name, at.rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                     tr("others"));
    drawBar(painter, at, row, others,
            mix(m_context.colors().unknown, m_context.colors().card, 0.4));
}

QString RankBars::hoverText(double y) const
{
    const auto row = static_cast<std::size_t>(std::max(0.0, y / layout().rowHeight));
    const auto line = [this](const QString& name, std::uint64_t count) {
        return QStringLiteral("%1\n%2  (%3)")
            .arg(name, formatExact(count), formatShare(count, m_ranking.total));
    };
    if (row < shownItems())
        return line(m_context.rankedLabel(m_ranking.top[row].id), m_ranking.top[row].count);
    return row == shownItems() && m_ranking.total > 0 ? line(tr("others"), m_ranking.other)
                                                      : QString();
}

bool RankBars::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), hoverText(help->pos().y()), this);
    return true;
}

} // namespace shoppulse
