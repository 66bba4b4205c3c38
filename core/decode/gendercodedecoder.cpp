// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/gendercodedecoder.h"

#include "core/decode/textcheck.h"

namespace shoppulse {

void GenderCodeDecoder::decode(std::string_view message, std::int64_t timestampMs,
                               DecodedBatch& out)
{
    if (message.size() == 1 && message.front() >= '0' && message.front() <= '2') {
        Event& event = out.events.emplace_back();
        event.timeMs = timestampMs;
        event.cell = cellOf(static_cast<std::size_t>(message.front() - '0'), kAgeUnknown,
                            static_cast<std::size_t>(Action::Pv), kProvinceUnknown);
        return;
    }
    const Undecodable fault = message.size() > kMaxRowBytes
        ? Undecodable::Oversize
        : textFault(message).value_or(Undecodable::GenderCode);
    out.errors.push_back({fault, 1, message});
}

} // namespace shoppulse
