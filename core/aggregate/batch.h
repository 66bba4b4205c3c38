// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/aggregate/eventtime.h"
#include "core/aggregate/slice.h"
#include "core/profile/profile.h"
#include "core/source/recordsource.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace shoppulse {

/// What a worker has seen of its input. Rows unless said otherwise.
struct InputCounters {
    std::uint64_t messages = 0;
    std::uint64_t rows = 0; ///< decoded events
    std::uint64_t bytes = 0; ///< of message values
    std::uint64_t headerLines = 0;
    std::array<std::uint64_t, static_cast<std::size_t>(Undecodable::Count_)> undecodable{};
    std::uint64_t lateDropped = 0;
    std::uint64_t skewed = 0;

    InputCounters& operator+=(const InputCounters& other);
    void save(ByteWriter& out) const;
    void load(ByteReader& in);
};

/// How far one partition is counted.
struct PartitionProgress {
    std::int32_t partition = 0;
    std::int64_t nextOffset = 0;
    std::int64_t endOffset = -1; ///< -1 not known yet
    std::int64_t clockMs = kNoTime; ///< greatest event time that was not skewed
    std::int64_t gap = 0; ///< messages that vanished before they were read
    bool atEnd = false;
    bool finished = false;
    std::int64_t earlier = 0; ///< as in PartitionState
    std::optional<Fingerprint> last = {}; ///< of the last record
    std::uint64_t nextLot = 0; ///< what the next row's lot is drawn from; 0 before the first row

    /// Without what only holds while it is read: the end.
    void save(ByteWriter& out) const;
    void load(ByteReader& in);

    friend bool operator==(const PartitionProgress&, const PartitionProgress&) = default;
};

/// What one worker saw in one second of event time since its last batch; sealed.
struct SliceDelta {
    std::int64_t startMs = 0;
    std::unique_ptr<Slice> slice;
};

/// What a worker hands to the merger: nobody changes it any more, and the merger takes the slices
/// over without copying them.
struct Batch {
    std::size_t worker = 0;
    Format format = Format::Auto; ///< Auto: not told yet
    std::vector<PartitionProgress> partitions; ///< all that the worker has now
    std::vector<SliceDelta> deltas; ///< one a second at most
    Marginals outsideWindows; ///< late and far skewed events: in the running totals only
    InputCounters counters; ///< increments
};

} // namespace shoppulse
