// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/recentseconds.h"

#include <algorithm>
#include <numeric>

namespace shoppulse {

RecentSeconds::RecentSeconds(const SliceStore& store, std::int64_t firstMs, std::int64_t endMs)
    : m_startMs(std::max(firstMs, endMs - kMost * kSliceMs))
{
    if (m_startMs >= endMs) {
        m_startMs = endMs;
        return;
    }
    m_seconds.resize(static_cast<std::size_t>((endMs - m_startMs) / kSliceMs));
    store.forRange(m_startMs, endMs, [this](std::int64_t start, const Slice& slice) {
        Actions& actions = m_seconds[static_cast<std::size_t>((start - m_startMs) / kSliceMs)];
        std::transform(slice.marginals().actions.begin(), slice.marginals().actions.end(),
                       actions.begin(), [](std::uint64_t n) { return std::uint32_t(n); });
    });
}

std::array<std::uint64_t, kActions> RecentSeconds::sum(std::int64_t fromMs, std::int64_t toMs) const
{
    std::array<std::uint64_t, kActions> sums{};
    for (std::int64_t ms = std::max(fromMs, m_startMs); ms < std::min(toMs, endMs());
         ms += kSliceMs) {
        const Actions& actions = m_seconds[static_cast<std::size_t>((ms - m_startMs) / kSliceMs)];
        for (std::size_t i = 0; i < kActions; ++i)
            sums[i] += actions[i];
    }
    return sums;
}

std::uint64_t RecentSeconds::visits(std::int64_t fromMs, std::int64_t toMs) const
{
    const auto sums = sum(fromMs, toMs);
    return std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
}

} // namespace shoppulse
