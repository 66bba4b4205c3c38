// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/windowkeys.h"

#include "core/aggregate/keyestimates.h"

#include <algorithm>

namespace shoppulse {
namespace {

/// So many of the exact counts' ids are tried in the top of counts that are partly sketched.
constexpr std::size_t kExactTried = 1'024;

} // namespace

void WindowKeys::add(const SliceKeys& keys, bool sketched)
{
    if (!sketched) {
        m_exact.add(keys.exact());
        return;
    }
    m_sketch.add(keys.sketch());
    keys.exact().forEach([this](const auto& e) { m_sketch.add(e.key, e.visits, e.buys); });
}

void WindowKeys::subtract(const SliceKeys& slice)
{
    m_exact.subtract(slice.exact());
    m_sketch.subtract(slice.sketch());
}

TopRanked WindowKeys::top(bool buys, std::uint64_t total, std::size_t most) const
{
    TopRanked found =
        isExact() ? TopRanked{topRanked(m_exact, buys, most), 0, {}} : estimatedTop(buys, most);
    found.other = total;
    for (Ranked& item : found.top) {
        item.count = std::min(item.count, found.other); // estimates may be above all that there is
        found.other -= item.count;
    }
    return found;
}

TopRanked WindowKeys::estimatedTop(bool buys, std::size_t most) const
{
    const KeyEstimates estimates(m_sketch, buys);
    TopList list(most);
    m_candidates.forEach([&](const auto& candidate) {
        const auto exact = m_exact.get(candidate.key);
        list.offer(candidate.key,
                   (buys ? exact.buys : exact.visits) + estimates.count(candidate.key));
    });
    for (const Ranked& exact : topRanked(m_exact, buys, kExactTried))
        if (m_candidates.get(exact.key).visits == 0)
            list.offer(exact.key, exact.count + estimates.count(exact.key));
    return {list.take(), 0, estimates.error()};
}

} // namespace shoppulse
