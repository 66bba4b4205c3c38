// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/commascan.h"
#include "core/decode/decoder.h"
#include "core/decode/eventcodes.h"

#include <optional>

namespace shoppulse {

/// Format::TaobaoCsv: lines of 11 columns without quoting, several lines in a message, a header
/// line at any place (counted, no event).
class TaobaoCsvDecoder final : public Decoder {
public:
    /// `scan`: how commas are found; another one gives the same events.
    explicit TaobaoCsvDecoder(const Profile& profile, CommaScan scan = bestCommaScan());

    void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) override;

private:
    [[nodiscard]] std::optional<Undecodable>
    decodeLine(std::string_view line, std::int64_t timestampMs, DecodedBatch& out) const;

    EventCodes m_codes;
    CommaScan m_scan;
};

} // namespace shoppulse
