// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotview.h"

#include <vector>

class QBarCategoryAxis;
class QBarSet;
class QStackedBarSeries;

namespace shoppulse {

/// One bar a category, from zero; the unknown category in grey. A tick writes changed values only;
/// the categories are set once. GUI thread.
class BarChart final : public PlotView {
    Q_OBJECT
public:
    BarChart(const ViewContext& context, Dimension dimension, QWidget* parent = nullptr);

    void setCounts(const std::vector<std::uint64_t>& counts);

protected:
    void paintSeries() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;

private:
    [[nodiscard]] QString axisLabel(std::size_t index) const;
    [[nodiscard]] QString hoverText(double x) const;

    Dimension m_dimension;
    QBarSet* m_known;
    QBarSet* m_unknown; ///< apart for its colour: all zero but the last
    std::vector<std::uint64_t> m_counts;
};

} // namespace shoppulse
