// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace shoppulse {

/// Keeps the workers near each other in event time while they catch up, so that the slices between
/// the slowest and the fastest are few. One that is ahead of the slowest by more than kLeadMs waits
/// a little before it goes on. It bounds memory; what is counted does not depend on it. Thread
/// safe.
class Pace {
public:
    static constexpr std::int64_t kLeadMs = 30'000;

    explicit Pace(std::size_t workers);

    /// A worker's least partition clock; kNoTime: it holds, but has no event yet; empty: it is at
    /// its end and holds nobody back. Before its first report a worker holds.
    void report(std::size_t worker, std::optional<std::int64_t> clockMs);

    /// Returns when the worker is not too far ahead, or after `most`.
    void wait(std::size_t worker, std::chrono::milliseconds most);

private:
    [[nodiscard]] bool tooFarAhead(std::size_t worker) const;

    std::mutex m_mutex;
    std::condition_variable m_moved;
    std::vector<std::optional<std::int64_t>> m_clocks;
};

} // namespace shoppulse
