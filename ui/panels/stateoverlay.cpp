// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stateoverlay.h"

#include "ui/theme/fonts.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr float kVeil = 0.4F; ///< leaves 60 % of what is under it
constexpr double kMaxWords = 420;

} // namespace

StateOverlay::StateOverlay(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&context, &ViewContext::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void StateOverlay::setStatus(const PanelStatus& status)
{
    const bool shown = status.state != PanelState::Normal && status.state != PanelState::Partial;
    setVisible(shown);
    if (status.state == m_status.state && status.text == m_status.text)
        return;
    m_status = status;
    update();
}

void StateOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor card = m_context.colors().card;
    if (m_status.state == PanelState::Stale) {
        card.setAlphaF(kVeil);
        painter.fillRect(rect(), card);
        return;
    }
    painter.fillRect(rect(), card);
    if (m_status.state == PanelState::Waiting)
        drawSkeleton(painter);
    drawWords(painter,
              m_status.state == PanelState::Error ? m_context.colors().bad
                                                  : m_context.colors().muted);
}

void StateOverlay::drawSkeleton(QPainter& painter) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(mix(m_context.colors().card, m_context.colors().border, 0.55));
    constexpr std::array kHeights{0.35, 0.55, 0.8, 0.65, 0.9, 0.7, 0.5, 0.75, 0.6, 0.4};
    const double step = width() / double(kHeights.size());
    for (std::size_t i = 0; i < kHeights.size(); ++i) {
        const double high = height() * kHeights[i] * 0.85;
        painter.drawRoundedRect(
            QRectF(step * double(i) + step * 0.18, height() - high, step * 0.64, high), 3, 3);
    }
}

void StateOverlay::drawWords(QPainter& painter, const QColor& color) const
{
    painter.setFont(sizedFont(kBodyText));
    painter.setPen(color); // without a pen a text has no bounds
    const double wide = std::min(kMaxWords, width() - 24.0);
    const QRectF space((width() - wide) / 2, 0, wide, height());
    const int flags = Qt::AlignCenter | Qt::TextWordWrap;
    const QRectF text = painter.boundingRect(space, flags, m_status.text);
    if (m_status.state == PanelState::Waiting) {
        painter.setPen(QPen(m_context.colors().border, 1));
        painter.setBrush(m_context.colors().card);
        painter.drawRoundedRect(text.adjusted(-14, -9, 14, 9), 8, 8);
    }
    painter.setPen(color);
    painter.drawText(space, flags, m_status.text);
}

} // namespace shoppulse
