// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"
#include "core/aggregate/slicehistory.h"

#include <cstdint>
#include <vector>

namespace shoppulse {

/// What a live merger holds at one moment, to be kept and to go on from. Its parts belong together:
/// the counts are those of all records before the partitions' next offsets. Immutable pieces; any
/// thread.
struct Checkpoint {
    std::vector<PartitionProgress> partitions; ///< all ever read, by number
    std::vector<std::uint8_t> rest; ///< all but partitions and seconds
    /// To be kept: those that changed since the last one. To go on from: all, oldest first.
    std::vector<SliceHistory::Second> seconds;
    std::int64_t droppedMs = kNoTime; ///< seconds that end here or before are to be forgotten
};

} // namespace shoppulse
