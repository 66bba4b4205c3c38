// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/slicestore.h"
#include "core/aggregate/windowkeys.h"

#include <cstdint>

namespace shoppulse {

/// The counts of a window that slides over the store: what enters is added, what leaves is taken
/// back, so that a slide costs two slices whatever the window's size. One thread.
class SlidingSum {
public:
    /// `sizeMs`: whole seconds.
    explicit SlidingSum(std::int64_t sizeMs)
        : m_sizeMs(sizeMs)
    {
    }

    /// Makes this the sums of [endMs - size, endMs). Cheap when endMs is a little after the last
    /// one; the slices of the last window must still be in the store, or invalidate() be called.
    void moveTo(std::int64_t endMs, const SliceStore& store);

    /// A delta was merged into the store.
    void added(const MergedDelta& merged);

    /// The store lost slices before `timeMs`.
    void dropped(std::int64_t timeMs);

    [[nodiscard]] const Marginals& marginals() const { return m_marginals; }
    [[nodiscard]] const WindowKeys& brands() const { return m_brands; }
    [[nodiscard]] const WindowKeys& categories() const { return m_categories; }

private:
    void reset();
    /// `slice`: the whole that `part` belongs to; it decides where the part's ids are counted.
    void add(const Slice& part, const Slice& slice);
    void subtract(const Slice& slice);
    void findCandidates(const SliceStore& store);

    const std::int64_t m_sizeMs;
    std::int64_t m_endMs = kNoTime;
    Marginals m_marginals;
    WindowKeys m_brands;
    WindowKeys m_categories;
    bool m_candidatesStale = false;
};

} // namespace shoppulse
