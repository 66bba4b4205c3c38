// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/profile/dimensions.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace shoppulse {

/// A row of the input that was drawn by lot.
struct SampledRow {
    std::uint32_t lot = 0; ///< drawn by the row's place in the topic
    std::uint16_t cell = 0; ///< cellOf()
    std::uint64_t brand = 0;
    std::uint64_t category = 0;

    friend auto operator<=>(const SampledRow&, const SampledRow&) = default;
};

/// Rows drawn by lot, each with the same chance: all rows while they are few, else those with the
/// smallest lots (bottom-k sampling; Cohen and Kaplan 2007). Which rows are held depends on the set
/// of rows only, not on their order, batches or merging. A value; not thread safe.
class RowSample {
public:
    static constexpr std::size_t kMost = 1'024;

    void add(const SampledRow& row)
    {
        if (row.lot > m_highest)
            return;
        m_rows.push_back(row);
        if (m_rows.size() == 2 * kMost)
            trim();
    }

    void merge(const RowSample& other)
    {
        for (const SampledRow& row : other.m_rows)
            add(row);
        trim();
    }

    /// Lets go what is beyond the most; to be called after the last add().
    void trim()
    {
        if (m_rows.size() <= kMost)
            return;
        const auto last = m_rows.begin() + kMost - 1;
        std::nth_element(m_rows.begin(), last, m_rows.end());
        m_highest = last->lot;
        m_rows.erase(last + 1, m_rows.end());
    }

    /// Gives free places back.
    void pack() { m_rows.shrink_to_fit(); }

    /// When trimmed.
    void save(ByteWriter& out) const
    {
        out.number(m_highest);
        out.number(m_rows.size());
        for (const SampledRow& row : m_rows) {
            out.number(row.lot);
            out.number(row.cell);
            out.number(row.brand);
            out.number(row.category);
        }
    }

    void load(ByteReader& in)
    {
        m_highest =
            static_cast<std::uint32_t>(in.number(std::numeric_limits<std::uint32_t>::max()));
        m_rows.resize(in.count(kMost));
        for (SampledRow& row : m_rows) {
            row.lot = static_cast<std::uint32_t>(in.number(m_highest));
            row.cell = static_cast<std::uint16_t>(in.number(kCells - 1));
            row.brand = in.number();
            row.category = in.number();
        }
    }

    /// In no order; when trimmed.
    [[nodiscard]] const std::vector<SampledRow>& rows() const { return m_rows; }
    /// Rows with a greater lot are not held.
    [[nodiscard]] std::uint32_t highestLot() const { return m_highest; }

private:
    std::vector<SampledRow> m_rows;
    std::uint32_t m_highest = std::numeric_limits<std::uint32_t>::max();
};

} // namespace shoppulse
