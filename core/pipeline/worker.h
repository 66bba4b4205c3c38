// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/accumulator.h"
#include "core/base/clock.h"
#include "core/decode/decoder.h"
#include "core/decode/undecodablelog.h"
#include "core/pipeline/blockingqueue.h"
#include "core/pipeline/formatchoice.h"
#include "core/publish/deadletters.h"
#include "core/source/recordsource.h"

#include <cstdint>
#include <memory>
#include <stop_token>

namespace shoppulse {

/// Reads one source, decodes in place, counts into its own slices and hands them over in batches.
/// run() is the body of its thread; no lock and no allocation a row.
class Worker {
public:
    /// What the workers of a stream have in common; outlives them.
    struct Stream {
        const Profile& profile;
        std::int64_t keptMs;
        const Clock& clock;
        FormatChoice& format;
        BlockingQueue<Batch>& batches;
        UndecodableLog* undecodable; ///< null: they are only counted
        DeadLetters* deadLetters = nullptr; ///< null: none are sent
        std::span<const PartitionProgress> restored = {}; ///< what was counted before
    };

    Worker(std::size_t index, RecordSource& source, const Stream& stream);

    /// Returns when stopped, when the queue is closed, or when a bounded read has reached its stop
    /// in every partition; all that was counted is handed over before.
    void run(const std::stop_token& stop);

private:
    void count(std::span<const Record> records);
    std::size_t decode(std::span<const Record> records);
    void countDecoded(std::span<const Record> records);
    void noteErrors(const Record& record);
    void tellClocks(std::span<const Record> records);
    [[nodiscard]] bool allFinished() const;
    [[nodiscard]] bool handOverIsDue(std::size_t came) const;
    [[nodiscard]] bool partitionsChanged() const;
    bool handOver();

    RecordSource& m_source;
    const Stream& m_stream;
    Accumulator m_accumulator;
    Format m_format = Format::Auto;
    std::unique_ptr<Decoder> m_decoder;
    DecodedBatch m_decoded;
    std::vector<std::size_t> m_ends; ///< of each record's events
    bool m_reported = false; ///< a batch was handed over
    std::vector<PartitionState> m_handedOver; ///< the partitions as of the last batch
    std::int64_t m_handedOverMs; ///< steady
    std::int64_t m_committedMs; ///< steady
};

} // namespace shoppulse
