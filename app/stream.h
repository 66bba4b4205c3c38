// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/inputs.h"
#include "core/pipeline/pipeline.h"
#include "core/source/demobroker.h"
#include "core/source/demostream.h"

#include <memory>

namespace shoppulse {

/// Where a stream's state is kept.
struct StateFile {
    std::string path; ///< empty: nowhere
    bool reset = false; ///< what is there is set aside first
    bool ask = false; ///< the cluster is asked first whether the state is of this input; may wait
};

/// A running pipeline with all that it stands on: the demo's broker and stream when asked for, the
/// sources, the sinks, the status board. Made and destroyed on one thread.
class Stream {
public:
    /// Opens and starts. Reaching the broker is not waited for: the status board tells how it is,
    /// and it is retried. Errors are those of the set-up (a property, a Redis address).
    /// What is kept of an earlier run is gone on from; StateBroken, StateForeign, StateSettings
    /// when it cannot be.
    static Result<std::unique_ptr<Stream>> open(const Input& input, const OutputOptions& output,
                                                const StateFile& state, const Clock& clock);
    /// The same on an embedded broker that is fed by a generator.
    static Result<std::unique_ptr<Stream>> openDemo(const OutputOptions& output,
                                                    const Clock& clock);

    [[nodiscard]] Pipeline& pipeline() { return *m_pipeline; }
    [[nodiscard]] StatusBoard& board() { return m_board; }
    [[nodiscard]] const std::string& brokers() const { return m_brokers; }

    /// Stops reading, commits, writes what is left; less than 2 s. Idempotent.
    void stop();
    ~Stream();

private:
    Stream() = default;
    Result<void> start(const Input& input, const OutputOptions& output, const StateFile& state,
                       const Clock& clock, bool demo);

    StatusBoard m_board;
    std::string m_brokers;
    // In the order of destruction, last first: the pipeline reads what the others provide.
    std::unique_ptr<DemoBroker> m_demoBroker;
    std::unique_ptr<DemoStream> m_demoStream;
    std::unique_ptr<Pipeline> m_pipeline;
};

} // namespace shoppulse
