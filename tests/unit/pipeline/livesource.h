// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/source/recordsource.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace shoppulse::testing {

/// Time that stands until a test moves it.
class HandClock final : public Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override { return m_wallMs; }
    [[nodiscard]] std::int64_t steadyMs() const override { return m_steadyMs; }

    void advance(std::int64_t ms)
    {
        m_wallMs += ms;
        m_steadyMs += ms;
    }
    void setWall(std::int64_t ms) { m_wallMs = ms; }

private:
    std::atomic<std::int64_t> m_wallMs = 1'700'000'000'000;
    std::atomic<std::int64_t> m_steadyMs = 1'000;
};

/// One partition that a test writes to while it is being read.
class LiveSource final : public RecordSource {
public:
    /// The writing side, shared with the test. Thread safe.
    class Log {
    public:
        void write(std::int64_t timestampMs, std::string value)
        {
            {
                const std::lock_guard lock(m_mutex);
                m_records.push_back({timestampMs, std::move(value)});
            }
            m_written.notify_all();
        }
        /// How many were not read yet.
        std::size_t left()
        {
            const std::lock_guard lock(m_mutex);
            return m_records.size() - m_taken;
        }

    private:
        friend class LiveSource;
        struct Written {
            std::int64_t timestampMs;
            std::string value;
        };
        std::mutex m_mutex;
        std::condition_variable m_written;
        std::deque<Written> m_records; ///< a deque: records stay where they are
        std::size_t m_taken = 0;
    };

    /// Begins at `nextOffset`, as a source that goes on.
    LiveSource(Log& log, std::int32_t partition, std::int64_t nextOffset = 0)
        : m_log(log)
    {
        m_state.partition = partition;
        m_state.nextOffset = nextOffset;
    }

    std::span<const Record> poll(std::chrono::milliseconds wait) override
    {
        std::unique_lock lock(m_log.m_mutex);
        const auto next = [this] { return static_cast<std::size_t>(m_state.nextOffset); };
        m_log.m_written.wait_for(lock, wait, [&] { return m_log.m_records.size() > next(); });
        m_records.clear();
        for (; next() < m_log.m_records.size() && m_records.size() < 100; ++m_state.nextOffset)
            m_records.push_back({m_state.partition, m_state.nextOffset,
                                 m_log.m_records[next()].timestampMs,
                                 m_log.m_records[next()].value});
        m_log.m_taken = next();
        m_state.endOffset = static_cast<std::int64_t>(m_log.m_records.size());
        m_state.atEnd = m_state.nextOffset == m_state.endOffset;
        return m_records;
    }

    void eventTime(std::int32_t, std::int64_t) override { }
    std::span<const PartitionState> partitions() const override { return {&m_state, 1}; }

private:
    Log& m_log;
    PartitionState m_state;
    std::vector<Record> m_records;
};

} // namespace shoppulse::testing
