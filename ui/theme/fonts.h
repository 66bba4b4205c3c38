// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QPainter;
class QRectF;

namespace shoppulse {

/// The fonts of the window, in pixels of the logical screen; GUI thread.
[[nodiscard]] QFont interfaceFont();
[[nodiscard]] QFont sizedFont(int pixels, QFont::Weight weight = QFont::Normal);

inline constexpr int kSmallText = 11; ///< axis labels
inline constexpr int kBodyText = 13;
inline constexpr int kFigureText = 26; ///< KPI figures

/// Draws one line with all digits in cells of the same width, so that figures neither jump nor
/// lose their columns (the font's own digits may be proportional). Alignment: left, right or
/// horizontal centre; always centred vertically.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text);

/// Width in pixels that drawFigures needs.
[[nodiscard]] double figuresWidth(const QFont& font, const QString& text);

} // namespace shoppulse
