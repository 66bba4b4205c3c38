// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <vector>

namespace shoppulse {

/// Whether `a` is the newer value of the same key: a higher version, or, of the same input, what
/// was settled since (a silent stream turns a partial window final without a further message).
[[nodiscard]] bool supersedes(const ResultRecord& a, const ResultRecord& b);

/// Results waiting to be written: the newest value a key, in order of first arrival. Not thread
/// safe; its owner locks.
class Outbox {
public:
    /// Adds the record or replaces the waiting one of its key; an older or equal one is ignored.
    /// `sequence`: of the commit that keeps this value; 0 when nothing is kept.
    void put(const ResultRecord& record, std::uint64_t sequence = 0);

    /// Copies of the first `most` records; they stay here as taken until settled.
    [[nodiscard]] std::vector<ResultRecord> take(std::size_t most);
    /// The taken records were written: they leave, except where a newer value came meanwhile.
    void acknowledge();
    /// The taken records were not written: they wait in their old places.
    void giveBack();

    /// Gives up the oldest final window that is not taken. False: there is none.
    bool dropOldestFinal();

    /// The least of the waiting values; the greatest number when none waits.
    [[nodiscard]] std::uint64_t firstSequence() const;

    [[nodiscard]] bool contains(const ResultRecord& record) const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }

private:
    struct Key {
        Metric metric;
        std::int64_t windowMs;
        std::int64_t startMs;

        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        ResultRecord record;
        std::uint64_t sequence = 0;
        bool taken = false;
        bool changed = false; ///< since it was taken
    };
    using Entries = std::list<Entry>;

    static Key keyOf(const ResultRecord& record);

    Entries m_entries;
    std::unordered_map<Key, Entries::iterator, KeyHash> m_places;
    std::vector<Entries::iterator> m_taken;
};

} // namespace shoppulse
