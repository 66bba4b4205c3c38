// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace shoppulse {

/// A line typed at the terminal, not shown while it is typed. Nothing when standard input is no
/// terminal or at its end, or when the program is interrupted. Blocks.
[[nodiscard]] std::optional<std::string> promptedLine(const std::string& prompt);

} // namespace shoppulse
