// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/eventcodes.h"
#include "core/decode/rowscan.h"

#include <optional>

namespace shoppulse {

/// Format::TaobaoCsv: lines of 11 columns without quoting, several lines in a message, a header
/// line at any place (counted, no event).
class TaobaoCsvDecoder final : public Decoder {
public:
    /// `scan`: how a row is looked through; another one gives the same events.
    explicit TaobaoCsvDecoder(const Profile& profile, RowScan scan = bestRowScan());

    void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) override;

private:
    [[nodiscard]] std::size_t decodePlainRow(std::string_view text, std::int64_t timestampMs,
                                             DecodedBatch& out) const;
    [[nodiscard]] std::optional<Undecodable>
    decodeLine(std::string_view line, std::int64_t timestampMs, DecodedBatch& out) const;
    [[nodiscard]] std::optional<std::uint16_t> cellOfRow(std::string_view line,
                                                         const CommaOffsets& commas) const;

    EventCodes m_codes;
    RowScan m_scan;
};

} // namespace shoppulse
