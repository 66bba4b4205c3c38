// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/codelookup.h"

namespace shoppulse {

CodeLookup::CodeLookup(const CodeTable& table, std::uint8_t otherwise)
    : m_otherwise(otherwise)
    , m_empty(table.codes.empty())
{
    m_single.fill(otherwise);
    for (const Code& code : table.codes) {
        if (code.text.size() == 1)
            m_single[static_cast<unsigned char>(code.text.front())] = code.category;
        else
            m_longer.emplace(code.text, code.category);
    }
}

std::uint8_t CodeLookup::findLonger(std::string_view text) const
{
    const auto found = m_longer.find(text);
    return found == m_longer.end() ? m_otherwise : found->second;
}

} // namespace shoppulse
