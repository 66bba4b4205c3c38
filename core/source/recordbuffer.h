// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/recordsource.h"

#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace shoppulse {

/// The records of one poll, their values copied side by side: a value costs less to copy than its
/// message to keep, which pins a whole fetch and is given back from far away in memory. One thread.
class RecordBuffer {
public:
    /// What fits into a processor's own cache; one that is larger still gets in.
    static constexpr std::size_t kMostRecords = 2'000;
    static constexpr std::size_t kMostBytes = 256 * 1024;

    /// Views into the buffer, until clear().
    [[nodiscard]] std::span<const Record> records() const { return m_records; }
    [[nodiscard]] bool empty() const { return m_records.empty(); }
    [[nodiscard]] bool full() const
    {
        return m_records.size() >= kMostRecords || m_used >= kMostBytes;
    }

    /// Copies the record's value.
    void add(Record record)
    {
        const std::size_t size = record.value.size();
        char* to = m_bytes.get() + m_used;
        if (size > kMostBytes - m_used) {
            m_large.push_back(std::make_unique_for_overwrite<char[]>(size));
            to = m_large.back().get();
            m_used = kMostBytes;
        } else {
            m_used += size;
        }
        if (size > 0)
            std::memcpy(to, record.value.data(), size);
        record.value = {to, size};
        m_records.push_back(record);
    }

    void clear()
    {
        m_records.clear();
        m_large.clear();
        m_used = 0;
    }

private:
    std::vector<Record> m_records;
    std::unique_ptr<char[]> m_bytes = std::make_unique_for_overwrite<char[]>(kMostBytes);
    std::size_t m_used = 0;
    std::vector<std::unique_ptr<char[]>> m_large; ///< values that did not fit
};

} // namespace shoppulse
