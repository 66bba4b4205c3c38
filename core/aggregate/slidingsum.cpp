// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/slidingsum.h"

#include <algorithm>

namespace shoppulse {

void SlidingSum::moveTo(std::int64_t endMs, const SliceStore& store)
{
    if (endMs != m_endMs) {
        if (endMs < m_endMs || endMs >= m_endMs + m_sizeMs) {
            reset();
            m_endMs = endMs - m_sizeMs; // an empty window of no slices: all of the new one enter
        } else {
            store.forRange(m_endMs - m_sizeMs, endMs - m_sizeMs,
                           [this](std::int64_t, const Slice& slice) { subtract(slice); });
        }
        store.forRange(m_endMs, endMs,
                       [this](std::int64_t, const Slice& slice) { add(slice, slice); });
        m_endMs = endMs;
        m_candidatesStale = true;
    }
    if (m_candidatesStale)
        findCandidates(store);
}

void SlidingSum::added(const MergedDelta& merged)
{
    if (merged.startMs < m_endMs - m_sizeMs || merged.startMs >= m_endMs)
        return;
    m_candidatesStale = true;
    if (merged.turned)
        m_endMs = kNoTime; // what was counted exactly is to be taken back from a sketch
    else
        add(merged.delta, merged.slice);
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

void SlidingSum::add(const Slice& part, const Slice& slice)
{
    m_marginals += part.marginals();
    m_brands.add(part.brands(), !slice.brands().isExact());
    m_categories.add(part.categories(), !slice.categories().isExact());
}

void SlidingSum::subtract(const Slice& slice)
{
    m_marginals -= slice.marginals();
    m_brands.subtract(slice.brands());
    m_categories.subtract(slice.categories());
}

/// An id that many rows have is among the sampled ones: a share of p is missed by a sample of n
/// rows with the chance (1 - p)^n.
void SlidingSum::findCandidates(const SliceStore& store)
{
    constexpr std::uint32_t kShare = 2; // of a sample; all of them would be twice the work
    m_candidatesStale = false;
    KeyCounts<std::uint64_t> brands;
    KeyCounts<std::uint64_t> categories;
    store.forRange(m_endMs - m_sizeMs, m_endMs, [&](std::int64_t, const Slice& slice) {
        const bool ofBrands = !slice.brands().isExact();
        const bool ofCategories = !slice.categories().isExact();
        if (!ofBrands && !ofCategories)
            return;
        const std::uint32_t most = slice.sample().highestLot() / kShare;
        for (const SampledRow& row : slice.sample().rows()) {
            if (row.lot > most)
                continue;
            if (ofBrands)
                brands.add(row.brand, 1, 0);
            if (ofCategories)
                categories.add(row.category, 1, 0);
        }
    });
    m_brands.setCandidates(std::move(brands));
    m_categories.setCandidates(std::move(categories));
}

} // namespace shoppulse
