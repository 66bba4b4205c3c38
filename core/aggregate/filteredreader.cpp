// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/filteredreader.h"

#include "core/aggregate/eventtime.h"

namespace shoppulse {
namespace {

constexpr auto kBuy = static_cast<std::size_t>(Action::Buy);

/// Adds the count of a row of the cube to all sums but the provinces'.
void addRow(Marginals& sums, std::size_t row, std::uint64_t count)
{
    const std::size_t cell = row * kProvinces;
    sums.genders[genderOf(cell)] += count;
    sums.actions[actionOf(cell)] += count;
    if (actionOf(cell) != kBuy)
        return;
    sums.genderBuys[genderOf(cell)] += count;
    sums.ageBuys[ageOf(cell)] += count;
}

} // namespace

FilteredReader::FilteredReader(const SliceHistory& history, const Filter& filter)
    : m_history(history)
{
    for (std::size_t row = 0; row < kCubeRows; ++row) {
        const std::size_t cell = row * kProvinces;
        if (filter.has(Dimension::Gender, genderOf(cell)) && filter.has(Dimension::Age, ageOf(cell))
            && filter.has(Dimension::Action, actionOf(cell)))
            m_rows.push_back(row);
    }
    for (std::size_t cell = 0; cell < kCells; ++cell)
        m_accepted[cell] = filter.accepts(cell);
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < kProvinces; ++i)
        (filter.has(Dimension::Province, i) ? m_provinces : others).push_back(i);
    if (others.size() < m_provinces.size()) {
        m_provinces.swap(others);
        m_provincesPass = false;
    }
}

FilteredReader::Series FilteredReader::series(std::int64_t fromMs, std::int64_t toMs) const
{
    std::vector<RecentSeconds::Actions> seconds(
        static_cast<std::size_t>((toMs - fromMs) / kSliceMs));
    std::array<std::uint64_t, kCubeRows> sums{};
    for (const auto& [startMs, slice] : m_history.range(fromMs, toMs)) {
        auto& actions = seconds[static_cast<std::size_t>((startMs - fromMs) / kSliceMs)];
        for (const std::size_t row : m_rows) {
            const std::uint32_t count = rowSum(*slice, row);
            actions[actionOf(row * kProvinces)] += count;
            sums[row] += count;
        }
    }
    Series series{RecentSeconds(fromMs, std::move(seconds)), {}};
    for (const std::size_t row : m_rows)
        addRow(series.sums, row, sums[row]);
    return series;
}

Marginals FilteredReader::sums(std::int64_t fromMs, std::int64_t toMs) const
{
    std::array<std::uint64_t, kCells> cells{};
    for (const auto& [startMs, slice] : m_history.range(fromMs, toMs))
        for (std::size_t cell = 0; cell < kCells; ++cell)
            cells[cell] += slice->cube()[cell];
    Marginals sums;
    for (const std::size_t row : m_rows) {
        std::uint64_t total = 0;
        for (std::size_t province = 0; province < kProvinces; ++province) {
            const std::size_t cell = row * kProvinces + province;
            if (!m_accepted[cell])
                continue;
            const std::uint64_t count = cells[cell];
            total += count;
            sums.provinces[province] += count;
            if (actionOf(row * kProvinces) == kBuy)
                sums.provinceBuys[province] += count;
        }
        addRow(sums, row, total);
    }
    return sums;
}

FilteredReader::Keys FilteredReader::keys(std::int64_t fromMs, std::int64_t toMs) const
{
    Keys keys;
    for (const auto& [startMs, slice] : m_history.range(fromMs, toMs)) {
        const auto& rows = slice->sample().rows();
        const std::uint64_t weight =
            SampledKeys::weightOf(slice->marginals().visits(), rows.size());
        for (const SampledRow& row : rows) {
            if (!m_accepted[row.cell])
                continue;
            const bool isBuy = actionOf(row.cell) == kBuy;
            keys.brands.add(row.brand, weight, isBuy);
            keys.categories.add(row.category, weight, isBuy);
        }
    }
    return keys;
}

std::uint32_t FilteredReader::rowSum(const Slice& slice, std::size_t row) const
{
    const std::uint32_t* cells = slice.cube().data() + row * kProvinces;
    std::uint32_t sum = 0;
    for (const std::size_t province : m_provinces)
        sum += cells[province];
    return m_provincesPass ? sum : slice.rowSums()[row] - sum;
}

} // namespace shoppulse
