// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/base/clock.h"
#include "core/decode/undecodablelog.h"
#include "core/profile/profile.h"
#include "core/publish/resultsink.h"
#include "core/snapshot/snapshothub.h"
#include "core/snapshot/statusboard.h"
#include "core/source/recordsource.h"

#include <functional>
#include <memory>
#include <vector>

namespace shoppulse {

/// Settings of counting. All times in milliseconds of event time.
struct WindowSettings {
    std::int64_t latenessMs = 1'000;
    std::int64_t keptMs = 30 * 60'000;
    std::int64_t rankingMs = 60'000; ///< window of brands, provinces, categories
    std::int64_t visitorsMs = 5 * 60'000; ///< window of unique visitors
    std::size_t topN = 10;
};

/// The running program's parts between source and views: one worker thread a source, one merger
/// thread, one thread a sink. Owns them all; start() and stop() from the owner's thread.
class Pipeline {
public:
    struct Config {
        StreamInfo info;
        WindowSettings windows;
        std::vector<std::unique_ptr<ResultSink>> sinks;
    };

    /// `board` and `clock` outlive the pipeline.
    Pipeline(Config config, RecordSources sources, StatusBoard& board, const Clock& clock);
    /// Stops when still running.
    ~Pipeline();

    void start();
    /// Ends the workers, merges what they have, flushes the sinks for at most 2 s. Idempotent.
    void stop();

    [[nodiscard]] const SnapshotHub& hub() const;
    [[nodiscard]] const UndecodableLog& undecodable() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace shoppulse
