// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/checkpointer.h"

#include "core/base/crashpoint.h"
#include "core/source/inputname.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace shoppulse {
namespace {

/// A commit is followed by a rest of so many times what it took, so that a topic that is caught up
/// does not spend its time on keeping seconds that change again at once.
constexpr std::int64_t kRest = 9;
constexpr std::int64_t kLongestRestMs = 5'000;
constexpr std::int64_t kFirstRetryMs = 250; ///< doubles with each failure
constexpr std::int64_t kLastRetryMs = 5'000;
constexpr std::int64_t kCursorsMs = 1'000; ///< when nothing is counted, how often sinks are asked
constexpr std::size_t kManyResults = 20'000; ///< end the rest
constexpr std::size_t kMostResults = 100'000;
constexpr std::int64_t kSilentMs = 5'000; ///< a commit that takes longer is told of
constexpr std::int64_t kUsAMs = 1'000;

} // namespace

Checkpointer::Checkpointer(std::unique_ptr<StateStore> store, const SavedState& saved,
                           InputName inputName, Publishers publishers, StatusBoard& board,
                           const Clock& clock)
    : m_store(std::move(store))
    , m_inputName(std::move(inputName))
    , m_profile(saved.profile)
    , m_publishers(std::move(publishers))
    , m_board(board)
    , m_clock(clock)
    , m_input(saved.input)
    , m_sequence(saved.sequence)
    , m_keptCursors(saved.cursors)
{
    m_board.update(Component::State, m_clock.wallMs(), [this](ComponentStatus& status) {
        status = {};
        status.health = Health::Ok;
        status.target = m_store->path();
    });
    m_thread = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer()
{
    {
        const Lock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool Checkpointer::isOfThisInput()
{
    const std::string found = m_inputName ? m_inputName() : std::string();
    const Lock lock(m_mutex);
    if (mayBeSameInput(m_input, found)) {
        m_input = std::max(m_input, found, [](const auto& a, const auto& b) {
            return a.size() < b.size(); // the one that names the cluster, too
        });
        return true;
    }
    m_foreign = true;
    m_board.update(Component::State, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = Health::Stopped;
        status.error = Error{ErrorCode::StateForeign, m_store->path(), m_input + ", not " + found};
    });
    return false;
}

void Checkpointer::offer(Checkpoint checkpoint, std::vector<ResultRecord> results)
{
    {
        const Lock lock(m_mutex);
        for (SliceHistory::Second& second : std::exchange(checkpoint.seconds, {}))
            m_seconds.insert_or_assign(second.startMs, std::move(second.slice));
        m_seconds.erase(m_seconds.begin(), m_seconds.upper_bound(checkpoint.droppedMs - kSliceMs));
        m_newest = std::move(checkpoint);
        m_results.insert(m_results.end(), std::make_move_iterator(results.begin()),
                         std::make_move_iterator(results.end()));
    }
    m_changed.notify_all();
}

bool Checkpointer::blocked()
{
    const Lock lock(m_mutex);
    lookForAnswer();
    return isBlocked();
}

void Checkpointer::lookForAnswer()
{
    const std::int64_t nowMs = m_clock.steadyMs();
    if (m_silent || m_askedMs == 0 || nowMs - m_askedMs < kSilentMs)
        return;
    m_silent = true;
    showDown({ErrorCode::StateUnwritable, m_store->path(), "no answer within 5 s"});
}

bool Checkpointer::isBlocked() const
{
    return m_foreign || m_silent || m_retryMs > 0 || m_results.size() >= kMostResults;
}

void Checkpointer::awaitRoom(std::chrono::milliseconds wait)
{
    Lock lock(m_mutex);
    m_changed.wait_for(lock, wait, [this] { return !isBlocked() || m_stop; });
}

void Checkpointer::finish()
{
    {
        const Lock lock(m_mutex);
        m_finish = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Checkpointer::keepCursors()
{
    Lock lock(m_mutex);
    if (cursors() == m_keptCursors || m_retryMs > 0)
        return;
    StateChange change = takePending();
    commit(change, lock);
}

/// The steady time to act at; none while there is nothing to do.
std::int64_t Checkpointer::dueMs(std::int64_t nowMs) const
{
    if (m_finish)
        return nowMs;
    if (!m_newest.rest.empty())
        return m_retryMs == 0 && m_results.size() >= kManyResults ? nowMs : m_nextMs;
    const bool behind = std::any_of(m_publishers.begin(), m_publishers.end(), [this](auto& one) {
        const auto kept = m_keptCursors.find(one.first);
        return kept == m_keptCursors.end() || kept->second < m_sequence;
    });
    return behind ? std::max(m_nextMs, nowMs + kCursorsMs) : kEndOfTime;
}

void Checkpointer::run()
{
    Lock lock(m_mutex);
    StateChange change; // what could not be committed stays in it
    while (!m_stop) {
        const std::int64_t nowMs = m_clock.steadyMs();
        const std::int64_t waitMs = (m_retryMs > 0 && !m_finish ? m_nextMs : dueMs(nowMs)) - nowMs;
        if (waitMs > 0) {
            const auto status =
                m_changed.wait_for(lock, std::chrono::milliseconds(std::min(waitMs, kLastRetryMs)));
            const bool cursorsOnly = m_newest.rest.empty() && m_retryMs == 0 && !m_finish;
            if (status != std::cv_status::timeout || !cursorsOnly || cursors() == m_keptCursors)
                continue;
        }
        if (m_retryMs == 0)
            change = takePending();
        commit(change, lock);
        if (m_finish && (m_newest.rest.empty() || m_retryMs > 0))
            break;
    }
}

StateChange Checkpointer::takePending()
{
    StateChange change;
    change.input = m_input;
    change.profile = m_profile;
    change.checkpoint = std::exchange(m_newest, {});
    for (auto& [startMs, slice] : std::exchange(m_seconds, {}))
        change.checkpoint.seconds.push_back({startMs, slice});
    change.results = std::exchange(m_results, {});
    m_sequence += change.results.empty() ? 0 : 1;
    change.sequence = m_sequence;
    m_changed.notify_all();
    return change;
}

/// The lock is let go while the disk works.
bool Checkpointer::commit(StateChange& change, Lock& lock)
{
    m_askedMs = m_clock.steadyMs();
    lock.unlock();
    change.cursors = cursors();
    const auto begin = std::chrono::steady_clock::now();
    const Result<void> kept = m_store->commit(change);
    const auto took = std::chrono::steady_clock::now() - begin;
    if (kept) {
        for (const auto& [name, publisher] : m_publishers)
            publisher->publish(change.results, change.sequence);
        crashPoint("handed-over");
    }
    lock.lock();
    m_askedMs = 0;
    m_silent = false;
    if (!kept) {
        failed(kept.error());
        return false;
    }
    m_keptCursors = change.cursors;
    change = {};
    committed(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    return true;
}

void Checkpointer::committed(std::int64_t tookUs)
{
    m_retryMs = 0;
    m_nextMs = m_clock.steadyMs() + std::min(kRest * tookUs / kUsAMs, kLongestRestMs);
    m_board.update(Component::State, m_clock.wallMs(), [&](ComponentStatus& status) {
        if (status.health != Health::Stopped)
            status.health = Health::Ok;
        status.nextRetryMs = 0;
        status.pending = m_results.size();
        status.lastMs = m_clock.wallMs();
        status.lastTookUs = tookUs;
        ++status.done;
    });
    m_changed.notify_all();
}

void Checkpointer::failed(const Error& error)
{
    m_retryMs = std::clamp(2 * m_retryMs, kFirstRetryMs, kLastRetryMs);
    m_nextMs = m_clock.steadyMs() + m_retryMs;
    showDown(error);
}

void Checkpointer::showDown(const Error& error)
{
    m_board.update(Component::State, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = Health::Down;
        status.error = error;
        status.nextRetryMs = m_retryMs > 0 ? m_clock.wallMs() + m_retryMs : 0;
        status.pending = m_results.size();
    });
}

SinkCursors Checkpointer::cursors() const
{
    SinkCursors cursors;
    for (const auto& [name, publisher] : m_publishers)
        cursors[name] = publisher->cursor();
    return cursors;
}

} // namespace shoppulse
