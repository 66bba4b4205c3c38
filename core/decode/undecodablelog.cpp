// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/undecodablelog.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>

namespace shoppulse {

namespace {

constexpr std::size_t kExcerptBytes = 256;

/// Controls, and the marks that turn the direction of the text around them: they would let a row
/// change what a person sees beside it.
bool isControl(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f)
        || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)
        || code == 0xfeff;
}

void appendEscaped(std::string& text, std::string_view bytes)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += "\\x";
        text += kHex[byte >> 4U];
        text += kHex[byte & 0xfU];
    }
}

} // namespace

std::string_view undecodableId(Undecodable reason)
{
    constexpr std::array<std::string_view, static_cast<std::size_t>(Undecodable::Count_)> kIds{
        "empty",       "oversize",    "nul",  "utf8",       "field_count",
        "action_code", "gender_code", "json", "event_time", "access_log"};
    return kIds[static_cast<std::size_t>(reason)];
}

UndecodableLog::UndecodableLog(std::size_t capacity)
    : m_capacity(capacity)
{
}

void UndecodableLog::add(UndecodableRow row)
{
    const std::lock_guard lock(m_mutex);
    m_rows.push_back(std::move(row));
    if (m_rows.size() > m_capacity)
        m_rows.pop_front();
}

std::vector<UndecodableRow> UndecodableLog::newest(std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, m_rows.size()));
    return {m_rows.rbegin(), m_rows.rbegin() + count};
}

std::string escapedExcerpt(std::string_view raw)
{
    std::string text;
    std::size_t at = 0;
    while (at < std::min(raw.size(), kExcerptBytes)) {
        const Utf8Char first = firstUtf8Char(raw.substr(at));
        if (at + first.length > kExcerptBytes)
            break; // a character that the limit would cut
        const std::size_t length = std::max<std::size_t>(first.length, 1);
        const std::string_view bytes = raw.substr(at, length);
        if (first.length == 0 || isControl(first.code))
            appendEscaped(text, bytes);
        else
            text += bytes;
        at += length;
    }
    return text;
}

} // namespace shoppulse
