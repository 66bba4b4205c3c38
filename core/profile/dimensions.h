// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The low-cardinality dimensions of an event and their stable ids. Ids are the same in every
/// language and in every output; labels come from the profile.
namespace shoppulse {

enum class Dimension : std::uint8_t { Gender, Age, Action, Province };

inline constexpr std::array<std::string_view, 3> kGenderIds{"female", "male", "unknown"};
inline constexpr std::array<std::string_view, 8> kAgeIds{"u18",   "18-24", "25-29", "30-34",
                                                         "35-39", "40-49", "50+",   "unknown"};
inline constexpr std::array<std::string_view, 4> kActionIds{"pv", "cart", "buy", "fav"};
/// 34 provinces by their short Chinese names in the order of GB/T 2260, then unknown.
inline constexpr std::array<std::string_view, 35> kProvinceIds{
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海",
    "江苏", "浙江", "安徽", "福建", "江西",   "山东", "河南", "湖北",   "湖南",
    "广东", "广西", "海南", "重庆", "四川",   "贵州", "云南", "西藏",   "陕西",
    "甘肃", "青海", "宁夏", "新疆", "台湾",   "香港", "澳门", "unknown"};

inline constexpr std::size_t kGenders = kGenderIds.size();
inline constexpr std::size_t kAges = kAgeIds.size();
inline constexpr std::size_t kActions = kActionIds.size();
inline constexpr std::size_t kProvinces = kProvinceIds.size();
/// Cells of one slice's cube: every combination of the four dimensions.
inline constexpr std::size_t kCells = kGenders * kAges * kActions * kProvinces;

inline constexpr std::uint8_t kGenderUnknown = kGenders - 1;
inline constexpr std::uint8_t kAgeUnknown = kAges - 1;
inline constexpr std::uint8_t kProvinceUnknown = kProvinces - 1;

enum class Action : std::uint8_t { Pv, Cart, Buy, Fav };

/// A cell's place in the cube; province varies fastest.
[[nodiscard]] constexpr std::uint16_t cellOf(std::size_t gender, std::size_t age,
                                             std::size_t action, std::size_t province)
{
    return static_cast<std::uint16_t>(((gender * kAges + age) * kActions + action) * kProvinces
                                      + province);
}

[[nodiscard]] constexpr std::size_t genderOf(std::size_t cell)
{
    return cell / (kAges * kActions * kProvinces);
}
[[nodiscard]] constexpr std::size_t ageOf(std::size_t cell)
{
    return cell / (kActions * kProvinces) % kAges;
}
[[nodiscard]] constexpr std::size_t actionOf(std::size_t cell)
{
    return cell / kProvinces % kActions;
}
[[nodiscard]] constexpr std::size_t provinceOf(std::size_t cell)
{
    return cell % kProvinces;
}

/// The stable ids of a dimension's categories, in the order of their indices.
[[nodiscard]] constexpr std::span<const std::string_view> idsOf(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Gender:
        return kGenderIds;
    case Dimension::Age:
        return kAgeIds;
    case Dimension::Action:
        return kActionIds;
    case Dimension::Province:
        break;
    }
    return kProvinceIds;
}

} // namespace shoppulse
