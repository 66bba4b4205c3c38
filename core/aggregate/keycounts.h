// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/aggregate/varint.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace shoppulse {

/// Visits and purchases by id: a flat map with open addressing and linear probing, any 64-bit key
/// (kNoId too). An entry is there while its visits are above zero, so that sums can be taken back.
/// A value; not thread safe. `N` is the type of a count: 32 bits within a second, 64 in sums.
template <class N> class KeyCounts {
public:
    struct Entry {
        std::uint64_t key = 0;
        N visits = 0; ///< all events; 0: the place is free
        N buys = 0;
    };

    void add(std::uint64_t key, N visits, N buys)
    {
        if (m_size >= m_limit)
            rehash(std::max(kFirstCapacity, std::bit_ceil(2 * m_size + 1)));
        Entry& entry = m_entries[find(key)];
        if (entry.visits == 0) {
            entry.key = key;
            ++m_size;
        }
        entry.visits += visits;
        entry.buys += buys;
    }

    template <class M> void add(const KeyCounts<M>& other)
    {
        // Before the copy: entries come in the order of their hashes and would pile up at the
        // front of a table that grows while they come.
        reserve(other.size());
        other.forEach([this](const auto& entry) { add(entry.key, entry.visits, entry.buys); });
    }

    /// Takes back what was added before.
    template <class M> void subtract(const KeyCounts<M>& other)
    {
        other.forEach([this](const auto& entry) {
            const std::size_t place = find(entry.key);
            m_entries[place].visits -= entry.visits;
            m_entries[place].buys -= entry.buys;
            if (m_entries[place].visits == 0)
                close(place);
        });
    }

    /// The counts of a key, zeros when it is not there; not for packed counts.
    [[nodiscard]] Entry get(std::uint64_t key) const
    {
        return m_entries.empty() ? Entry{} : m_entries[find(key)];
    }

    /// Brings a key's place near before it is counted.
    void prefetch(std::uint64_t key) const
    {
        if (!m_entries.empty())
            __builtin_prefetch(&m_entries[home(key)], 1);
    }

    /// Room for `keys` different keys without growing; never less than for those that are there.
    void reserve(std::size_t keys)
    {
        keys = std::max(keys, m_size);
        if (keys > m_limit)
            rehash(std::max(kFirstCapacity, std::bit_ceil(keys * 2)));
    }

    void clear() { *this = {}; }

    /// Makes it small; for counts that are kept and hardly change any more. The next add() makes
    /// room again; get() and subtract() are not for packed counts.
    void pack()
    {
        if (m_entries.empty())
            return;
        std::erase_if(m_entries, [](const Entry& entry) { return entry.visits == 0; });
        m_packed = packedEntries(m_entries);
        m_entries = std::vector<Entry>(); // `= {}` would keep the room
        m_limit = 0;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }

    template <class Visit> void forEach(Visit&& visit) const
    {
        for (const Entry& entry : m_entries)
            if (entry.visits != 0)
                visit(entry);
        unpack(m_packed, visit);
    }

    void save(ByteWriter& out) const
    {
        out.number(m_size);
        if (m_entries.empty()) {
            out.block(m_packed);
            return;
        }
        std::vector<Entry> entries;
        entries.reserve(m_size);
        forEach([&](const Entry& entry) { entries.push_back(entry); });
        out.block(packedEntries(entries));
    }

    /// Reads packed counts of at most `most` keys.
    void load(ByteReader& in, std::size_t most)
    {
        clear();
        const std::uint64_t size = in.number(most);
        const std::span<const std::uint8_t> packed = in.block();
        if (!arePacked(packed, size)) {
            in.fail();
            return;
        }
        m_packed.assign(packed.begin(), packed.end());
        m_size = static_cast<std::size_t>(size);
    }

private:
    static constexpr std::size_t kFirstCapacity = 16;

    /// What unpack() trusts: `size` entries in the order of their keys, each with visits.
    [[nodiscard]] static bool arePacked(std::span<const std::uint8_t> packed, std::uint64_t size)
    {
        ByteReader in(packed);
        std::uint64_t before = 0;
        for (std::uint64_t i = 0; i < size; ++i) {
            const std::uint64_t step = in.number();
            const std::uint64_t visits = in.number(std::numeric_limits<N>::max());
            const std::uint64_t buys = in.number(visits);
            static_cast<void>(buys);
            const bool ascends = before + step > before || (i == 0 && step == 0);
            if (!in.ok() || visits == 0 || !ascends)
                return false;
            before += step;
        }
        return in.finished();
    }

    [[nodiscard]] std::size_t home(std::uint64_t key) const
    {
        return static_cast<std::size_t>((key * 0x9E37'79B9'7F4A'7C15U) >> m_shift);
    }

    /// The key's place, or the free place where it belongs.
    [[nodiscard]] std::size_t find(std::uint64_t key) const
    {
        const std::size_t mask = m_entries.size() - 1;
        std::size_t place = home(key);
        while (m_entries[place].visits != 0 && m_entries[place].key != key)
            place = (place + 1) & mask;
        return place;
    }

    /// Frees a place and moves up those behind it that belong further in front.
    void close(std::size_t hole)
    {
        const std::size_t mask = m_entries.size() - 1;
        m_entries[hole] = {};
        for (std::size_t i = (hole + 1) & mask; m_entries[i].visits != 0; i = (i + 1) & mask) {
            if (((i - home(m_entries[i].key)) & mask) < ((i - hole) & mask))
                continue;
            m_entries[hole] = std::exchange(m_entries[i], Entry{});
            hole = i;
        }
        --m_size;
    }

    void rehash(std::size_t capacity)
    {
        std::vector<Entry> old(capacity);
        old.swap(m_entries);
        const std::vector<std::uint8_t> packed = std::exchange(m_packed, {});
        m_shift = 64 - std::countr_zero(capacity);
        m_limit = capacity / 2;
        for (const Entry& entry : old)
            if (entry.visits != 0)
                m_entries[find(entry.key)] = entry;
        unpack(packed, [this](const Entry& entry) { m_entries[find(entry.key)] = entry; });
    }

    /// Sorts the entries; a key is written as its distance to the one before.
    static std::vector<std::uint8_t> packedEntries(std::vector<Entry>& entries)
    {
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.key < b.key; });
        std::vector<std::uint8_t> packed;
        std::uint64_t before = 0;
        for (const Entry& entry : entries) {
            appendVarint(packed, entry.key - before);
            appendVarint(packed, entry.visits);
            appendVarint(packed, entry.buys);
            before = entry.key;
        }
        packed.shrink_to_fit();
        return packed;
    }

    template <class Visit>
    static void unpack(const std::vector<std::uint8_t>& packed, Visit&& visit)
    {
        Entry entry;
        for (const std::uint8_t* at = packed.data(); at != packed.data() + packed.size();) {
            entry.key += takeVarint(at);
            entry.visits = static_cast<N>(takeVarint(at));
            entry.buys = static_cast<N>(takeVarint(at));
            visit(std::as_const(entry));
        }
    }

    std::vector<Entry> m_entries; ///< size a power of two; empty when packed
    std::vector<std::uint8_t> m_packed;
    std::size_t m_size = 0;
    std::size_t m_limit = 0;
    int m_shift = 0;
};

} // namespace shoppulse
