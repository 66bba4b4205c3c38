// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"

#include <cstdint>
#include <vector>

namespace shoppulse {

/// How many different visitors there are: exact up to 1,024 of them, a HyperLogLog of 2^14
/// registers above. What it holds depends on the set of visitors only, not on the order, the
/// repetitions or the merging. A value; not thread safe.
///
/// The estimate is the improved raw estimator of O. Ertl, "New cardinality estimation algorithms
/// for HyperLogLog sketches", arXiv:1702.01284 (2017), algorithm 6: no bias correction tables, good
/// at every size.
class VisitorSketch {
public:
    static constexpr std::size_t kExactMost = 1'024;

    /// `hash`: 64 well mixed bits of the visitor's spelling; not kNoId.
    void add(std::uint64_t hash);
    void merge(const VisitorSketch& other);

    /// Gives free places back; the next add() makes room again.
    void pack();

    [[nodiscard]] std::uint64_t estimate() const;
    /// Relative standard error of estimate(): 0 while exact.
    [[nodiscard]] double relativeError() const;
    [[nodiscard]] bool empty() const { return m_count == 0 && m_registers.empty(); }

    void save(ByteWriter& out) const;
    void load(ByteReader& in);

private:
    static constexpr int kPrecision = 14;
    static constexpr std::size_t kRegisters = std::size_t{1} << kPrecision;
    static constexpr int kLargest = 64 - kPrecision; ///< a register holds 0 .. kLargest + 1

    void addExact(std::uint64_t hash);
    void addDense(std::uint64_t hash);
    void growExact();
    void makeDense();

    std::vector<std::uint64_t> m_exact; ///< open addressing, a power of two, free: kNoId; or packed
    std::size_t m_count = 0; ///< in m_exact
    std::vector<std::uint8_t> m_registers; ///< empty while exact
};

} // namespace shoppulse
