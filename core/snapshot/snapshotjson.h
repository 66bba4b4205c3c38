// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace shoppulse {

/// What stays the same for a run: profile, labels in each language, topic, panels. Sent once.
/// Schema in docs/web-protocol.md.
[[nodiscard]] std::string structureJson(const Snapshot& snapshot);

/// The values of one tick. Schema in docs/web-protocol.md.
[[nodiscard]] std::string valuesJson(const Snapshot& snapshot);

} // namespace shoppulse
