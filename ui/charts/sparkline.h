// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace shoppulse {

/// A small line of the last values, scaled to its own range; a gap in the values is a gap in the
/// line. GUI thread.
class Sparkline final : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(const ViewContext& context, QWidget* parent = nullptr);

    void setValues(const std::vector<std::optional<double>>& values);
    [[nodiscard]] QSize sizeHint() const override { return {84, 30}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawRun(QPainter& painter, const QPolygonF& run) const;

    const ViewContext& m_context;
    std::vector<std::optional<double>> m_values;
};

} // namespace shoppulse
