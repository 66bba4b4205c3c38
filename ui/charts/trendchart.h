// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/charts/plotview.h"

#include <array>

class QAreaSeries;
class QLineSeries;

namespace shoppulse {

/// Events a second by action over the last 5 minutes, stacked. Final seconds are filled areas, the
/// partial end is dashed and hollow; seconds before the stream's start stay empty. The x axis is
/// relative and fixed (-300 s .. 0). The areas are Qt Charts'; the lines are painted here, because
/// each of its line items costs more than all of them drawn directly. GUI thread.
class TrendChart final : public PlotView {
    Q_OBJECT
public:
    explicit TrendChart(const ViewContext& context, QWidget* parent = nullptr);

    /// `finalPoints`: those before it are final. `startMs`: start of the first point's second.
    void setPoints(std::int64_t startMs, const std::vector<TrendPoint>& points,
                   std::size_t finalPoints);

protected:
    void paintSeries() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void drawLines(QPainter& painter) const;
    void drawTimes(QPainter& painter) const;
    void drawCrosshair(QPainter& painter) const;
    [[nodiscard]] double xOf(std::int64_t ms) const;
    /// Index of the point under the mouse, -1 when there is none.
    [[nodiscard]] int hoveredPoint() const;
    [[nodiscard]] QString hoverText(std::size_t point) const;

    std::array<QLineSeries*, kActions> m_tops{};
    std::array<QAreaSeries*, kActions> m_areas{};
    std::array<QList<QPointF>, kActions> m_sums; ///< stacked: seconds before the newest, count
    std::int64_t m_startMs = 0;
    std::vector<TrendPoint> m_points;
    std::size_t m_final = 0;
    double m_mouseX = -1;
};

} // namespace shoppulse
