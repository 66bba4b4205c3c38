// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/eventcodes.h"

#include "core/decode/provincename.h"

namespace shoppulse {

std::optional<std::uint16_t> EventCodes::cell(const CodeTexts& texts) const
{
    const std::uint8_t action = m_action.find(texts.action);
    if (action == kNoAction)
        return std::nullopt;
    std::uint8_t province = m_province.empty() ? kProvinceUnknown : m_province.find(texts.province);
    if (province == kProvinceUnknown)
        province = provinceFromName(texts.province);
    return cellOf(m_gender.find(texts.gender), m_age.find(texts.age), action, province);
}

} // namespace shoppulse
