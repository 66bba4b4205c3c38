// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace shoppulse {

/// Reads event times as they stand in a field: ISO 8601 (date and time; without an offset it is
/// the zone's local time), seconds or milliseconds since 1970, whole or with decimals. Immutable.
class EventTimeReader {
public:
    /// `zone` is an IANA name that exists; else std::runtime_error.
    explicit EventTimeReader(const std::string& zone);

    /// Epoch milliseconds, from 1970 to 9999; none for what is not a time. Parts of a millisecond
    /// are cut off.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text) const;

private:
    const date::time_zone* m_zone;
};

} // namespace shoppulse
