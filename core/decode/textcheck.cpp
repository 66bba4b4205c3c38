// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/textcheck.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace shoppulse {

std::optional<Undecodable> textFault(std::string_view row)
{
    if (row.empty())
        return Undecodable::Empty;
    if (std::memchr(row.data(), 0, row.size()) != nullptr)
        return Undecodable::Nul;
    if (!simdjson::validate_utf8(row.data(), row.size()))
        return Undecodable::Utf8;
    return std::nullopt;
}

std::string_view takeLine(std::string_view& rest)
{
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace shoppulse
