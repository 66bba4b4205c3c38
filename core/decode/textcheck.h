// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"

#include <optional>
#include <string_view>

namespace shoppulse {

/// What is wrong with the bytes of a row before its format is looked at: empty, a NUL, not valid
/// UTF-8, judged in this order.
[[nodiscard]] std::optional<Undecodable> textFault(std::string_view row);

/// Takes the first line off `rest` and returns it without its \n or \r\n; a last line may end
/// without. `rest` is not empty.
[[nodiscard]] std::string_view takeLine(std::string_view& rest);

} // namespace shoppulse
