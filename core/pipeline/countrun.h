// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/merger.h"
#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/pipeline/blockingqueue.h"
#include "core/snapshot/snapshot.h"
#include "core/source/recordsource.h"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace shoppulse {

/// What a count has read in all.
struct CountSummary {
    InputCounters counters;
    double seconds = 0; ///< of the steady clock
    Format format = Format::Auto;
    bool complete = false; ///< false: stopped before the end; the figures are those until then
};

/// How far a count is; for a line on a terminal.
struct CountProgress {
    std::uint64_t messages = 0;
    std::uint64_t ofMessages = 0; ///< of the partitions known so far
    std::uint64_t rows = 0;
    double seconds = 0;
};

/// Counts what a topic holds, once: the same engine as the live pipeline, reading bounded sources
/// (they finish) and giving every window once, in order. The same records give the same results
/// with any number of sources and at any speed; memory does not grow with the topic.
class CountRun {
public:
    using Progress = std::function<void(const CountProgress&)>;

    /// One worker thread a source. `board` and `clock` outlive
    /// this. Throws std::runtime_error when the profile's time zone is unknown.
    CountRun(StreamInfo info, WindowSettings windows, RecordSources sources, StatusBoard& board,
             const Clock& clock);

    /// Blocks until the end, the stop, or an error of the source that does not pass (the topic is
    /// unknown, or ten seconds without a connection). `line` gets the results in their order and
    /// `progress` (may be empty) is called five times a second, both on the calling thread. To be
    /// called once.
    Result<CountSummary> run(const ResultHandler& line, const std::stop_token& stop,
                             const Progress& progress = {});

private:
    Result<void> readAll(Merger& merger, const ResultHandler& line, const std::stop_token& stop,
                         const Progress& progress);
    [[nodiscard]] std::optional<Error> lastingError(std::int64_t nowMs);
    [[nodiscard]] double seconds() const;

    const StreamInfo m_info;
    const WindowSettings m_windows;
    RecordSources m_sources;
    StatusBoard& m_board;
    const Clock& m_clock;
    BlockingQueue<Batch> m_batches;
    std::int64_t m_startedMs = 0; ///< steady
    std::int64_t m_lastBatchMs = 0; ///< steady
};

} // namespace shoppulse
