// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/profile/dimensions.h"

#include <array>
#include <cstdint>
#include <span>

namespace shoppulse {

using Cube = std::array<std::uint32_t, kCells>; ///< events by cellOf()

/// Rows of a cube: the provinces of one gender, age and action.
inline constexpr std::size_t kCubeRows = kCells / kProvinces;
using CubeRowSums = std::array<std::uint32_t, kCubeRows>;
[[nodiscard]] CubeRowSums rowSumsOf(const Cube& cube);

/// The sums over a cube that results are made of: all events and purchases by one dimension each.
/// A value; sums can be taken back.
struct Marginals {
    std::array<std::uint64_t, kGenders> genders{};
    std::array<std::uint64_t, kActions> actions{};
    std::array<std::uint64_t, kProvinces> provinces{};
    std::array<std::uint64_t, kGenders> genderBuys{};
    std::array<std::uint64_t, kAges> ageBuys{};
    std::array<std::uint64_t, kProvinces> provinceBuys{};

    [[nodiscard]] static Marginals of(const Cube& cube);

    Marginals& operator+=(const Marginals& other);
    Marginals& operator-=(const Marginals& other);

    void save(ByteWriter& out) const;
    void load(ByteReader& in);

    [[nodiscard]] std::uint64_t visits() const;
    [[nodiscard]] std::uint64_t count(Action action) const
    {
        return actions[static_cast<std::size_t>(action)];
    }
    [[nodiscard]] std::uint64_t buys() const { return count(Action::Buy); }
};

} // namespace shoppulse
