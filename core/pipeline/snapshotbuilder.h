// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/merger.h"
#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/pipeline/formatchoice.h"
#include "core/pipeline/streamjudge.h"
#include "core/snapshot/snapshot.h"

namespace shoppulse {

/// Makes the snapshot of one instant from what the merger holds and what the board says. The
/// merger's thread.
class SnapshotBuilder {
public:
    /// All but `info` outlive this.
    SnapshotBuilder(StreamInfo info, const FormatChoice& format, const StatusBoard& board,
                    const Clock& clock);

    /// To be called after a take of results, whose limits it shows.
    [[nodiscard]] SnapshotPtr build(Merger& merger, double queueFill);

private:
    void fillCounters(Snapshot& snapshot, const Merger& merger, double queueFill) const;
    void fillPartitions(Snapshot& snapshot, const Merger& merger) const;
    void fillSinceStart(Snapshot& snapshot, const Merger& merger) const;
    void fillWindows(Snapshot& snapshot, Merger& merger) const;
    void fillProblems(Snapshot& snapshot) const;

    const StreamInfo m_info;
    const FormatChoice& m_format;
    const StatusBoard& m_board;
    const Clock& m_clock;
    StreamJudge m_judge;
    std::uint64_t m_sequence = 0;
};

} // namespace shoppulse
