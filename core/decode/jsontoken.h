// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace shoppulse {

/// A text or another single value of a JSON message, as it stands there.
struct JsonToken {
    std::string_view text; ///< empty for null
    std::size_t length = 0; ///< bytes in the message, without quotes
    bool isPlain = false; ///< it is good as it stands; else nothing else here is told
    bool isAscii = true; ///< a text with other bytes may still be bad UTF-8
};

/// The text from `begin` to its closing quote; plain when nothing in it is escaped and no control
/// character stands in it. 8 bytes must be readable behind the message, of which one is below 32.
[[nodiscard]] JsonToken jsonText(const char* begin);

/// The number, true, false or null that `left` begins with.
[[nodiscard]] JsonToken jsonScalar(std::string_view left);

} // namespace shoppulse
