// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/marginals.h"
#include "core/aggregate/rowsample.h"
#include "core/aggregate/slicekeys.h"
#include "core/aggregate/visitorsketch.h"
#include "core/decode/event.h"

#include <cstdint>

namespace shoppulse {

/// All that is counted of one second of event time: a dense cube over the small dimensions, and
/// beside it the brands, the categories, the visitors and a sample of the rows. One owner at a
/// time: the worker that fills it, then, sealed, the merger.
class Slice {
public:
    /// `lot`: drawn by the row's place in the topic.
    void add(const Event& event, std::uint32_t lot)
    {
        const std::uint32_t buy = actionOf(event.cell) == static_cast<std::size_t>(Action::Buy);
        ++m_cube[event.cell];
        m_brands.add(event.brand, 1, buy);
        m_categories.add(event.category, 1, buy);
        if (event.user != kNoId)
            m_visitors.add(event.user);
        m_sample.add({lot, event.cell, event.brand, event.category});
    }

    /// Brings the event's places near before it is counted.
    void prefetch(const Event& event) const
    {
        m_brands.prefetch(event.brand);
        m_categories.prefetch(event.category);
    }

    /// Works out the marginals; no add() after it.
    void seal()
    {
        m_marginals = Marginals::of(m_cube);
        m_rowSums = rowSumsOf(m_cube);
        m_sample.trim();
    }

    /// Adds another sealed slice of the same second to this sealed one.
    void merge(const Slice& other)
    {
        for (std::size_t cell = 0; cell < kCells; ++cell)
            m_cube[cell] += other.m_cube[cell];
        m_brands.merge(other.m_brands);
        m_categories.merge(other.m_categories);
        m_visitors.merge(other.m_visitors);
        m_sample.merge(other.m_sample);
        m_marginals += other.m_marginals;
        for (std::size_t row = 0; row < kCubeRows; ++row)
            m_rowSums[row] += other.m_rowSums[row];
    }

    /// A sealed slice as bytes: a cell takes two or three, one that counts nothing none.
    void save(ByteWriter& out) const;
    /// Reads and seals one.
    void load(ByteReader& in);

    /// Gives free places back; for a slice that hardly changes any more.
    void pack()
    {
        m_brands.pack();
        m_categories.pack();
        m_visitors.pack();
        m_sample.pack();
    }

    [[nodiscard]] const Cube& cube() const { return m_cube; }
    [[nodiscard]] const SliceKeys& brands() const { return m_brands; }
    [[nodiscard]] const SliceKeys& categories() const { return m_categories; }
    [[nodiscard]] const RowSample& sample() const { return m_sample; }
    [[nodiscard]] const VisitorSketch& visitors() const { return m_visitors; }
    [[nodiscard]] const Marginals& marginals() const { return m_marginals; } ///< when sealed
    [[nodiscard]] const CubeRowSums& rowSums() const { return m_rowSums; } ///< when sealed

private:
    Cube m_cube{};
    SliceKeys m_brands;
    SliceKeys m_categories;
    VisitorSketch m_visitors;
    RowSample m_sample;
    Marginals m_marginals;
    CubeRowSums m_rowSums{};
};

} // namespace shoppulse
