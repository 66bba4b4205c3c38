// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shoppulse {

/// The character that a text begins with.
struct Utf8Char {
    char32_t code = 0;
    std::size_t length = 0; ///< its bytes; 0: the text does not begin with valid UTF-8
};

/// Reads the first character of `text`; of length 0 for an empty or an invalid beginning
/// (overlong forms, surrogates and cut characters are invalid).
[[nodiscard]] Utf8Char firstUtf8Char(std::string_view text);

} // namespace shoppulse
