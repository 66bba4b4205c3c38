// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/checkpoint.h"
#include "core/aggregate/resultrecord.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace shoppulse {

/// How far each sink has written the results, by its name: all of this sequence and before.
using SinkCursors = std::map<std::string, std::uint64_t>;

/// What one commit keeps, all of it or nothing.
struct StateChange {
    std::string input; ///< inputName() of what is counted; empty: not known yet
    std::string profile; ///< countedBy() of the profile; empty: not known
    Checkpoint checkpoint; ///< without `rest`: nothing was counted, only the cursors moved
    std::vector<ResultRecord> results; ///< news; the newest of a key last
    std::uint64_t sequence = 0; ///< of the results; rises with each commit that has some
    SinkCursors cursors; ///< of all sinks there are
};

/// A result that waits, or is kept for a sink that may lose it.
struct SavedResult {
    ResultRecord record;
    std::uint64_t sequence = 0;
};

/// All that is kept.
struct SavedState {
    std::string input;
    std::string profile; ///< empty: not told, as by versions before it was kept
    Checkpoint checkpoint; ///< with all its seconds; without `rest`: nothing was counted yet
    std::vector<SavedResult> results; ///< by sequence
    std::uint64_t sequence = 0; ///< the last one
    SinkCursors cursors;
};

} // namespace shoppulse
