// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keysketch.h"

#include <array>
#include <cstdint>

namespace shoppulse {

/// Reads counts of single keys off a sketch. What the other keys put into a cell is taken for the
/// median of the cells in its row; the smallest of a key's four rows counts. Made for one reading;
/// the sketch outlives it.
///
/// An estimate is never below the true count by more than error(), and above it by more with a
/// chance of one in a million: 1/32 of the cells in each of four rows lie beyond.
class KeyEstimates {
public:
    /// `buys`: purchases instead of all events.
    KeyEstimates(const KeySketch<std::uint64_t>& sketch, bool buys);

    [[nodiscard]] std::uint64_t count(std::uint64_t key) const;
    [[nodiscard]] std::uint64_t error() const { return m_error; }

private:
    [[nodiscard]] std::uint64_t cell(std::size_t place) const;

    const KeySketch<std::uint64_t>& m_sketch;
    const bool m_buys;
    std::array<std::uint64_t, KeySketch<std::uint64_t>::kRows> m_medians{};
    std::uint64_t m_error = 0;
};

} // namespace shoppulse
