// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"
#include "core/aggregate/eventtime.h"
#include "core/aggregate/slicehistory.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>

namespace shoppulse {

/// A delta that has come into the store.
struct MergedDelta {
    std::int64_t startMs;
    const Slice& delta;
    const Slice& slice; ///< with the delta; the same object when the second is new
    bool isNew;
    bool turned; ///< exact counts of the slice became a sketch
};

/// The seconds that hold events, in order of time; what every window is worked out from. Seconds
/// without events take no room. One thread (the merger's).
class SliceStore {
public:
    /// A slice that is shared is never changed again: a copy takes its place first.
    struct Held {
        std::shared_ptr<Slice> slice;
        bool shared = false;
        bool unsaved = true; ///< has changed since takeUnsaved() gave it
    };
    using Slices = std::map<std::int64_t, Held>; ///< by start

    /// Takes a delta over. What is returned lives as long as the delta and the slice.
    MergedDelta merge(SliceDelta& delta)
    {
        const Slice& added = *delta.slice;
        const auto [place, isNew] = m_slices.try_emplace(delta.startMs);
        m_history.reset();
        if (isNew) {
            place->second.slice = std::move(delta.slice);
            return {delta.startMs, added, added, true, false};
        }
        place->second.unsaved = true;
        Slice& slice = changeable(place->second);
        const bool brandsExact = slice.brands().isExact();
        const bool categoriesExact = slice.categories().isExact();
        slice.merge(added);
        if (delta.startMs < m_packedMs)
            slice.pack();
        const bool turned = brandsExact != slice.brands().isExact()
            || categoriesExact != slice.categories().isExact();
        return {delta.startMs, added, slice, false, turned};
    }

    [[nodiscard]] const Slice* find(std::int64_t startMs) const
    {
        const auto found = m_slices.find(startMs);
        return found == m_slices.end() ? nullptr : found->second.slice.get();
    }

    /// Calls visit(startMs, slice) for the slices in [fromMs, toMs), oldest first.
    template <class Visit>
    void forRange(std::int64_t fromMs, std::int64_t toMs, Visit&& visit) const
    {
        for (auto it = m_slices.lower_bound(fromMs); it != m_slices.end() && it->first < toMs; ++it)
            visit(it->first, *it->second.slice);
    }

    /// The first end, from `endMs` on, of a window of `sizeMs` that holds a slice; kEndOfTime when
    /// there is none. Skips what is empty, however long.
    [[nodiscard]] std::int64_t nextEnd(std::int64_t endMs, std::int64_t sizeMs) const
    {
        const auto next = m_slices.lower_bound(endMs - sizeMs);
        if (next == m_slices.end())
            return kEndOfTime;
        return endMs > next->first ? endMs : next->first + kSliceMs;
    }

    /// Forgets the slices that end at or before `timeMs`.
    void dropBefore(std::int64_t timeMs)
    {
        const auto end = m_slices.upper_bound(timeMs - kSliceMs);
        if (m_slices.begin() == end)
            return;
        m_slices.erase(m_slices.begin(), end);
        m_history.reset();
    }

    /// Packs the slices that start before `timeMs` and were not when this was called before.
    void packBefore(std::int64_t timeMs)
    {
        for (auto it = m_slices.lower_bound(m_packedMs); it != m_slices.end() && it->first < timeMs;
             ++it) {
            changeable(it->second).pack();
            m_history.reset();
        }
        m_packedMs = std::max(m_packedMs, timeMs);
    }

    /// All seconds as they are now; the same object until something changes.
    [[nodiscard]] SliceHistoryPtr share()
    {
        if (m_history)
            return m_history;
        std::vector<SliceHistory::Second> seconds;
        seconds.reserve(m_slices.size());
        for (auto& [startMs, held] : m_slices) {
            held.shared = true;
            seconds.push_back({startMs, held.slice});
        }
        m_history = std::make_shared<const SliceHistory>(std::move(seconds));
        return m_history;
    }

    /// The seconds that have changed since this was called last.
    [[nodiscard]] std::vector<SliceHistory::Second> takeUnsaved()
    {
        std::vector<SliceHistory::Second> seconds;
        for (auto& [startMs, held] : m_slices) {
            if (!held.unsaved)
                continue;
            held.shared = true;
            held.unsaved = false;
            seconds.push_back({startMs, held.slice});
        }
        return seconds;
    }

    /// Puts saved seconds, oldest first, into an empty store.
    void restore(std::vector<SliceHistory::Second> seconds)
    {
        for (SliceHistory::Second& second : seconds) {
            const std::shared_ptr<Slice> slice = std::const_pointer_cast<Slice>(second.slice);
            m_slices.emplace_hint(m_slices.end(), second.startMs, Held{slice, true, false});
        }
        m_history.reset();
    }

    [[nodiscard]] const Slices& slices() const { return m_slices; }
    [[nodiscard]] bool empty() const { return m_slices.empty(); }

private:
    static Slice& changeable(Held& held)
    {
        if (held.shared)
            held = {std::make_shared<Slice>(*held.slice), false, held.unsaved};
        return *held.slice;
    }

    Slices m_slices;
    SliceHistoryPtr m_history; ///< null when something has changed since
    std::int64_t m_packedMs = kNoTime;
};

} // namespace shoppulse
