// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace shoppulse {

/// One message of the input topic. `value` is a view into the source's memory and lives until the
/// next poll() of the same source.
struct Record {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0; ///< the record's own timestamp, epoch ms
    std::string_view value;
};

/// Tells one record from another one at the same offset, of a topic that was made anew.
struct Fingerprint {
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::uint64_t hash = 0; ///< XXH3 of the value

    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// Where a partition stands. Offsets are counted in messages.
struct PartitionState {
    std::int32_t partition = 0;
    std::int64_t nextOffset = 0; ///< of the next record that poll() will hand out
    std::int64_t endOffset = -1; ///< high watermark at the last fetch; -1 not known yet
    bool atEnd = false; ///< everything the broker has was handed out
    bool finished = false; ///< a bounded read has reached its stop offset
    std::int64_t gap = 0; ///< messages that vanished before they were read
    /// Offsets passed before the topic was made anew and they began again. `earlier + nextOffset`
    /// never falls.
    std::int64_t earlier = 0;
    std::optional<Fingerprint> last = {}; ///< of the last record that poll() has handed out
};

/// Where an earlier run stood in a partition: what it kept of the PartitionState.
struct StartPosition {
    std::int32_t partition = 0;
    std::int64_t nextOffset = 0;
    std::optional<Fingerprint> fingerprint = {};
    std::int64_t gap = 0;
    std::int64_t earlier = 0;
};

/// How to go on where records are missing.
enum class GoOn { Oldest, Newest };

/// A stream of records for one worker. Not thread safe: one worker thread calls everything, except
/// that the destructor may run on the thread that owns it, after the worker has ended.
/// Transport errors are reported to the StatusBoard that the source was made with, and retried;
/// poll() then simply returns nothing.
class RecordSource {
public:
    virtual ~RecordSource() = default;

    /// Hands out the next records, each partition in offset order; waits at most `wait` for the
    /// first one. Empty: nothing came. A source is free to hold back partitions that are far ahead
    /// in event time of the others (see eventTime()).
    virtual std::span<const Record> poll(std::chrono::milliseconds wait) = 0;

    /// Tells the greatest event time seen in a partition, for aligning partitions in catch-up.
    virtual void eventTime(std::int32_t partition, std::int64_t timeMs) = 0;

    /// The partitions of this source, as of the last poll().
    [[nodiscard]] virtual std::span<const PartitionState> partitions() const = 0;

    /// From any thread: a person's choice how to go on in the partitions that have stopped at a
    /// hole (OffsetOutOfRange, TopicReplaced).
    virtual void goOn(GoOn) { }

    /// From any thread: a poll() that waits, or the next one, returns at once.
    virtual void wake() { }

    /// Stores the offsets counted so far for lag displays of the cluster; never for correctness.
    virtual void commit() { }
};

using RecordSources = std::vector<std::unique_ptr<RecordSource>>;

} // namespace shoppulse
