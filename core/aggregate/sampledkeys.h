// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keycounts.h"
#include "core/aggregate/ranking.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace shoppulse {

/// Counts by id, estimated from drawn rows (Horvitz and Thompson 1952): each stands for as many as
/// its second had for one that was drawn. Exact where all rows were drawn. A value.
class SampledKeys {
public:
    /// How much one of `drawn` rows out of `rows` counts.
    [[nodiscard]] static std::uint64_t weightOf(std::uint64_t rows, std::uint64_t drawn)
    {
        return (rows * kOne + drawn / 2) / drawn;
    }

    void add(std::uint64_t key, std::uint64_t weight, bool isBuy)
    {
        m_counts.add(key, weight, isBuy ? weight : 0);
        m_heaviest = std::max(m_heaviest, weight);
    }

    /// `total`: of all ids, known exactly. An error is exceeded with a chance of one in a million.
    [[nodiscard]] TopRanked top(bool buys, std::uint64_t total, std::size_t most) const;

private:
    static constexpr std::uint64_t kOne = 256; ///< weights are in parts of it

    KeyCounts<std::uint64_t> m_counts; ///< sums of weights
    std::uint64_t m_heaviest = kOne;
};

} // namespace shoppulse
