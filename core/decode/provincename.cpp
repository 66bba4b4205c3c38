// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/provincename.h"

#include "core/profile/dimensions.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace shoppulse {

namespace {

/// No two provinces share their first two characters, which are 6 bytes in UTF-8.
constexpr std::size_t kPrefixBytes = 6;
constexpr unsigned kSlotBits = 7;

constexpr std::uint64_t prefixOf(std::string_view name)
{
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
        std::uint32_t low = 0;
        std::uint16_t high = 0;
        std::memcpy(&low, name.data(), sizeof low);
        std::memcpy(&high, name.data() + sizeof low, sizeof high);
        return low | static_cast<std::uint64_t>(high) << 32U;
    }
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < kPrefixBytes; ++i)
        prefix |= static_cast<std::uint64_t>(static_cast<unsigned char>(name[i])) << (8 * i);
    return prefix;
}

constexpr std::size_t slotOf(std::uint64_t prefix, std::uint64_t multiplier)
{
    return static_cast<std::size_t>(prefix * multiplier >> (64 - kSlotBits));
}

/// Provinces by the hash of their prefix, no two in one slot; the rest is unknown.
struct PrefixTable {
    std::uint64_t multiplier = 0;
    std::array<std::uint8_t, 1U << kSlotBits> provinces{};
    std::array<std::uint64_t, kProvinceUnknown> prefixes{}; ///< by province

    constexpr bool fill()
    {
        provinces.fill(kProvinceUnknown);
        for (std::uint8_t i = 0; i < kProvinceUnknown; ++i) {
            prefixes[i] = prefixOf(kProvinceIds[i]);
            std::uint8_t& slot = provinces[slotOf(prefixes[i], multiplier)];
            if (slot != kProvinceUnknown)
                return false;
            slot = i;
        }
        return true;
    }
};

constexpr PrefixTable makePrefixTable()
{
    PrefixTable table;
    table.multiplier = 0x9e3779b97f4a7c15U;
    while (!table.fill())
        table.multiplier = table.multiplier * 6364136223846793005U + 1442695040888963406U;
    return table;
}

constexpr PrefixTable kPrefixTable = makePrefixTable();

constexpr std::array<std::string_view, 4> kMunicipalities{"北京", "天津", "上海", "重庆"};

/// Whether `suffix` makes the long spelling of the province with this short name.
bool isSuffixOf(std::string_view suffix, std::string_view shortName)
{
    if (shortName == "香港" || shortName == "澳门")
        return suffix == "特别行政区";
    if (shortName == "内蒙古" || shortName == "西藏")
        return suffix == "自治区";
    if (shortName == "广西")
        return suffix == "壮族自治区" || suffix == "自治区";
    if (shortName == "宁夏")
        return suffix == "回族自治区" || suffix == "自治区";
    if (shortName == "新疆")
        return suffix == "维吾尔自治区" || suffix == "自治区";
    if (std::ranges::find(kMunicipalities, shortName) != kMunicipalities.end())
        return suffix == "市";
    return suffix == "省";
}

} // namespace

std::uint8_t provinceFromName(std::string_view name)
{
    if (name.size() < kPrefixBytes)
        return kProvinceUnknown;
    const std::uint64_t prefix = prefixOf(name);
    const std::uint8_t province = kPrefixTable.provinces[slotOf(prefix, kPrefixTable.multiplier)];
    if (province == kProvinceUnknown || kPrefixTable.prefixes[province] != prefix)
        return kProvinceUnknown;
    const std::string_view shortName = kProvinceIds[province];
    if (name.size() == kPrefixBytes && shortName.size() == kPrefixBytes)
        return province;
    if (!name.starts_with(shortName))
        return kProvinceUnknown;
    if (name.size() == shortName.size() || isSuffixOf(name.substr(shortName.size()), shortName))
        return province;
    return kProvinceUnknown;
}

} // namespace shoppulse
