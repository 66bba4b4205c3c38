// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/provincetiles.h"

#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

struct Place {
    int column;
    int row;
    const char* letters;
};

constexpr int kColumns = 9;
constexpr int kRows = 7;
/// In the order of kProvinceIds; letters as on postal lists.
constexpr std::array<Place, kProvinces - 1> kPlaces{
    {{6, 2, "BJ"}, {7, 2, "TJ"}, {5, 2, "HE"}, {4, 2, "SX"}, {6, 1, "NM"}, {8, 2, "LN"},
     {8, 1, "JL"}, {8, 0, "HL"}, {7, 3, "SH"}, {6, 3, "JS"}, {6, 4, "ZJ"}, {5, 4, "AH"},
     {6, 5, "FJ"}, {5, 5, "JX"}, {5, 3, "SD"}, {4, 3, "HA"}, {4, 4, "HB"}, {4, 5, "HN"},
     {4, 6, "GD"}, {3, 5, "GX"}, {1, 6, "HI"}, {3, 4, "CQ"}, {2, 3, "SC"}, {2, 4, "GZ"},
     {2, 5, "YN"}, {0, 2, "XZ"}, {3, 3, "SN"}, {2, 2, "GS"}, {1, 2, "QH"}, {3, 2, "NX"},
     {0, 1, "XJ"}, {7, 5, "TW"}, {5, 6, "HK"}, {3, 6, "MO"}}};

constexpr double kListWidth = 168;
constexpr double kTileGap = 5;
constexpr double kMaxCell = 200;
constexpr double kListRow = 22;

} // namespace

ProvinceTiles::ProvinceTiles(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_counts(kProvinces)
    , m_order(kProvinces)
{
    setMouseTracking(true);
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
}

void ProvinceTiles::setCounts(const std::vector<std::uint64_t>& counts, std::uint64_t total)
{
    std::copy_n(counts.begin(), std::min(counts.size(), m_counts.size()), m_counts.begin());
    m_total = total;
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::stable_sort(m_order.begin(), m_order.end(),
                     [this](std::size_t a, std::size_t b) { return m_counts[a] > m_counts[b]; });
    update();
}

ProvinceTiles::Layout ProvinceTiles::layout() const
{
    Layout result{};
    result.text = std::clamp(height() / 44, 12, 18);
    const double scale = result.text / 12.0;
    const double listWidth = std::min(kListWidth * scale, width() * 0.36);
    const double mapWidth = width() - listWidth - 16;
    result.cell = QSizeF(std::min(kMaxCell, mapWidth / kColumns),
                         std::min(kMaxCell * 0.8, double(height()) / kRows));
    result.origin = QPointF((mapWidth - result.cell.width() * kColumns) / 2,
                            (height() - result.cell.height() * kRows) / 2);
    result.list = QRectF(width() - listWidth, 0, listWidth, height());
    result.rows = std::min<std::size_t>(
        kProvinces, static_cast<std::size_t>(std::max(1.0, height() / (kListRow * scale))));
    result.rowHeight = std::min(kListRow * scale * 1.3, height() / double(result.rows));
    return result;
}

QRectF ProvinceTiles::tile(const Layout& at, std::size_t province) const
{
    const Place& place = kPlaces[province];
    return QRectF(at.origin.x() + at.cell.width() * place.column,
                  at.origin.y() + at.cell.height() * place.row, at.cell.width(), at.cell.height())
        .adjusted(kTileGap / 2, kTileGap / 2, -kTileGap / 2, -kTileGap / 2);
}

bool ProvinceTiles::fullNamesFit(const QFont& font, double space) const
{
    const QFontMetricsF metrics(font);
    for (std::size_t i = 0; i < kPlaces.size(); ++i)
        if (metrics.horizontalAdvance(m_context.label(Dimension::Province, i)) > space)
            return false;
    return true;
}

void ProvinceTiles::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Layout at = layout();
    drawTiles(painter, at);
    drawList(painter, at);
}

