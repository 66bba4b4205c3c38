// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QWidget>

#include <vector>

namespace shoppulse {

/// Events a second over the last 30 minutes as a narrow strip, with the place of the view on it:
/// at the end while live, standing still while paused. GUI thread.
class TimelineStrip final : public QWidget {
    Q_OBJECT
public:
    explicit TimelineStrip(const ViewContext& context, QWidget* parent = nullptr);

    void setSeconds(std::int64_t startMs, const std::vector<std::uint32_t>& counts);
    /// Where the view stands; 0: at the end.
    void setPosition(std::int64_t ms);
    [[nodiscard]] QSize sizeHint() const override { return {600, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double xOf(std::int64_t ms) const;
    [[nodiscard]] std::int64_t endMs() const;
    void drawArea(QPainter& painter) const;
    void drawTimes(QPainter& painter) const;
    void drawPosition(QPainter& painter) const;
    [[nodiscard]] QString hoverText(double x) const;

    const ViewContext& m_context;
    std::int64_t m_startMs = 0;
    std::vector<std::uint32_t> m_counts;
    std::int64_t m_positionMs = 0;
};

} // namespace shoppulse
