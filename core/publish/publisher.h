// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/publish/outbox.h"
#include "core/publish/resultsink.h"
#include "core/state/statechange.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <thread>

namespace shoppulse {

struct PublisherLimits {
    std::size_t outbox = 40'000; ///< results waiting; about an hour of windows
    std::size_t batch = 256; ///< results a write
    std::int64_t firstRetryMs = 250; ///< doubles with each failure
    std::int64_t lastRetryMs = 5'000;
    std::int64_t checkMs = 5'000; ///< between two questions whether the place still holds its data
};

/// Brings results to one sink on a thread of its own, the newest value a key, and keeps trying.
/// How it goes stands on the board under the sink's component: health, error, nextRetryMs,
/// pending, done, dropped. `board` and `clock` outlive it.
class Publisher {
public:
    Publisher(std::unique_ptr<ResultSink> sink, StatusBoard& board, const Clock& clock,
              PublisherLimits limits = {});
    /// Ends at once; what still waits is lost. flush() first.
    ~Publisher();

    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    /// Queues the records; one thread calls it. When the outbox is full it waits for room while
    /// the sink works; while the sink is down the oldest final windows are given up and counted
    /// (ErrorCode::OutboxOverflow), never a running total.
    /// `sequence`: of the commit that keeps them; 0 when nothing is kept.
    void publish(std::span<const ResultRecord> records, std::uint64_t sequence = 0);

    /// Before the first publish(): what waits of an earlier run, by sequence, and what was written
    /// and may have to be again. `cursor` as that run had it.
    void restore(std::span<const SavedResult> results, std::uint64_t cursor);
    /// All results of this sequence and before are written. Any thread.
    [[nodiscard]] std::uint64_t cursor() const;

    /// Tries at once and waits until everything is written; false: not within `wait`.
    bool flush(std::chrono::milliseconds wait);

private:
    using Lock = std::unique_lock<std::mutex>;

    void run();
    [[nodiscard]] std::int64_t waitMs() const;
    bool checkSink(Lock& lock);
    void writeBatch(Lock& lock);
    void works(std::size_t written);
    void failed(Error error);
    void makeRoom(Lock& lock);
    void noteDrop();
    void retain(std::vector<ResultRecord>& written);

    const std::unique_ptr<ResultSink> m_sink;
    StatusBoard& m_board;
    const Clock& m_clock;
    const PublisherLimits m_limits;
    const Component m_component;

    mutable std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    Outbox m_outbox;
    Outbox m_retained; ///< written already, kept for a sink that may lose its data
    std::uint64_t m_sequence = 0; ///< the newest that was published
    bool m_stop = false;
    bool m_down = false;
    std::int64_t m_retryAtMs = 0; ///< steady; while down
    std::int64_t m_retryMs;
    std::int64_t m_checkAtMs = 0; ///< steady
    Error m_cause{}; ///< why it is down
    std::uint64_t m_dropped = 0;

    std::thread m_thread; ///< last: starts when all is there
};

} // namespace shoppulse
