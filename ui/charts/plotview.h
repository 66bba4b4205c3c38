// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/nicescale.h"
#include "ui/models/viewcontext.h"

#include <QtCharts/QChartView>

class QValueAxis;

namespace shoppulse {

/// A Qt Charts view with a value axis from zero, in the window's colours: the plot area has a
/// reserved left margin; grid and labels are painted here, the latter in the language's number
/// format.
/// Base of the charts with axes. GUI thread.
class PlotView : public QChartView {
    Q_OBJECT
public:
    PlotView(const ViewContext& context, QWidget* parent);

protected:
    /// Sets the axis from the greatest value of this tick.
    void scaleTo(double greatest);
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QValueAxis* valueAxis() const { return m_valueAxis; }
    [[nodiscard]] const ViewContext& context() const { return m_context; }
    /// Pens and brushes in the context's colours; called at start and when they change.
    virtual void paintSeries() = 0;
    void retheme();

    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void placePlot();

    const ViewContext& m_context;
    QValueAxis* m_valueAxis;
    NiceScale m_scale;
};

} // namespace shoppulse
