// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/eventtime.h"

#include <charconv>
#include <date/tz.h>

namespace shoppulse {

namespace {

using std::chrono::minutes;

constexpr std::int64_t kEndMs = 253'402'300'800'000; ///< the year 10000
/// Smaller numbers are seconds (until the year 5138), greater ones milliseconds (from 1973).
constexpr double kLeastMilliseconds = 1e11;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes exactly `digits` digits off `rest`.
std::optional<int> takeNumber(std::string_view& rest, std::size_t digits)
{
    if (rest.size() < digits)
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!isDigit(rest[i]))
            return std::nullopt;
        value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
}

bool takeOne(std::string_view& rest, std::string_view anyOf)
{
    if (rest.empty() || anyOf.find(rest.front()) == std::string_view::npos)
        return false;
    rest.remove_prefix(1);
    return true;
}

/// Digits behind a decimal sign as milliseconds; 0 when there is no sign, none without digits.
std::optional<int> takeMilliseconds(std::string_view& rest)
{
    if (!takeOne(rest, ".,"))
        return 0;
    int value = 0;
    std::size_t digits = 0;
    for (; !rest.empty() && isDigit(rest.front()); rest.remove_prefix(1)) {
        if (digits++ < 3)
            value = value * 10 + (rest.front() - '0');
    }
    if (digits == 0)
        return std::nullopt;
    for (; digits < 3; ++digits)
        value *= 10;
    return value;
}

/// Z, +08:00, +0800, +08. `rest` is not empty and must be used up.
std::optional<minutes> readOffset(std::string_view rest)
{
    if (rest == "Z" || rest == "z")
        return minutes(0);
    const bool negative = rest.front() == '-';
    if (!takeOne(rest, "+-"))
        return std::nullopt;
    const auto hours = takeNumber(rest, 2);
    std::optional<int> mins = 0;
    if (hours && !rest.empty()) {
        takeOne(rest, ":");
        mins = takeNumber(rest, 2);
    }
    if (!hours || !mins || !rest.empty() || *hours > 23 || *mins > 59)
        return std::nullopt;
    const minutes offset(*hours * 60 + *mins);
    return negative ? -offset : offset;
}

/// YYYY-MM-DD, T or a space, HH:MM, perhaps :SS and decimals; the rest is the offset.
std::optional<date::local_time<std::chrono::milliseconds>> takeDateTime(std::string_view& rest)
{
    const auto year = takeNumber(rest, 4);
    if (!year || !takeOne(rest, "-"))
        return std::nullopt;
    const auto month = takeNumber(rest, 2);
    if (!month || !takeOne(rest, "-"))
        return std::nullopt;
    const auto day = takeNumber(rest, 2);
    if (!day || !takeOne(rest, "Tt "))
        return std::nullopt;
    const auto hour = takeNumber(rest, 2);
    if (!hour || !takeOne(rest, ":"))
        return std::nullopt;
    const auto minute = takeNumber(rest, 2);
    std::optional<int> second = 0;
    if (minute && takeOne(rest, ":"))
        second = takeNumber(rest, 2);
    const auto fraction = minute && second ? takeMilliseconds(rest) : std::nullopt;
    const date::year_month_day ymd{date::year(*year), date::month(static_cast<unsigned>(*month)),
                                   date::day(static_cast<unsigned>(*day))};
    if (!fraction || !ymd.ok() || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return date::local_days(ymd) + std::chrono::hours(*hour) + minutes(*minute)
        + std::chrono::seconds(*second) + std::chrono::milliseconds(*fraction);
}

std::optional<std::int64_t> readEpoch(std::string_view text)
{
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !(value >= 0))
        return std::nullopt;
    if (value >= kLeastMilliseconds) {
        return value < static_cast<double>(kEndMs) ? std::optional(static_cast<std::int64_t>(value))
                                                   : std::nullopt;
    }
    // Decimals are read as digits: as a double 1.001 s would be 1000.9999 ms.
    if (text.find_first_of("eE") != std::string_view::npos)
        return static_cast<std::int64_t>(value * 1000);
    std::string_view rest = text.substr(std::min(text.find('.'), text.size()));
    return static_cast<std::int64_t>(value) * 1000 + takeMilliseconds(rest).value_or(0);
}

} // namespace

EventTimeReader::EventTimeReader(const std::string& zone)
    : m_zone(date::locate_zone(zone))
{
}

std::optional<std::int64_t> EventTimeReader::read(std::string_view text) const
{
    std::string_view rest = text;
    const auto local = takeDateTime(rest);
    if (!local)
        return readEpoch(text);
    std::int64_t timeMs = 0;
    if (rest.empty()) {
        timeMs = m_zone->to_sys(*local, date::choose::earliest).time_since_epoch().count();
    } else {
        const auto offset = readOffset(rest);
        if (!offset)
            return std::nullopt;
        timeMs = (local->time_since_epoch() - *offset).count();
    }
    return timeMs >= 0 && timeMs < kEndMs ? std::optional(timeMs) : std::nullopt;
}

} // namespace shoppulse
