// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/codelookup.h"
#include "core/decode/provincename.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace shoppulse {

/// The spellings of the four dimensions in one row.
struct CodeTexts {
    std::string_view gender;
    std::string_view age;
    std::string_view action;
    std::string_view province;
};

/// A profile's four code tables made ready. Province names are understood beside the codes.
class EventCodes {
public:
    explicit EventCodes(const Profile& profile)
        : m_gender(profile.gender, kGenderUnknown)
        , m_age(profile.age, kAgeUnknown)
        , m_action(profile.action, kNoAction)
        , m_province(profile.province, kProvinceUnknown)
    {
    }

    /// The cell of a row; none when the action is outside its table.
    [[nodiscard]] std::optional<std::uint16_t> cell(const CodeTexts& texts) const
    {
        const std::uint8_t action = m_action.find(texts.action);
        if (action == kNoAction)
            return std::nullopt;
        std::uint8_t province = kProvinceUnknown;
        if (!m_province.empty())
            province = m_province.find(texts.province);
        if (province == kProvinceUnknown)
            province = provinceFromName(texts.province);
        return cellOf(m_gender.find(texts.gender), m_age.find(texts.age), action, province);
    }

private:
    static constexpr std::uint8_t kNoAction = 0xff;

    CodeLookup m_gender;
    CodeLookup m_age;
    CodeLookup m_action;
    CodeLookup m_province;
};

} // namespace shoppulse