void ProvinceTiles::drawTiles(QPainter& painter, const Layout& at) const
{
    const auto known = m_counts.begin() + kPlaces.size();
    const double greatest =
        double(std::max<std::uint64_t>(1, *std::max_element(m_counts.begin(), known)));
    const double least = double(*std::min_element(m_counts.begin(), known));
    const int pixels = std::clamp(int(at.cell.height() * 0.34), 10, 26);
    painter.setFont(sizedFont(pixels));
    const bool full = fullNamesFit(painter.font(), at.cell.width() - kTileGap - 4);
    for (std::size_t i = 0; i < kPlaces.size(); ++i) {
        const QRectF box = tile(at, i);
        const double range = greatest - least;
        const double share = range > 0 ? (double(m_counts[i]) - least) / range : 0;
        const QColor color = m_counts[i] == 0
            ? mix(m_context.colors().card, m_context.colors().border, 0.6)
            : sequentialColor(share, m_context.colors());
        const bool hovered = int(i) == m_hovered;
        painter.setPen(hovered ? QPen(m_context.colors().text, 1.6) : QPen(Qt::NoPen));
        painter.setBrush(color);
        painter.drawRoundedRect(box, 6, 6);
        painter.setPen(m_counts[i] == 0 ? m_context.colors().muted : readableOn(color));
        painter.drawText(box, Qt::AlignCenter,
                         full ? m_context.label(Dimension::Province, i)
                              : QString::fromLatin1(kPlaces[i].letters));
    }
}

void ProvinceTiles::drawList(QPainter& painter, const Layout& at) const
{
    painter.setFont(sizedFont(at.text));
    const double rankWidth = figuresWidth(painter.font(), QStringLiteral("00"));
    for (std::size_t row = 0; row < at.rows; ++row) {
        const std::size_t province = m_order[row];
        const QRectF line(at.list.left(), at.rowHeight * double(row), at.list.width(),
                          at.rowHeight);
        if (int(province) == m_hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_context.colors().raised);
            painter.drawRoundedRect(line.adjusted(-4, 0, 0, 0), 4, 4);
        }
        painter.setPen(m_context.colors().muted);
        drawFigures(painter, QRectF(line.left(), line.top(), rankWidth, line.height()),
                    Qt::AlignRight, QString::number(row + 1));
        const QString value = formatCount(double(m_counts[province]), m_context.language());
        const double valueWidth = figuresWidth(painter.font(), value);
        painter.setPen(m_context.colors().text);
        drawFigures(painter, line.adjusted(0, 0, -6, 0), Qt::AlignRight, value);
        const QRectF name = line.adjusted(rankWidth + 11, 0, -valueWidth - 12, 0);
        painter.setPen(province == kProvinceUnknown ? m_context.colors().muted
                                                    : m_context.colors().text);
        painter.drawText(
            name, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_context.label(Dimension::Province, province),
                                             Qt::ElideRight, int(name.width())));
    }
}

int ProvinceTiles::provinceAt(const QPointF& point) const
{
    const Layout at = layout();
    if (at.list.contains(point)) {
        const auto row = static_cast<std::size_t>(point.y() / at.rowHeight);
        return row < at.rows ? int(m_order[row]) : -1;
    }
    for (std::size_t i = 0; i < kPlaces.size(); ++i)
        if (tile(at, i).contains(point))
            return int(i);
    return -1;
}

void ProvinceTiles::mouseMoveEvent(QMouseEvent* event)
{
    const int hovered = provinceAt(event->position());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    update();
}

void ProvinceTiles::leaveEvent(QEvent* event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

bool ProvinceTiles::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int province = provinceAt(help->pos());
    const auto i = static_cast<std::size_t>(std::max(0, province));
    QToolTip::showText(help->globalPos(),
                       province < 0
                           ? QString()
                           : QStringLiteral("%1\n%2  (%3)")
                                 .arg(m_context.label(Dimension::Province, i),
                                      formatExact(m_counts[i]), formatShare(m_counts[i], m_total)),
                       this);
    return true;
}

} // namespace shoppulse
