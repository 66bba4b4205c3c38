// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/windowsettings.h"
#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/decode/undecodablelog.h"
#include "core/profile/profile.h"
#include "core/publish/deadlettersink.h"
#include "core/publish/resultsink.h"
#include "core/snapshot/snapshothub.h"
#include "core/source/recordsource.h"

#include <functional>
#include <memory>
#include <vector>

namespace shoppulse {

/// The running program's parts between source and views: one worker thread a source, one merger
/// thread, one thread a sink. Owns them all; start() and stop() from the owner's thread.
class Pipeline {
public:
    struct Config {
        StreamInfo info;
        WindowSettings windows;
        std::vector<std::unique_ptr<ResultSink>> sinks;
        std::unique_ptr<DeadLetterSink> deadLetters = {}; ///< null: undecodable rows go nowhere
    };

    /// `board` and `clock` outlive the pipeline.
    Pipeline(Config config, RecordSources sources, StatusBoard& board, const Clock& clock);
    /// Stops when still running.
    ~Pipeline();

    void start();
    /// Ends the workers, merges what they have, flushes the sinks and dead letters for at most 2 s.
    /// Idempotent.
    void stop();

    [[nodiscard]] const SnapshotHub& hub() const;
    [[nodiscard]] const UndecodableLog& undecodable() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace shoppulse
