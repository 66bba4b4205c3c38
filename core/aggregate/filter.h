// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/dimensions.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shoppulse {

inline constexpr std::array<Dimension, 4> kFilterDimensions{Dimension::Gender, Dimension::Age,
                                                            Dimension::Action, Dimension::Province};

/// Which events are looked at: those of some categories in each dimension; at first of all. A
/// value.
class Filter {
public:
    /// Takes only these categories of a dimension: ids separated by commas. False, and nothing is
    /// changed, when one is unknown.
    [[nodiscard]] bool choose(Dimension dimension, std::string_view ids);

    /// `category`: its index.
    [[nodiscard]] bool has(Dimension dimension, std::size_t category) const
    {
        return (m_chosen[static_cast<std::size_t>(dimension)] >> category & 1U) != 0;
    }
    [[nodiscard]] bool hasAll(Dimension dimension) const
    {
        const auto index = static_cast<std::size_t>(dimension);
        return m_chosen[index] == kAll[index];
    }
    [[nodiscard]] bool accepts(std::size_t cell) const
    {
        return has(Dimension::Gender, genderOf(cell)) && has(Dimension::Age, ageOf(cell))
            && has(Dimension::Action, actionOf(cell)) && has(Dimension::Province, provinceOf(cell));
    }

    friend bool operator==(const Filter&, const Filter&) = default;

private:
    using Sets = std::array<std::uint64_t, kFilterDimensions.size()>; ///< a bit a category
    static constexpr Sets kAll{(1ULL << kGenders) - 1, (1ULL << kAges) - 1, (1ULL << kActions) - 1,
                               (1ULL << kProvinces) - 1};

    Sets m_chosen = kAll;
};

/// "gender", "age", "action", "province": what a dimension is called in filters.
[[nodiscard]] std::string_view dimensionId(Dimension dimension);

/// "gender=female age=25-29,30-34"; empty for a filter that lets all pass.
[[nodiscard]] std::string filterText(const Filter& filter);

} // namespace shoppulse
