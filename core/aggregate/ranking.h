// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keycounts.h"
#include "core/decode/event.h"

#include <algorithm>
#include <cstdint>
#include <string>
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

/// The `most` greatest counts above zero, the greatest first; of equal ones the smaller number
/// first, unknown last. `buys`: by purchases instead of all events.
[[nodiscard]] inline std::vector<Ranked> topRanked(const KeyCounts<std::uint64_t>& counts,
                                                   bool buys, std::size_t most)
{
    const auto before = [](const Ranked& a, const Ranked& b) {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    };
    std::vector<Ranked> top; // a heap with the last of the top in front
    top.reserve(most + 1);
    counts.forEach([&](const auto& entry) {
        const Ranked candidate{entry.key, buys ? entry.buys : entry.visits};
        if (candidate.count == 0 || (top.size() == most && !before(candidate, top.front())))
            return;
        top.push_back(candidate);
        std::push_heap(top.begin(), top.end(), before);
        if (top.size() <= most)
            return;
        std::pop_heap(top.begin(), top.end(), before);
        top.pop_back();
    });
    std::sort_heap(top.begin(), top.end(), before);
    return top;
}

} // namespace shoppulse
