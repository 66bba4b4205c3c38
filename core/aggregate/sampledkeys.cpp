// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/sampledkeys.h"

#include <cmath>

namespace shoppulse {
namespace {

/// By Bernstein's inequality for rows that were drawn independently; drawing without putting back
/// errs less.
std::uint64_t errorOf(double count, double weight)
{
    constexpr double kLog = 13.8; // ln 10^6: the chance
    const double variance = count * (weight - 1);
    return static_cast<std::uint64_t>(
        std::ceil(std::sqrt(2 * kLog * variance) + 2.0 / 3.0 * kLog * weight));
}

} // namespace

TopRanked SampledKeys::top(bool buys, std::uint64_t total, std::size_t most) const
{
    TopRanked found{topRanked(m_counts, buys, most), total, {}};
    for (Ranked& item : found.top) {
        item.count = std::min((item.count + kOne / 2) / kOne, found.other);
        found.other -= item.count;
    }
    if (m_heaviest > kOne && !found.top.empty())
        found.error = errorOf(static_cast<double>(found.top.front().count),
                              static_cast<double>(m_heaviest) / kOne);
    return found;
}

} // namespace shoppulse
