// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/elidedlabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace shoppulse {
namespace {

constexpr int kLeastShown = 4; ///< letters, the dots among them

} // namespace

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (shown.size() < kLeastShown && shown != text())
        return; // a letter or two say nothing
    painter.drawText(contentsRect(), int(alignment()), shown);
}

bool ElidedLabel::event(QEvent* event)
{
    const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (event->type() != QEvent::ToolTip || !cut || !toolTip().isEmpty())
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
    return true;
}

} // namespace shoppulse
