// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/filter.h"
#include "core/aggregate/marginals.h"
#include "core/aggregate/recentseconds.h"
#include "core/aggregate/sampledkeys.h"
#include "core/aggregate/slicehistory.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shoppulse {

/// Reads counts under a filter off the seconds that are held: all are sums over the cells that
/// pass. Rankings come from the drawn rows, exact while no second of the window has more rows than
/// are drawn. Times are whole seconds, epoch ms, half open. Any thread; the history outlives it.
class FilteredReader {
public:
    /// Every second, and their sums; the sums' provinces are left at zero.
    struct Series {
        RecentSeconds seconds;
        Marginals sums;
    };

    FilteredReader(const SliceHistory& history, const Filter& filter);

    [[nodiscard]] Series series(std::int64_t fromMs, std::int64_t toMs) const;
    /// Provinces too; for windows of a minute or so.
    [[nodiscard]] Marginals sums(std::int64_t fromMs, std::int64_t toMs) const;

    struct Keys {
        SampledKeys brands;
        SampledKeys categories;
    };
    [[nodiscard]] Keys keys(std::int64_t fromMs, std::int64_t toMs) const;

private:
    [[nodiscard]] std::uint32_t rowSum(const Slice& slice, std::size_t row) const;

    const SliceHistory& m_history;
    std::array<bool, kCells> m_accepted{};
    std::vector<std::size_t> m_rows; ///< of the cube: gender, age and action that pass
    /// Those that pass, or, when they are fewer, those that do not.
    std::vector<std::size_t> m_provinces;
    bool m_provincesPass = true;
};

} // namespace shoppulse
