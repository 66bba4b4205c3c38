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
#include "core/state/statestore.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace shoppulse {

/// The running program's parts between source and views: one worker thread a source, one merger
/// thread, one thread a sink, one for commits. Owns them all; start() and stop() from the owner's
/// thread.
class Pipeline {
public:
    struct Config {
        StreamInfo info;
        WindowSettings windows;
        std::vector<std::unique_ptr<ResultSink>> sinks;
        std::unique_ptr<DeadLetterSink> deadLetters = {}; ///< null: undecodable rows go nowhere
        std::unique_ptr<StateStore> store = {}; ///< null: nothing is kept
        SavedState saved = {}; ///< what the store holds; the sources begin at its partitions
        std::function<std::string()> inputName = {}; ///< asks the cluster, may wait for it
    };

    /// `board` and `clock` outlive the pipeline.
    Pipeline(Config config, RecordSources sources, StatusBoard& board, const Clock& clock);
    /// Stops when still running.
    ~Pipeline();

    /// StateBroken when what is kept cannot be, StateSettings when it was counted by other rules.
    Result<void> start();
    /// Ends the workers, merges and commits what they have, flushes the sinks and dead letters; at
    /// most 1.5 s. What a sink did not take is in the store, when there is one.
    /// Idempotent.
    void stop();

    /// How to go on where reading has stopped because records are missing. Any thread.
    void goOn(GoOn choice);

    [[nodiscard]] const SnapshotHub& hub() const;
    [[nodiscard]] const UndecodableLog& undecodable() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace shoppulse
