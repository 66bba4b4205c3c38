// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panelstatus.h"

#include <QWidget>

namespace shoppulse {

/// Lies over a panel's body: a skeleton with words while waiting, the cause of an error, words for
/// an empty window, a veil that dims stale data to 60 %. Lets the mouse through. GUI thread.
class StateOverlay final : public QWidget {
    Q_OBJECT
public:
    StateOverlay(const ViewContext& context, QWidget* parent);

    void setStatus(const PanelStatus& status);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawSkeleton(QPainter& painter) const;
    void drawWords(QPainter& painter, const QColor& color) const;

    const ViewContext& m_context;
    PanelStatus m_status;
};

} // namespace shoppulse
