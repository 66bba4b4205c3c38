// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/taobaocsvdecoder.h"

#include "core/decode/decodelines.h"
#include "core/decode/fieldvalue.h"

namespace shoppulse {

namespace {

enum Column : std::size_t {
    UserId = 0,
    CategoryId = 2,
    BrandId = 4,
    ActionCode = 7,
    AgeRange = 8,
    GenderCode = 9,
    ProvinceName = 10,
};

} // namespace

TaobaoCsvDecoder::TaobaoCsvDecoder(const Profile& profile, CommaScan scan)
    : m_codes(profile)
    , m_scan(scan)
{
}

void TaobaoCsvDecoder::decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out)
{
    decodeLines(message, out,
                [&](std::string_view line) { return decodeLine(line, timestampMs, out); });
}

std::optional<Undecodable> TaobaoCsvDecoder::decodeLine(std::string_view line,
                                                        std::int64_t timestampMs,
                                                        DecodedBatch& out) const
{
    CommaOffsets commas;
    if (m_scan(line, commas) != kTaobaoColumns - 1)
        return Undecodable::FieldCount;
    const auto column = [&](std::size_t index) {
        const std::size_t begin = index == 0 ? 0 : commas[index - 1] + 1;
        const std::size_t end = index == kTaobaoColumns - 1 ? line.size() : commas[index];
        return line.substr(begin, end - begin);
    };
    const std::string_view user = column(UserId);
    if (user == "user_id") {
        ++out.headerLines;
        return std::nullopt;
    }
    const auto cell = m_codes.cell(
        {column(GenderCode), column(AgeRange), column(ActionCode), column(ProvinceName)});
    if (!cell)
        return Undecodable::ActionCode;
    Event& event = out.events.emplace_back();
    event.timeMs = timestampMs;
    event.user = userFromText(user);
    const std::string_view brand = column(BrandId);
    // Eight commas follow a category, six a brand: so many bytes are there to be read.
    event.brand = brand.size() < 2 ? idFromText(brand) : idFromPaddedText(brand);
    event.category = idFromPaddedText(column(CategoryId));
    event.cell = *cell;
    return std::nullopt;
}

} // namespace shoppulse
