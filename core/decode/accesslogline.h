// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace shoppulse {

/// The parts of a combined log line that say who did what; views into it.
struct AccessLogLine {
    std::string_view address;
    std::string_view method;
    std::string_view path; ///< with its query
};

/// Reads `address ident user [time] "request" status bytes "referer" "agent"`; further fields may
/// follow. None when the line is not of this form.
[[nodiscard]] std::optional<AccessLogLine> parseAccessLogLine(std::string_view line);

} // namespace shoppulse
