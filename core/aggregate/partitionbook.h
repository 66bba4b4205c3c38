// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace shoppulse {

/// How far the input is read, partition by partition, and what follows for event time: which
/// partitions hold the watermark back, and whether all of them have fallen silent. One thread.
class PartitionBook {
public:
    /// A partition at its end holds nothing back after this much steady time without a record.
    static constexpr std::int64_t kSilentMs = 2'000;

    /// `workers` must all have reported before anything is known of the whole.
    explicit PartitionBook(std::size_t workers);

    struct Entry {
        PartitionProgress progress;
        std::size_t worker = 0;
        std::int64_t changedSteadyMs = 0; ///< when its offset last moved
        bool assigned = true;
    };

    void update(std::size_t worker, std::span<const PartitionProgress> partitions,
                std::int64_t steadyMs);

    /// Puts what was counted before into an empty book; all is known again when it is assigned.
    void restore(std::span<const PartitionProgress> partitions, std::int64_t steadyMs);

    /// The least clock of the partitions that hold event time back. kNoTime: one of them has not
    /// delivered yet, or a worker has not reported; empty: none holds it back.
    [[nodiscard]] std::optional<std::int64_t> holdingClock(std::int64_t steadyMs) const;
    /// The same for a bounded read, where only what is finished does not hold back and nothing
    /// depends on the time of day.
    [[nodiscard]] std::optional<std::int64_t> unfinishedClock() const;

    /// Every partition is at its end and silent; false while there is none.
    [[nodiscard]] bool allSilent(std::int64_t steadyMs) const;

    /// Greatest event time of all; kNoTime before the first.
    [[nodiscard]] std::int64_t newestClock() const;

    /// Messages counted so far: the sum of the next offsets. Partitions that went to another
    /// process stay in it, so that it never falls.
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    [[nodiscard]] bool holdsBack(const Entry& entry, std::int64_t steadyMs) const;
    [[nodiscard]] const std::map<std::int32_t, Entry>& entries() const { return m_entries; }

private:
    [[nodiscard]] static bool silent(const Entry& entry, std::int64_t steadyMs);
    [[nodiscard]] bool allReported() const;

    std::map<std::int32_t, Entry> m_entries;
    std::vector<bool> m_reported; ///< by worker
    bool m_known = false; ///< some worker has shown partitions
    std::uint64_t m_version = 0;
};

} // namespace shoppulse
