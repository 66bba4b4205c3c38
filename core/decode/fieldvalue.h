// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Values of single fields, the same in every format.
namespace shoppulse {

/// A decimal number without sign that fits; else kNoId.
[[nodiscard]] std::uint64_t idFromText(std::string_view text);

/// The same for text after which 8 bytes from its start are readable (its own included): up to
/// 8 digits in one step.
[[nodiscard]] std::uint64_t idFromPaddedText(std::string_view text);

/// Hash of a user's spelling; kNoId for an empty one and NULL.
[[nodiscard]] std::uint64_t userFromText(std::string_view text);

} // namespace shoppulse
