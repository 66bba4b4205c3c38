// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/keycounts.h"
#include "core/aggregate/keysketch.h"

#include <cstddef>
#include <cstdint>

namespace shoppulse {

/// Visits and purchases by id within a second: exact up to 10,000 different ids, a sketch of all of
/// them above. What it holds depends on the set of rows only, not on their order, batches or
/// merging. A value; not thread safe.
class SliceKeys {
public:
    static constexpr std::size_t kExactMost = 10'000;

    void add(std::uint64_t key, std::uint32_t visits, std::uint32_t buys)
    {
        if (!isExact()) {
            m_sketch.add(key, visits, buys);
            return;
        }
        m_exact.add(key, visits, buys);
        if (m_exact.size() > kExactMost)
            sketchAll();
    }

    /// Brings a key's place near before it is counted.
    void prefetch(std::uint64_t key) const { m_exact.prefetch(key); }

    void merge(const SliceKeys& other)
    {
        if (!other.isExact()) {
            sketchAll();
            m_sketch.add(other.m_sketch);
            return;
        }
        if (isExact())
            m_exact.reserve(other.m_exact.size());
        other.m_exact.forEach([this](const auto& e) { add(e.key, e.visits, e.buys); });
    }

    /// Gives free places back; for a slice that hardly changes any more.
    void pack() { m_exact.pack(); }

    void save(ByteWriter& out) const
    {
        out.flag(isExact());
        if (isExact())
            m_exact.save(out);
        else
            m_sketch.save(out);
    }

    void load(ByteReader& in)
    {
        if (in.flag())
            m_exact.load(in, kExactMost);
        else
            m_sketch.load(in);
    }

    [[nodiscard]] bool isExact() const { return m_sketch.cells().empty(); }
    [[nodiscard]] const KeyCounts<std::uint32_t>& exact() const { return m_exact; }
    [[nodiscard]] const KeySketch<std::uint32_t>& sketch() const { return m_sketch; }

private:
    void sketchAll()
    {
        m_exact.forEach([this](const auto& e) { m_sketch.add(e.key, e.visits, e.buys); });
        m_exact.clear();
    }

    KeyCounts<std::uint32_t> m_exact; ///< empty when there is a sketch
    KeySketch<std::uint32_t> m_sketch;
};

} // namespace shoppulse
