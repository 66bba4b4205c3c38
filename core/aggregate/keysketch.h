// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/aggregate/mixedbits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace shoppulse {

/// Counts of any number of keys in a room of fixed size: a count-min sketch (Cormode and
/// Muthukrishnan 2005), four rows of 2,048 cells. Each key has a cell in each row, which it shares
/// with others. Every cell is a plain sum: order and batches do not matter, sketches can be added
/// and taken back like counts. A value; takes no room before the first add(). `N` as in KeyCounts.
template <class N> class KeySketch {
public:
    static constexpr std::size_t kRows = 4;
    static constexpr std::size_t kWidth = 2'048;

    struct Cell {
        N visits = 0;
        N buys = 0;
    };

    /// The places of a key's cells, one in each row.
    [[nodiscard]] static std::array<std::size_t, kRows> places(std::uint64_t key)
    {
        constexpr int kBits = 11;
        static_assert(kWidth == 1U << kBits);
        std::array<std::size_t, kRows> places;
        std::uint64_t bits = mixedBits(key);
        for (std::size_t row = 0; row < kRows; ++row, bits >>= kBits)
            places[row] = row * kWidth + bits % kWidth;
        return places;
    }

    void add(std::uint64_t key, N visits, N buys)
    {
        m_cells.resize(kRows * kWidth);
        for (const std::size_t place : places(key)) {
            m_cells[place].visits += visits;
            m_cells[place].buys += buys;
        }
    }

    template <class M> void add(const KeySketch<M>& other)
    {
        m_cells.resize(kRows * kWidth);
        for (std::size_t i = 0; i < other.cells().size(); ++i) {
            m_cells[i].visits += other.cells()[i].visits;
            m_cells[i].buys += other.cells()[i].buys;
        }
    }

    /// Takes back what was added before.
    template <class M> void subtract(const KeySketch<M>& other)
    {
        for (std::size_t i = 0; i < other.cells().size(); ++i) {
            m_cells[i].visits -= other.cells()[i].visits;
            m_cells[i].buys -= other.cells()[i].buys;
        }
    }

    /// Nothing is counted.
    [[nodiscard]] bool empty() const
    {
        const auto row = std::span(m_cells).first(std::min(kWidth, m_cells.size()));
        return std::all_of(row.begin(), row.end(), [](const Cell& c) { return c.visits == 0; });
    }

    /// Row by row; none before the first add().
    [[nodiscard]] const std::vector<Cell>& cells() const { return m_cells; }

    void save(ByteWriter& out) const
    {
        for (const Cell& cell : m_cells) {
            out.number(cell.visits);
            out.number(cell.buys);
        }
    }

    /// Reads one that counts something.
    void load(ByteReader& in)
    {
        m_cells.resize(kRows * kWidth);
        for (Cell& cell : m_cells) {
            cell.visits = static_cast<N>(in.number(std::numeric_limits<N>::max()));
            cell.buys = static_cast<N>(in.number(cell.visits));
        }
    }

private:
    std::vector<Cell> m_cells;
};

} // namespace shoppulse
