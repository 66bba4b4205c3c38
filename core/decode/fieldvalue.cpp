// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fieldvalue.h"

#include <charconv>
#define XXH_INLINE_ALL // short keys: the call would cost as much as the hash
#include <xxhash.h>

namespace shoppulse {

std::uint64_t idFromText(std::string_view text)
{
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? value : kNoId;
}

std::uint64_t userFromText(std::string_view text)
{
    if (text.empty() || text == "NULL")
        return kNoId;
    const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
    return hash == kNoId ? 0 : hash;
}

} // namespace shoppulse
