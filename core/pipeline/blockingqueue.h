// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace shoppulse {

/// A bounded queue whose writers wait when it is full: nothing is lost, the pressure goes back to
/// the source. Any number of writers and readers. (What may be lost has other types: SnapshotHub
/// keeps the newest, UndecodableLog drops the oldest.)
template <class T> class BlockingQueue {
public:
    explicit BlockingQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// Waits for room. False when the queue is closed: the item is not taken.
    bool push(T item)
    {
        std::unique_lock lock(m_mutex);
        m_roomOrClosed.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed)
            return false;
        m_items.push_back(std::move(item));
        lock.unlock();
        m_itemOrClosed.notify_one();
        return true;
    }

    /// The oldest item; empty when none came within `wait`, or when closed and drained.
    std::optional<T> pop(std::chrono::milliseconds wait)
    {
        std::unique_lock lock(m_mutex);
        m_itemOrClosed.wait_for(lock, wait, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        lock.unlock();
        m_roomOrClosed.notify_one();
        return item;
    }

    /// Wakes all who wait; what is in it can still be taken out.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_roomOrClosed.notify_all();
        m_itemOrClosed.notify_all();
    }

    /// Closed, and nothing is left.
    [[nodiscard]] bool drained() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed && m_items.empty();
    }

    /// 0 empty .. 1 full.
    [[nodiscard]] double fill() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<double>(m_items.size()) / static_cast<double>(m_capacity);
    }

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_roomOrClosed;
    std::condition_variable m_itemOrClosed;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace shoppulse
