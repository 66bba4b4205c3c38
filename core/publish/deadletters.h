// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/publish/deadlettersink.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace shoppulse {

struct DeadLetterLimits {
    std::size_t letters = 20'000; ///< waiting at most
    std::size_t bytes = 32 << 20; ///< of their values
    std::size_t batch = 1'000; ///< letters a write
    std::int64_t patienceMs = 1'000; ///< that a sender waits for room
    std::int64_t firstRetryMs = 250; ///< doubles with each failure
    std::int64_t lastRetryMs = 5'000;
};

/// Brings undecodable rows to their sink on a thread of its own, and keeps trying. The queue is
/// bounded: when it is full a sender waits, so that nothing is lost while the sink works; when no
/// room comes within the patience, or the sink is down, the newest letter is dropped and counted,
/// so that an outage costs the counting that one wait. At least once: after an error or a restart
/// a letter may come twice. How it goes stands on the board under Component::DeadLetters. `board`
/// and `clock` outlive it.
class DeadLetters {
public:
    DeadLetters(std::unique_ptr<DeadLetterSink> sink, StatusBoard& board, const Clock& clock,
                DeadLetterLimits limits = {});
    /// Ends at once; what still waits is lost. flush() first.
    ~DeadLetters();

    DeadLetters(const DeadLetters&) = delete;
    DeadLetters& operator=(const DeadLetters&) = delete;

    /// Queues a letter. Any thread.
    void send(DeadLetter letter);

    /// Tries at once and waits until everything is written; false: not within `wait`.
    bool flush(std::chrono::milliseconds wait);

private:
    using Lock = std::unique_lock<std::mutex>;

    void run();
    void reach(Lock& lock);
    void write(Lock& lock);
    void works(std::size_t written);
    void failed(Error error);
    void drop(const std::string& why);
    [[nodiscard]] bool hasRoom(std::size_t bytes) const;

    const std::unique_ptr<DeadLetterSink> m_sink;
    StatusBoard& m_board;
    const Clock& m_clock;
    const DeadLetterLimits m_limits;

    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    std::deque<DeadLetter> m_letters;
    std::size_t m_bytes = 0; ///< of all that wait, those under way too
    std::size_t m_underWay = 0; ///< letters that are just being written
    bool m_reached = false;
    bool m_stuck = false; ///< down, or without room for too long: who comes now does not wait
    bool m_stop = false;
    std::int64_t m_retryAtMs = 0; ///< steady
    std::int64_t m_retryMs;
    std::uint64_t m_dropped = 0;

    std::thread m_thread; ///< last: starts when all is there
};

} // namespace shoppulse
