// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/outbox.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace shoppulse {

bool supersedes(const ResultRecord& a, const ResultRecord& b)
{
    return std::tuple(a.version, a.revision, a.isFinal)
        > std::tuple(b.version, b.revision, b.isFinal);
}

std::size_t Outbox::KeyHash::operator()(const Key& key) const
{
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15; // spreads neighbouring seconds
    const auto start = static_cast<std::uint64_t>(key.startMs);
    const auto window = static_cast<std::uint64_t>(key.windowMs);
    const auto metric = static_cast<std::uint64_t>(key.metric);
    return ((start * kOdd ^ window) * kOdd ^ metric) * kOdd;
}

Outbox::Key Outbox::keyOf(const ResultRecord& record)
{
    return {record.metric, record.windowMs, record.startMs};
}

void Outbox::put(const ResultRecord& record, std::uint64_t sequence)
{
    const auto [place, isNew] = m_places.try_emplace(keyOf(record), m_entries.end());
    if (isNew) {
        place->second = m_entries.insert(m_entries.end(), Entry{record, sequence});
        return;
    }
    Entry& entry = *place->second;
    if (!supersedes(record, entry.record))
        return;
    entry.record = record;
    entry.sequence = sequence;
    entry.changed = entry.taken;
}

std::vector<ResultRecord> Outbox::take(std::size_t most)
{
    std::vector<ResultRecord> batch;
    batch.reserve(std::min(most, m_entries.size()));
    for (auto it = m_entries.begin(); it != m_entries.end() && batch.size() < most; ++it) {
        it->taken = true;
        batch.push_back(it->record);
        m_taken.push_back(it);
    }
    return batch;
}

void Outbox::acknowledge()
{
    for (const Entries::iterator it : m_taken) {
        if (it->changed) {
            it->taken = it->changed = false;
            m_entries.splice(m_entries.end(), m_entries, it);
        } else {
            m_places.erase(keyOf(it->record));
            m_entries.erase(it);
        }
    }
    m_taken.clear();
}

void Outbox::giveBack()
{
    for (const Entries::iterator it : m_taken)
        it->taken = it->changed = false;
    m_taken.clear();
}

bool Outbox::dropOldestFinal()
{
    const auto it = std::ranges::find_if(
        m_entries, [](const Entry& entry) { return entry.record.isFinal && !entry.taken; });
    if (it == m_entries.end())
        return false;
    m_places.erase(keyOf(it->record));
    m_entries.erase(it);
    return true;
}

std::uint64_t Outbox::firstSequence() const
{
    std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
    for (const Entry& entry : m_entries)
        first = std::min(first, entry.sequence);
    return first;
}

bool Outbox::contains(const ResultRecord& record) const
{
    return m_places.contains(keyOf(record));
}

} // namespace shoppulse
