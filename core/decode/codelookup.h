// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace shoppulse {

/// A profile's code table made ready for the hot path: codes of one character by a table of 256,
/// longer ones by a map. A value; reading is safe from any thread.
class CodeLookup {
public:
    /// `otherwise` is the answer for every text that is not in the table.
    CodeLookup(const CodeTable& table, std::uint8_t otherwise);

    [[nodiscard]] std::uint8_t find(std::string_view text) const
    {
        if (text.size() == 1)
            return m_single[static_cast<unsigned char>(text.front())];
        return m_longer.empty() ? m_otherwise : findLonger(text);
    }
    [[nodiscard]] bool empty() const { return m_empty; }

private:
    [[nodiscard]] std::uint8_t findLonger(std::string_view text) const;

    std::array<std::uint8_t, 256> m_single;
    std::map<std::string, std::uint8_t, std::less<>> m_longer;
    std::uint8_t m_otherwise;
    bool m_empty;
};

} // namespace shoppulse
