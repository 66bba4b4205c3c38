// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace shoppulse {

/// Whether a password, in lower case, is among the first that a guesser tries: on the list of
/// common ones, or one common word with only digits and signs around it.
[[nodiscard]] bool isCommonPassword(std::string_view lowered);

} // namespace shoppulse
