// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keycounts.h"
#include "core/decode/event.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shoppulse {

/// An id and its count, in a ranking.
struct Ranked {
    std::uint64_t key = 0;
    std::uint64_t count = 0;
};

/// "unknown" for kNoId, else the number.
[[nodiscard]] inline std::string keyText(std::uint64_t key)
{
    return key == kNoId ? "unknown" : std::to_string(key);
}

/// Picks the greatest counts above zero out of many; of equal ones the smaller number comes first,
/// unknown last.
class TopList {
public:
    explicit TopList(std::size_t most)
        : m_most(most)
    {
        m_heap.reserve(most + 1);
    }

    /// Each key once.
    void offer(std::uint64_t key, std::uint64_t count)
    {
        const Ranked candidate{key, count};
        if (count == 0 || (m_heap.size() == m_most && !before(candidate, m_heap.front())))
            return;
        m_heap.push_back(candidate);
        std::push_heap(m_heap.begin(), m_heap.end(), before);
        if (m_heap.size() <= m_most)
            return;
        std::pop_heap(m_heap.begin(), m_heap.end(), before);
        m_heap.pop_back();
    }

    /// The greatest first.
    [[nodiscard]] std::vector<Ranked> take()
    {
        std::sort_heap(m_heap.begin(), m_heap.end(), before);
        return std::move(m_heap);
    }

private:
    static bool before(const Ranked& a, const Ranked& b)
    {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    }

    const std::size_t m_most;
    std::vector<Ranked> m_heap; ///< the last of the top in front
};

/// The `most` greatest counts. `buys`: by purchases instead of all events.
[[nodiscard]] inline std::vector<Ranked> topRanked(const KeyCounts<std::uint64_t>& counts,
                                                   bool buys, std::size_t most)
{
    TopList list(most);
    counts.forEach(
        [&](const auto& entry) { list.offer(entry.key, buys ? entry.buys : entry.visits); });
    return list.take();
}

/// A ranking: top and other make the total.
struct TopRanked {
    std::vector<Ranked> top;
    std::uint64_t other = 0;
    /// Set when the counts of the top are estimates: none is off by more.
    std::optional<std::uint64_t> error;
};

} // namespace shoppulse
