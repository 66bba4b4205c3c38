// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/nicescale.h"

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr int kWantedSteps = 4;
constexpr int kShrinkAfter = 50; ///< ticks, 10 s
constexpr double kShrinkBelow = 0.6; ///< of the top

double niceStep(double rough)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (rough <= factor * magnitude)
            return factor * magnitude;
    return 10 * magnitude;
}

} // namespace

bool NiceScale::update(double greatest)
{
    // Counts are whole: a step under 1 would label fractions.
    const double step = std::max(1.0, niceStep(std::max(greatest, 1.0) / kWantedSteps));
    const double top = std::max(step, std::ceil(greatest / step) * step);
    if (top < m_top) {
        const bool low = greatest < kShrinkBelow * m_top;
        m_lowTicks = low ? m_lowTicks + 1 : 0;
        if (m_lowTicks < kShrinkAfter)
            return false;
    }
    m_lowTicks = 0;
    const bool changed = top != m_top || step != m_step;
    m_top = top;
    m_step = step;
    return changed;
}

int NiceScale::steps() const
{
    return static_cast<int>(std::lround(m_top / m_step));
}

} // namespace shoppulse
