// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/themecolors.h"

#include <QString>

namespace shoppulse {

/// The style sheet of the whole program (resources/theme/shoppulse.qss) in a theme's colours.
/// Dynamic properties it knows: `role` = "card", "title", "subtitle", "brand", "badge", "pill",
/// "primary", "quiet", "problem"; `health` = "good", "warn", "bad", "off".
[[nodiscard]] QString styleSheet(const ThemeColors& colors);

} // namespace shoppulse
