// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/accesslogline.h"

#include <algorithm>
#include <cstddef>

namespace shoppulse {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes `literal` off the beginning of `rest`.
bool take(std::string_view& rest, std::string_view literal)
{
    if (!rest.starts_with(literal))
        return false;
    rest.remove_prefix(literal.size());
    return true;
}

/// Takes what stands before `end`, and `end` itself; none without `end` or when nothing does.
std::optional<std::string_view> takeUntil(std::string_view& rest, std::string_view end)
{
    const std::size_t at = rest.find(end);
    if (at == std::string_view::npos || at == 0)
        return std::nullopt;
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(at + end.size());
    return taken;
}

/// Takes a text in quotes; a quote inside is written \".
std::optional<std::string_view> takeQuoted(std::string_view& rest)
{
    if (!take(rest, "\""))
        return std::nullopt;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '\\') {
            ++i;
        } else if (rest[i] == '"') {
            const std::string_view text = rest.substr(0, i);
            rest.remove_prefix(i + 1);
            return text;
        }
    }
    return std::nullopt;
}

/// 10/Oct/2000:13:55:36 -0700
bool isLogTime(std::string_view time)
{
    constexpr std::string_view kForm = "00/aaa/0000:00:00:00 +0000";
    return std::ranges::equal(time, kForm, [](char c, char form) {
        switch (form) {
        case '0':
            return isDigit(c);
        case 'a':
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        case '+':
            return c == '+' || c == '-';
        default:
            return c == form;
        }
    });
}

bool isStatus(std::string_view text)
{
    return text.size() == 3 && std::ranges::all_of(text, isDigit);
}

bool isSize(std::string_view text)
{
    return text == "-" || std::ranges::all_of(text, isDigit);
}

} // namespace

std::optional<AccessLogLine> parseAccessLogLine(std::string_view line)
{
    const auto address = takeUntil(line, " ");
    const auto ident = address ? takeUntil(line, " ") : std::nullopt;
    const auto user = ident ? takeUntil(line, " [") : std::nullopt; // may have spaces
    const auto time = user ? takeUntil(line, "] ") : std::nullopt;
    if (!time || !isLogTime(*time))
        return std::nullopt;
    auto request = takeQuoted(line);
    if (!request || !take(line, " "))
        return std::nullopt;
    const auto status = takeUntil(line, " ");
    const auto size = status ? takeUntil(line, " ") : std::nullopt;
    if (!size || !isStatus(*status) || !isSize(*size))
        return std::nullopt;
    if (!takeQuoted(line) || !take(line, " ") || !takeQuoted(line))
        return std::nullopt;
    if (!line.empty() && line.front() != ' ')
        return std::nullopt;

    const auto method = takeUntil(*request, " ");
    const std::string_view path = request->substr(0, request->find(' '));
    if (!method || path.empty())
        return std::nullopt;
    return AccessLogLine{*address, *method, path};
}

} // namespace shoppulse
