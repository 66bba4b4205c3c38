// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QtCharts/QChartView>

#include <vector>

class QPieSeries;
class QPieSlice;

namespace shoppulse {

/// Shares of a whole as a ring, the total in its centre, each share with a line to its label. A
/// tick writes changed values only. GUI thread.
class DonutChart final : public QChartView {
    Q_OBJECT
public:
    DonutChart(const ViewContext& context, Dimension dimension, QWidget* parent = nullptr);

    /// `unit` stands under the total: "orders".
    void setCounts(const std::vector<std::uint64_t>& counts, std::uint64_t total,
                   const QString& unit);

    /// The line from the ring to a label, and the two lines of text at its end.
    struct Callout {
        QPolygonF line;
        QRectF text;
        bool right = true; ///< of the ring
    };
    /// `angle` in degrees, clockwise from the top. The text stays clear of the ring.
    [[nodiscard]] Callout calloutAt(double angle) const;
    [[nodiscard]] QPointF centre() const;
    [[nodiscard]] double radius() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;

private:
    void retheme();
    [[nodiscard]] int textPixels() const;
    void drawTotal(QPainter& painter) const;
    void drawLabels(QPainter& painter) const;
    void drawLabel(QPainter& painter, std::size_t index, double angle) const;
    [[nodiscard]] QString hoverText(const QPointF& at) const;

    const ViewContext& m_context;
    Dimension m_dimension;
    QPieSeries* m_ring;
    std::vector<QPieSlice*> m_slices;
    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_total = 0;
    QString m_unit;
};

} // namespace shoppulse
