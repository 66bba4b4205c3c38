// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/dimensions.h"

#include <QColor>

namespace shoppulse {

/// Every colour of the window in one theme. Status colours are for status alone. A value; any
/// thread.
struct ThemeColors {
    bool dark = true;
    QColor window; ///< behind the cards
    QColor card;
    QColor raised; ///< a button or row under the mouse
    QColor border;
    QColor text;
    QColor muted;
    QColor accent; ///< pv, bars, primary button
    QColor onAccent;
    QColor unknown; ///< the unknown category, in every chart
    QColor mark; ///< the position on the timeline
    QColor good;
    QColor warn;
    QColor bad;
    QColor tileLow; ///< sequential palette of the provinces
    QColor tileMiddle;
    QColor tileHigh;
};

[[nodiscard]] ThemeColors darkColors();
[[nodiscard]] ThemeColors lightColors();

/// The colour of a category: the same for life, in every view.
[[nodiscard]] QColor categoryColor(Dimension dimension, std::size_t index,
                                   const ThemeColors& colors);

/// The sequential palette at `share` 0..1.
[[nodiscard]] QColor sequentialColor(double share, const ThemeColors& colors);

/// Of text and its inverse, the one that reads better on `background`.
[[nodiscard]] QColor readableOn(const QColor& background);

/// `a` mixed with `b`; share 0 is `a`, 1 is `b`.
[[nodiscard]] QColor mix(const QColor& a, const QColor& b, double share);

} // namespace shoppulse
