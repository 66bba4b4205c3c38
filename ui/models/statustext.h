// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/viewcontext.h"

namespace shoppulse {

/// What a pill or a dot says: never by colour alone.
struct StatusMark {
    QChar shape;
    QString word;
    QColor color;
};

[[nodiscard]] StatusMark streamMark(StreamState state, const ThemeColors& colors);
[[nodiscard]] StatusMark pausedMark(const ThemeColors& colors);
[[nodiscard]] StatusMark healthMark(Health health, const ThemeColors& colors);

/// "Kafka in", "Redis" ...
[[nodiscard]] QString componentName(Component component);

/// Address, health since when, last error, next retry: lines for a tooltip.
[[nodiscard]] QString componentDetails(Component component, const ComponentStatus& status,
                                       std::int64_t nowMs, const ViewContext& context);

/// Last event, lag, last error, next retry: lines for the pill's tooltip.
[[nodiscard]] QString streamDetails(const Snapshot& snapshot, const ViewContext& context);

} // namespace shoppulse
