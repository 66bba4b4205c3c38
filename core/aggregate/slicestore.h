// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"
#include "core/aggregate/eventtime.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>

namespace shoppulse {

/// The seconds that hold events, in order of time; what every window is worked out from. Seconds
/// without events take no room. One thread (the merger's).
class SliceStore {
public:
    using Slices = std::map<std::int64_t, std::unique_ptr<Slice>>; ///< by start

    /// Takes a delta over; true when its second is new here.
    bool merge(SliceDelta delta)
    {
        const auto [place, isNew] = m_slices.try_emplace(delta.startMs);
        if (isNew)
            place->second = std::move(delta.slice);
        else
            place->second->merge(*delta.slice);
        return isNew;
    }

    [[nodiscard]] const Slice* find(std::int64_t startMs) const
    {
        const auto found = m_slices.find(startMs);
        return found == m_slices.end() ? nullptr : found->second.get();
    }

    /// Calls visit(startMs, slice) for the slices in [fromMs, toMs), oldest first.
    template <class Visit>
    void forRange(std::int64_t fromMs, std::int64_t toMs, Visit&& visit) const
    {
        for (auto it = m_slices.lower_bound(fromMs); it != m_slices.end() && it->first < toMs; ++it)
            visit(it->first, *it->second);
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
        m_slices.erase(m_slices.begin(), m_slices.upper_bound(timeMs - kSliceMs));
    }

    /// Packs the slices that start before `timeMs` and were not when this was called before.
    void packBefore(std::int64_t timeMs)
    {
        for (auto it = m_slices.lower_bound(m_packedMs); it != m_slices.end() && it->first < timeMs;
             ++it)
            it->second->pack();
        m_packedMs = std::max(m_packedMs, timeMs);
    }

    [[nodiscard]] const Slices& slices() const { return m_slices; }
    [[nodiscard]] bool empty() const { return m_slices.empty(); }

private:
    Slices m_slices;
    std::int64_t m_packedMs = kNoTime;
};

} // namespace shoppulse
