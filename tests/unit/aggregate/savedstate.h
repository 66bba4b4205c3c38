// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/checkpoint.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace shoppulse::testing {

/// Keeps checkpoints as bytes, as a file would.
class SavedState {
public:
    using Bytes = std::vector<std::uint8_t>;

    void add(const Checkpoint& checkpoint)
    {
        for (const SliceHistory::Second& second : checkpoint.seconds) {
            ByteWriter out;
            second.slice->save(out);
            seconds[second.startMs] = out.take();
        }
        std::erase_if(seconds, [&](const auto& second) {
            return second.first + kSliceMs <= checkpoint.droppedMs;
        });
        for (const PartitionProgress& progress : checkpoint.partitions) {
            ByteWriter out;
            progress.save(out);
            partitions[progress.partition] = out.take();
        }
        rest = checkpoint.rest;
    }

    /// Empty: the bytes cannot be.
    [[nodiscard]] std::optional<Checkpoint> read() const
    {
        Checkpoint checkpoint;
        checkpoint.rest = rest;
        for (const auto& [partition, bytes] : partitions) {
            ByteReader in(bytes);
            PartitionProgress& progress = checkpoint.partitions.emplace_back();
            progress.partition = partition;
            progress.load(in);
            if (!in.finished())
                return std::nullopt;
        }
        for (const auto& [startMs, bytes] : seconds) {
            ByteReader in(bytes);
            auto slice = std::make_shared<Slice>();
            slice->load(in);
            if (!in.finished())
                return std::nullopt;
            checkpoint.seconds.push_back({startMs, std::move(slice)});
        }
        return checkpoint;
    }

    std::map<std::int64_t, Bytes> seconds; ///< by start
    std::map<std::int32_t, Bytes> partitions;
    Bytes rest;
};

} // namespace shoppulse::testing
