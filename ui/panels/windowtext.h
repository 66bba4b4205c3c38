// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>

namespace shoppulse {

/// "60 s", "5 min", "since start".
[[nodiscard]] QString windowText(const WindowSpan& window);

/// "purchases · 60 s".
[[nodiscard]] QString withWindow(const QString& what, const WindowSpan& window);

/// The same of a window that never means "since start": `what` alone before the first one.
[[nodiscard]] QString withSlidingWindow(const QString& what, const WindowSpan& window);

} // namespace shoppulse
