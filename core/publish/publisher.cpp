// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/publisher.h"

#include "core/base/crashpoint.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace shoppulse {

Publisher::Publisher(std::unique_ptr<ResultSink> sink, StatusBoard& board, const Clock& clock,
                     PublisherLimits limits)
    : m_sink(std::move(sink))
    , m_board(board)
    , m_clock(clock)
    , m_limits(limits)
    , m_component(m_sink->component())
    , m_retryMs(limits.firstRetryMs)
{
    m_board.update(m_component, m_clock.wallMs(), [this](ComponentStatus& status) {
        status = {};
        status.health = Health::Starting;
        status.target = m_sink->target();
    });
    m_thread = std::thread([this] { run(); });
}

Publisher::~Publisher()
{
    {
        const Lock lock(m_mutex);
        m_stop = true;
    }
    m_sink->cancel();
    m_changed.notify_all();
    m_thread.join();
}

void Publisher::publish(std::span<const ResultRecord> records, std::uint64_t sequence)
{
    Lock lock(m_mutex);
    for (const ResultRecord& record : records) {
        if (m_outbox.size() >= m_limits.outbox && !m_outbox.contains(record))
            makeRoom(lock);
        m_outbox.put(record, sequence);
    }
    m_sequence = sequence; // not before: what waits for room is not written
    m_board.update(m_component, m_clock.wallMs(),
                   [this](ComponentStatus& status) { status.pending = m_outbox.size(); });
    m_changed.notify_all();
}

void Publisher::restore(std::span<const SavedResult> results, std::uint64_t cursor)
{
    const Lock lock(m_mutex);
    m_sequence = cursor;
    for (const SavedResult& result : results) {
        m_sequence = std::max(m_sequence, result.sequence);
        // A place that may lose its data may have lost it while nobody looked: it gets all again.
        if (result.sequence > cursor || m_sink->retained() > 0)
            m_outbox.put(result.record, result.sequence);
    }
    m_changed.notify_all();
}

std::uint64_t Publisher::cursor() const
{
    const Lock lock(m_mutex);
    const std::uint64_t first = m_outbox.firstSequence();
    return first == 0 ? 0 : std::min(m_sequence, first - 1); // 0: written before, and lost there
}

void Publisher::makeRoom(Lock& lock)
{
    m_changed.notify_all(); // what was queued in this call makes room, too
    m_changed.wait(lock, [this] { return m_outbox.size() < m_limits.outbox || m_down || m_stop; });
    // Without a final window to give up it grows; it is bounded by the windows still open.
    if (m_outbox.size() >= m_limits.outbox && m_outbox.dropOldestFinal())
        noteDrop();
}

void Publisher::noteDrop()
{
    ++m_dropped;
    std::string detail = std::to_string(m_dropped) + " dropped";
    if (!m_cause.detail.empty())
        detail += "; " + m_cause.detail;
    m_board.update(m_component, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.dropped = m_dropped;
        status.error = Error{ErrorCode::OutboxOverflow, m_sink->target(), std::move(detail)};
    });
}

bool Publisher::flush(std::chrono::milliseconds wait)
{
    Lock lock(m_mutex);
    m_retryAtMs = 0;
    m_changed.notify_all();
    return m_changed.wait_for(lock, wait, [this] { return m_outbox.empty(); });
}

void Publisher::run()
{
    Lock lock(m_mutex);
    while (!m_stop) {
        if (const std::int64_t wait = waitMs(); wait > 0)
            m_changed.wait_for(lock, std::chrono::milliseconds(wait));
        else if (m_clock.steadyMs() < m_checkAtMs || checkSink(lock))
            writeBatch(lock);
    }
}

/// How long there is nothing to do; woken before by whatever changes that.
std::int64_t Publisher::waitMs() const
{
    const std::int64_t nowMs = m_clock.steadyMs();
    if (m_down)
        return m_retryAtMs - nowMs;
    return m_outbox.empty() ? m_checkAtMs - nowMs : 0;
}

bool Publisher::checkSink(Lock& lock)
{
    lock.unlock();
    const Result<bool> intact = m_sink->check();
    lock.lock();
    if (!intact) {
        failed(intact.error());
        return false;
    }
    m_checkAtMs = m_clock.steadyMs() + m_limits.checkMs;
    if (!*intact) {
        for (const ResultRecord& record : m_retained.take(m_retained.size()))
            m_outbox.put(record);
        m_retained.acknowledge();
    }
    if (m_outbox.empty()) // else the write tells
        works(0);
    return true;
}

void Publisher::writeBatch(Lock& lock)
{
    std::vector<ResultRecord> batch = m_outbox.take(m_limits.batch);
    if (batch.empty())
        return;
    lock.unlock();
    const Result<void> written = m_sink->write(batch);
    crashPoint("sink-written");
    lock.lock();
    if (!written) {
        m_outbox.giveBack();
        failed(written.error());
        return;
    }
    m_outbox.acknowledge();
    works(batch.size());
    retain(batch);
}

void Publisher::works(std::size_t written)
{
    m_down = false;
    m_retryMs = m_limits.firstRetryMs;
    std::optional<Error> concern = m_sink->concern();
    m_board.update(m_component, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = concern ? Health::Degraded : Health::Ok;
        status.error = std::move(concern);
        status.nextRetryMs = 0;
        status.pending = m_outbox.size();
        status.done += written;
    });
    m_changed.notify_all();
}

void Publisher::failed(Error error)
{
    m_down = true;
    m_checkAtMs = 0;
    m_cause = error;
    m_retryAtMs = m_clock.steadyMs() + m_retryMs;
    m_board.update(m_component, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = Health::Down;
        status.error = std::move(error);
        status.nextRetryMs = m_clock.wallMs() + m_retryMs;
        status.pending = m_outbox.size();
    });
    m_retryMs = std::min(m_retryMs * 2, m_limits.lastRetryMs);
    m_changed.notify_all();
}

void Publisher::retain(std::vector<ResultRecord>& written)
{
    const std::size_t most = m_sink->retained();
    if (most == 0)
        return;
    for (const ResultRecord& record : written)
        m_retained.put(record);
    while (m_retained.size() > most && m_retained.dropOldestFinal()) { }
}

} // namespace shoppulse
