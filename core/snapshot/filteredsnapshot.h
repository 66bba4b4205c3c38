// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/filter.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>

namespace shoppulse {

/// The snapshot as it would be if only the events that pass the filter had come, and none at or
/// after `endMs` (epoch ms, cut to whole seconds, moved into the kept time; absent: the newest).
/// Figures since start or of the day become those of the kept time before the end
/// (Snapshot::view tells which); unique visitors are not known. Counters and states stay the
/// stream's. Takes some milliseconds; any thread.
[[nodiscard]] Snapshot filteredSnapshot(const Snapshot& newest, const Filter& filter,
                                        std::optional<std::int64_t> endMs = {});

} // namespace shoppulse
