// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace shoppulse {

/// The panels, in the order of their number keys; Kpis is the strip above them.
enum class PanelId { Behavior, Gender, Age, Brand, Category, Province, Kpis };

inline constexpr std::array kPanels{PanelId::Behavior, PanelId::Gender,   PanelId::Age,
                                    PanelId::Brand,    PanelId::Category, PanelId::Province};

/// As profiles, CSV and the browsers' protocol name it.
[[nodiscard]] constexpr std::string_view panelKey(PanelId id)
{
    constexpr std::array<std::string_view, 7> kKeys{"behavior", "gender",   "age", "brand",
                                                    "category", "province", "kpis"};
    return kKeys[static_cast<std::size_t>(id)];
}

[[nodiscard]] constexpr std::optional<PanelId> panelFromKey(std::string_view key)
{
    for (const PanelId id : kPanels)
        if (panelKey(id) == key)
            return id;
    return std::nullopt;
}

} // namespace shoppulse
