// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/filter.h"

#include <algorithm>

namespace shoppulse {

bool Filter::choose(Dimension dimension, std::string_view ids)
{
    const auto known = idsOf(dimension);
    std::uint64_t chosen = 0;
    while (true) {
        const std::size_t comma = std::min(ids.find(','), ids.size());
        const auto found = std::find(known.begin(), known.end(), ids.substr(0, comma));
        if (found == known.end())
            return false;
        chosen |= std::uint64_t{1} << (found - known.begin());
        if (comma == ids.size())
            break;
        ids.remove_prefix(comma + 1);
    }
    m_chosen[static_cast<std::size_t>(dimension)] = chosen;
    return true;
}

std::string_view dimensionId(Dimension dimension)
{
    constexpr std::array<std::string_view, kFilterDimensions.size()> kIds{"gender", "age", "action",
                                                                          "province"};
    return kIds[static_cast<std::size_t>(dimension)];
}

std::string filterText(const Filter& filter)
{
    std::string text;
    for (const Dimension dimension : kFilterDimensions) {
        if (filter.hasAll(dimension))
            continue;
        text += text.empty() ? "" : " ";
        text += dimensionId(dimension);
        char separator = '=';
        const auto ids = idsOf(dimension);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (!filter.has(dimension, i))
                continue;
            text += separator;
            text += ids[i];
            separator = ',';
        }
    }
    return text;
}

} // namespace shoppulse
