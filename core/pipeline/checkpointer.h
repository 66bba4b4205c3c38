// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/publish/publisher.h"
#include "core/state/statestore.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace shoppulse {

/// Commits what the merger hands over, on a thread of its own, and gives the publishers only what
/// was committed. What is handed over while a commit runs is put together for the next one. How it
/// goes stands on the board under State. `publishers`, `board` and `clock` outlive it.
///
/// When the disk refuses, it keeps trying; then, and while the disk does not answer, blocked() says
/// that no more should be counted.
class Checkpointer {
public:
    /// By the name that a sink's cursor is kept under.
    using Publishers = std::map<std::string, Publisher*>;
    using InputName = std::function<std::string()>;

    /// `saved`: input, profile and sequence of what is kept. `inputName`: asks the cluster, may
    /// wait for it.
    Checkpointer(std::unique_ptr<StateStore> store, const SavedState& saved, InputName inputName,
                 Publishers publishers, StatusBoard& board, const Clock& clock);
    /// Ends at once; finish() first.
    ~Checkpointer();

    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// To be asked when the first records came, so that the cluster answers: false when what is
    /// kept is of another input (StateForeign on the board); nothing may be merged into it then.
    [[nodiscard]] bool isOfThisInput();

    /// Hands over; never waits. One thread (the merger's).
    void offer(Checkpoint checkpoint, std::vector<ResultRecord> results);

    /// What was handed over cannot be committed for now, or too much of it waits.
    [[nodiscard]] bool blocked();
    /// Waits until it is not blocked(), for at most `wait`.
    void awaitRoom(std::chrono::milliseconds wait);

    /// Commits what was handed over, once, hands the results to the publishers and ends the thread.
    void finish();
    /// After finish(): keeps how far the sinks have come since.
    void keepCursors();

private:
    using Lock = std::unique_lock<std::mutex>;

    void run();
    [[nodiscard]] std::int64_t dueMs(std::int64_t nowMs) const;
    [[nodiscard]] StateChange takePending();
    bool commit(StateChange& change, Lock& lock);
    void committed(std::int64_t tookUs);
    void failed(const Error& error);
    void lookForAnswer();
    void showDown(const Error& error);
    [[nodiscard]] SinkCursors cursors() const;
    [[nodiscard]] bool isBlocked() const;

    const std::unique_ptr<StateStore> m_store;
    const InputName m_inputName;
    const std::string m_profile;
    const Publishers m_publishers;
    StatusBoard& m_board;
    const Clock& m_clock;

    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    std::string m_input;
    std::map<std::int64_t, std::shared_ptr<const Slice>> m_seconds; ///< to be committed, by start
    Checkpoint m_newest; ///< the last one handed over; without its seconds
    std::vector<ResultRecord> m_results; ///< to be committed
    std::uint64_t m_sequence;
    SinkCursors m_keptCursors;
    std::int64_t m_nextMs = 0; ///< steady; no commit before
    std::int64_t m_retryMs = 0; ///< 0: the last commit was kept
    std::int64_t m_askedMs = 0; ///< steady; when the disk was asked to keep one; 0: it has answered
    bool m_silent = false; ///< it has not answered for long
    bool m_foreign = false; ///< what is kept is of another input
    bool m_finish = false;
    bool m_stop = false;

    std::thread m_thread; ///< last: starts when all is there
};

} // namespace shoppulse
