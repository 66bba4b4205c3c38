// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/textcheck.h"

#include <optional>

namespace shoppulse {

/// Takes the next line from `rest` and judges it by itself. `decodeLine(line)` gets it when its
/// text is good, and returns what is wrong, if anything. An empty rest is an empty line.
template <class DecodeLine>
void decodeNextLine(std::string_view& rest, std::uint32_t lineNumber, DecodedBatch& out,
                    DecodeLine&& decodeLine)
{
    const std::string_view line = takeLine(rest);
    std::optional<Undecodable> fault =
        line.size() > kMaxRowBytes ? Undecodable::Oversize : textFault(line);
    if (!fault)
        fault = decodeLine(line);
    if (fault)
        out.errors.push_back({*fault, lineNumber, line});
}

/// Goes through a message of one or several lines, for the formats that have lines.
template <class DecodeLine>
void decodeLines(std::string_view message, DecodedBatch& out, DecodeLine&& decodeLine)
{
    std::uint32_t lineNumber = 0;
    do
        decodeNextLine(message, ++lineNumber, out, decodeLine);
    while (!message.empty());
}

} // namespace shoppulse
