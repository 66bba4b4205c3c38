// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/keyestimates.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace shoppulse {

KeyEstimates::KeyEstimates(const KeySketch<std::uint64_t>& sketch, bool buys)
    : m_sketch(sketch)
    , m_buys(buys)
{
    using Sketch = KeySketch<std::uint64_t>;
    if (sketch.cells().empty())
        return;
    std::vector<std::uint64_t> row(Sketch::kWidth);
    for (std::size_t i = 0; i < Sketch::kRows; ++i) {
        for (std::size_t place = 0; place < Sketch::kWidth; ++place)
            row[place] = cell(i * Sketch::kWidth + place);
        const auto median = row.begin() + Sketch::kWidth / 2;
        const auto high = row.end() - Sketch::kWidth / 32;
        std::nth_element(row.begin(), high, row.end());
        std::nth_element(row.begin(), median, high);
        m_medians[i] = *median;
        m_error = std::max({m_error, *median, *high - *median});
    }
}

std::uint64_t KeyEstimates::count(std::uint64_t key) const
{
    if (m_sketch.cells().empty())
        return 0;
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    const auto places = KeySketch<std::uint64_t>::places(key);
    for (std::size_t row = 0; row < places.size(); ++row) {
        const std::uint64_t found = cell(places[row]);
        least = std::min(least, found - std::min(found, m_medians[row]));
    }
    return least;
}

std::uint64_t KeyEstimates::cell(std::size_t place) const
{
    const auto& found = m_sketch.cells()[place];
    return m_buys ? found.buys : found.visits;
}

} // namespace shoppulse
