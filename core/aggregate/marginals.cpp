// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/marginals.h"

#include <numeric>

namespace shoppulse {
namespace {

template <std::size_t N>
void addTo(std::array<std::uint64_t, N>& sum, const std::array<std::uint64_t, N>& more)
{
    for (std::size_t i = 0; i < N; ++i)
        sum[i] += more[i];
}

template <std::size_t N>
void takeFrom(std::array<std::uint64_t, N>& sum, const std::array<std::uint64_t, N>& less)
{
    for (std::size_t i = 0; i < N; ++i)
        sum[i] -= less[i];
}

} // namespace

CubeRowSums rowSumsOf(const Cube& cube)
{
    CubeRowSums sums;
    for (std::size_t row = 0; row < kCubeRows; ++row) {
        const auto cells = cube.begin() + row * kProvinces;
        sums[row] = std::accumulate(cells, cells + kProvinces, std::uint32_t{0});
    }
    return sums;
}

Marginals Marginals::of(const Cube& cube)
{
    constexpr auto kBuy = static_cast<std::size_t>(Action::Buy);
    Marginals sums;
    const std::uint32_t* row = cube.data(); // the provinces of one gender, age and action
    for (std::size_t gender = 0; gender < kGenders; ++gender) {
        for (std::size_t age = 0; age < kAges; ++age) {
            for (std::size_t action = 0; action < kActions; ++action, row += kProvinces) {
                std::uint64_t total = 0;
                for (std::size_t province = 0; province < kProvinces; ++province) {
                    total += row[province];
                    sums.provinces[province] += row[province];
                }
                sums.genders[gender] += total;
                sums.actions[action] += total;
                if (action != kBuy)
                    continue;
                sums.genderBuys[gender] += total;
                sums.ageBuys[age] += total;
                for (std::size_t province = 0; province < kProvinces; ++province)
                    sums.provinceBuys[province] += row[province];
            }
        }
    }
    return sums;
}

Marginals& Marginals::operator+=(const Marginals& other)
{
    addTo(genders, other.genders);
    addTo(actions, other.actions);
    addTo(provinces, other.provinces);
    addTo(genderBuys, other.genderBuys);
    addTo(ageBuys, other.ageBuys);
    addTo(provinceBuys, other.provinceBuys);
    return *this;
}

Marginals& Marginals::operator-=(const Marginals& other)
{
    takeFrom(genders, other.genders);
    takeFrom(actions, other.actions);
    takeFrom(provinces, other.provinces);
    takeFrom(genderBuys, other.genderBuys);
    takeFrom(ageBuys, other.ageBuys);
    takeFrom(provinceBuys, other.provinceBuys);
    return *this;
}

void Marginals::save(ByteWriter& out) const
{
    const auto saveAll = [&out](const auto&... sums) {
        const auto one = [&out](std::span<const std::uint64_t> counts) {
            for (const std::uint64_t count : counts)
                out.number(count);
        };
        (one(sums), ...);
    };
    saveAll(genders, actions, provinces, genderBuys, ageBuys, provinceBuys);
}

void Marginals::load(ByteReader& in)
{
    const auto loadAll = [&in](auto&... sums) {
        const auto one = [&in](std::span<std::uint64_t> counts) {
            for (std::uint64_t& count : counts)
                count = in.number();
        };
        (one(sums), ...);
    };
    loadAll(genders, actions, provinces, genderBuys, ageBuys, provinceBuys);
}

std::uint64_t Marginals::visits() const
{
    return std::accumulate(actions.begin(), actions.end(), std::uint64_t{0});
}

} // namespace shoppulse
