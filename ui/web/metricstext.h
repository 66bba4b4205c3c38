// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/web/webcounters.h"

#include <string>

namespace shoppulse {

/// Counters and states in Prometheus' text format. `snapshot` is null before the first.
[[nodiscard]] std::string metricsText(const Snapshot* snapshot, const WebCounters& web);

} // namespace shoppulse
