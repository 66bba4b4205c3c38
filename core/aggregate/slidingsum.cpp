// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/slidingsum.h"

#include <algorithm>

namespace shoppulse {

void SlidingSum::moveTo(std::int64_t endMs, const SliceStore& store)
{
    if (endMs == m_endMs)
        return;
    if (endMs < m_endMs || endMs >= m_endMs + m_sizeMs) {
        reset();
        m_endMs = endMs - m_sizeMs; // an empty window of no slices: all of the new one enter
    } else {
        store.forRange(m_endMs - m_sizeMs, endMs - m_sizeMs,
                       [this](std::int64_t, const Slice& slice) { subtract(slice); });
    }
    store.forRange(m_endMs, endMs, [this](std::int64_t, const Slice& slice) { add(slice); });
    m_endMs = endMs;
}

void SlidingSum::added(std::int64_t startMs, const Slice& delta)
{
    if (startMs >= m_endMs - m_sizeMs && startMs < m_endMs)
        add(delta);
}

void SlidingSum::dropped(std::int64_t timeMs)
{
    if (m_endMs - m_sizeMs < timeMs)
        m_endMs = kNoTime; // the next move starts afresh
}

void SlidingSum::reset()
{
    m_marginals = {};
    m_brands.clear();
    m_categories.clear();
}

void SlidingSum::add(const Slice& slice)
{
    m_marginals += slice.marginals();
    m_brands.add(slice.brands());
    m_categories.add(slice.categories());
}

void SlidingSum::subtract(const Slice& slice)
{
    m_marginals -= slice.marginals();
    m_brands.subtract(slice.brands());
    m_categories.subtract(slice.categories());
}

} // namespace shoppulse
