// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/slidingvisitors.h"

#include <algorithm>

namespace shoppulse {

void SlidingVisitors::moveTo(std::int64_t endMs, const SliceStore& store)
{
    if (endMs == m_endMs)
        return;
    const std::int64_t startMs = endMs - m_sizeMs;
    // Young slices cannot leave one by one: then the middle moves to the end.
    if (endMs < m_endMs || m_endMs <= startMs || m_oldestYoungMs < startMs) {
        rebuild(endMs, store);
        return;
    }
    while (!m_old.empty() && m_old.back().startMs < startMs)
        m_old.pop_back();
    store.forRange(m_endMs, endMs, [this](std::int64_t start, const Slice& slice) {
        m_young.merge(slice.visitors());
        m_oldestYoungMs = std::min(m_oldestYoungMs, start);
    });
    m_endMs = endMs;
}

void SlidingVisitors::added(std::int64_t startMs, const Slice& delta, bool isNew)
{
    if (startMs >= m_endMs || startMs < m_endMs - m_sizeMs)
        return;
    if (startMs >= m_middleMs) {
        m_young.merge(delta.visitors());
        m_oldestYoungMs = std::min(m_oldestYoungMs, startMs);
        return;
    }
    if (isNew) { // there is no union that begins with it
        m_endMs = kNoTime;
        return;
    }
    for (Suffix& suffix : m_old)
        if (suffix.startMs <= startMs)
            suffix.visitors.merge(delta.visitors());
}

VisitorSketch SlidingVisitors::visitors() const
{
    VisitorSketch all = m_young;
    if (!m_old.empty())
        all.merge(m_old.back().visitors);
    return all;
}

void SlidingVisitors::rebuild(std::int64_t endMs, const SliceStore& store)
{
    m_old.clear();
    m_young = {};
    m_oldestYoungMs = kEndOfTime;
    m_middleMs = endMs;
    m_endMs = endMs;
    const SliceStore::Slices& slices = store.slices();
    VisitorSketch sum;
    auto it = slices.lower_bound(endMs);
    while (it != slices.begin()) {
        --it;
        if (it->first < endMs - m_sizeMs)
            break;
        sum.merge(it->second.slice->visitors());
        m_old.push_back({it->first, sum});
    }
}

} // namespace shoppulse
