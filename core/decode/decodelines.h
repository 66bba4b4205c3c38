// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/textcheck.h"

#include <optional>

namespace shoppulse {

/// Goes through a message of one or several lines, each judged by itself, for the formats that
/// have lines. `decodeLine(line)` gets those of good text and returns what is wrong, if anything.
template <class DecodeLine>
void decodeLines(std::string_view message, DecodedBatch& out, DecodeLine&& decodeLine)
{
    // A message is good text when all its lines are: one look spares one a line.
    const std::optional<Undecodable> messageFault = textFault(message);
    if (messageFault == Undecodable::Empty) {
        out.errors.push_back({Undecodable::Empty, 1, message});
        return;
    }
    std::uint32_t lineNumber = 0;
    while (!message.empty()) {
        const std::string_view line = takeLine(message);
        ++lineNumber;
        std::optional<Undecodable> fault;
        if (line.empty())
            fault = Undecodable::Empty;
        else if (line.size() > kMaxRowBytes)
            fault = Undecodable::Oversize;
        else if (messageFault)
            fault = textFault(line);
        if (!fault)
            fault = decodeLine(line);
        if (fault)
            out.errors.push_back({*fault, lineNumber, line});
    }
}

} // namespace shoppulse
