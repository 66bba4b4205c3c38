// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keycounts.h"
#include "core/aggregate/keysketch.h"
#include "core/aggregate/ranking.h"
#include "core/aggregate/slicekeys.h"

#include <cstdint>

namespace shoppulse {

/// Visits and purchases by id in a window: the sum of its slices' exact counts and the sum of its
/// slices' sketches. Rankings are exact while no slice has a sketch. One thread.
class WindowKeys {
public:
    /// `sketched`: the slice that these belong to holds a sketch, so they go into the sketch.
    void add(const SliceKeys& keys, bool sketched);
    /// Takes a slice back, as it is now.
    void subtract(const SliceKeys& slice);
    void clear() { *this = {}; }

    [[nodiscard]] bool isExact() const { return m_sketch.empty(); }
    /// The ids that may be in the top beside those of the exact counts; a sketch has no ids.
    void setCandidates(KeyCounts<std::uint64_t> keys) { m_candidates = std::move(keys); }

    /// The `most` greatest counts; `total`: of all ids.
    [[nodiscard]] TopRanked top(bool buys, std::uint64_t total, std::size_t most) const;

private:
    [[nodiscard]] TopRanked estimatedTop(bool buys, std::size_t most) const;

    KeyCounts<std::uint64_t> m_exact;
    KeySketch<std::uint64_t> m_sketch;
    KeyCounts<std::uint64_t> m_candidates; ///< a set
};

} // namespace shoppulse
