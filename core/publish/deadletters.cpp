// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/deadletters.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace shoppulse {

DeadLetters::DeadLetters(std::unique_ptr<DeadLetterSink> sink, StatusBoard& board,
                         const Clock& clock, DeadLetterLimits limits)
    : m_sink(std::move(sink))
    , m_board(board)
    , m_clock(clock)
    , m_limits(limits)
    , m_retryMs(limits.firstRetryMs)
{
    m_board.update(Component::DeadLetters, m_clock.wallMs(), [this](ComponentStatus& status) {
        status = {};
        status.health = Health::Starting;
        status.target = m_sink->target();
    });
    m_thread = std::thread([this] { run(); });
}

DeadLetters::~DeadLetters()
{
    {
        const Lock lock(m_mutex);
        m_stop = true;
    }
    m_sink->cancel();
    m_changed.notify_all();
    m_thread.join();
}

bool DeadLetters::hasRoom(std::size_t bytes) const
{
    return m_letters.size() + m_underWay < m_limits.letters && m_bytes + bytes <= m_limits.bytes;
}

void DeadLetters::send(DeadLetter letter)
{
    const std::size_t bytes = letter.value.size();
    Lock lock(m_mutex);
    if (bytes > m_sink->longest()) {
        drop("longer than " + std::to_string(m_sink->longest()) + " bytes");
        return;
    }
    if (!hasRoom(bytes) && !m_stuck)
        m_stuck = !m_changed.wait_for(lock, std::chrono::milliseconds(m_limits.patienceMs),
                                      [&] { return hasRoom(bytes) || m_stuck || m_stop; });
    if (!hasRoom(bytes)) {
        drop("too many wait");
        return;
    }
    m_bytes += bytes;
    m_letters.push_back(std::move(letter));
    if (m_stuck) // else the writing thread tells
        m_board.update(Component::DeadLetters, m_clock.wallMs(),
                       [this](ComponentStatus& status) { status.pending = m_letters.size(); });
    m_changed.notify_all();
}

void DeadLetters::drop(const std::string& why)
{
    ++m_dropped;
    m_board.update(Component::DeadLetters, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.dropped = m_dropped;
        if (status.health == Health::Ok)
            status.health = Health::Degraded;
        if (status.health != Health::Down) // its cause says more
            status.error = Error{ErrorCode::DeadLetterDropped, m_sink->target(),
                                 std::to_string(m_dropped) + " dropped; " + why};
    });
}

bool DeadLetters::flush(std::chrono::milliseconds wait)
{
    Lock lock(m_mutex);
    m_retryAtMs = 0;
    m_changed.notify_all();
    return m_changed.wait_for(lock, wait, [this] { return m_letters.empty() && m_underWay == 0; });
}

void DeadLetters::run()
{
    Lock lock(m_mutex);
    while (!m_stop) {
        const std::int64_t waitMs = m_retryAtMs - m_clock.steadyMs();
        if (waitMs > 0)
            m_changed.wait_for(lock, std::chrono::milliseconds(waitMs));
        else if (!m_reached)
            reach(lock);
        else if (m_letters.empty())
            m_changed.wait(lock);
        else
            write(lock);
    }
}

void DeadLetters::reach(Lock& lock)
{
    lock.unlock();
    const Result<void> reached = m_sink->reach();
    lock.lock();
    m_reached = reached.has_value();
    if (reached)
        works(0);
    else
        failed(reached.error());
}

void DeadLetters::write(Lock& lock)
{
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_letters.size(), m_limits.batch));
    std::vector<DeadLetter> batch(std::make_move_iterator(m_letters.begin()),
                                  std::make_move_iterator(m_letters.begin() + count));
    m_letters.erase(m_letters.begin(), m_letters.begin() + count);
    m_underWay = batch.size();
    const auto bytesOf = [](const std::vector<DeadLetter>& letters) {
        std::size_t bytes = 0;
        for (const DeadLetter& letter : letters)
            bytes += letter.value.size();
        return bytes;
    };
    const std::size_t bytes = bytesOf(batch);
    lock.unlock();
    const Result<void> written = m_sink->write(batch);
    lock.lock();
    m_bytes -= bytes - bytesOf(batch);
    const std::size_t done = m_underWay - batch.size();
    m_underWay = 0;
    m_letters.insert(m_letters.begin(), std::make_move_iterator(batch.begin()),
                     std::make_move_iterator(batch.end()));
    if (done > 0 || written)
        works(done);
    if (!written)
        failed(written.error());
}

void DeadLetters::works(std::size_t written)
{
    m_stuck = false;
    m_retryMs = m_limits.firstRetryMs;
    m_board.update(Component::DeadLetters, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = Health::Ok;
        status.nextRetryMs = 0;
        status.pending = m_letters.size();
        status.done += written;
    });
    m_changed.notify_all();
}

void DeadLetters::failed(Error error)
{
    m_stuck = true;
    m_reached = false;
    m_retryAtMs = m_clock.steadyMs() + m_retryMs;
    m_board.update(Component::DeadLetters, m_clock.wallMs(), [&](ComponentStatus& status) {
        status.health = Health::Down;
        status.error = std::move(error);
        status.nextRetryMs = m_clock.wallMs() + m_retryMs;
        status.pending = m_letters.size();
    });
    m_retryMs = std::min(m_retryMs * 2, m_limits.lastRetryMs);
    m_changed.notify_all();
}

} // namespace shoppulse
