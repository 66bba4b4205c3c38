// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/accesslogdecoder.h"

#include "core/decode/accesslogline.h"
#include "core/decode/decodelines.h"
#include "core/decode/fieldvalue.h"

#include <algorithm>

namespace shoppulse {

AccessLogDecoder::AccessLogDecoder(const Profile& profile)
    : m_rules(profile.accessRules)
{
}

void AccessLogDecoder::decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out)
{
    decodeLines(message, out,
                [&](std::string_view line) { return decodeLine(line, timestampMs, out); });
}

std::optional<Undecodable> AccessLogDecoder::decodeLine(std::string_view line,
                                                        std::int64_t timestampMs,
                                                        DecodedBatch& out) const
{
    const auto entry = parseAccessLogLine(line);
    if (!entry)
        return Undecodable::AccessLog;
    const auto rule = std::ranges::find_if(m_rules, [&](const AccessRule& candidate) {
        return (candidate.method.empty() || candidate.method == entry->method)
            && entry->path.starts_with(candidate.pathPrefix);
    });
    if (rule == m_rules.end())
        return Undecodable::ActionCode;
    Event& event = out.events.emplace_back();
    event.timeMs = timestampMs;
    event.user = userFromText(entry->address);
    event.cell = cellOf(kGenderUnknown, kAgeUnknown, static_cast<std::size_t>(rule->action),
                        kProvinceUnknown);
    return std::nullopt;
}

} // namespace shoppulse
