// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace shoppulse {

/// resources/icons/NAME.svg with its `currentColor` as `color`, and as `disabled` when disabled.
/// Sharp at every scale of the screen.
[[nodiscard]] QIcon svgIcon(const QString& name, const QColor& color, const QColor& disabled);

} // namespace shoppulse
