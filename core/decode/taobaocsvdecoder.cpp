// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/taobaocsvdecoder.h"

#include "core/decode/decodelines.h"
#include "core/decode/fieldvalue.h"

#include <algorithm>
#include <bit>

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
constexpr std::size_t kCommas = kTaobaoColumns - 1;
constexpr std::string_view kHeader = "user_id";

std::string_view columnOf(std::string_view line, const CommaOffsets& commas, std::size_t index)
{
    const std::size_t begin = index == 0 ? 0 : commas[index - 1] + 1;
    const std::size_t end = index == kCommas ? line.size() : commas[index];
    return {line.data() + begin, end - begin};
}

/// The bits below `count`, which is at most 64.
std::uint64_t bitsBelow(std::size_t count)
{
    return count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// The places of the lowest bits; how many there are.
std::size_t noteBits(std::uint64_t mask, CommaOffsets& places)
{
    std::size_t found = 0;
    for (; mask != 0 && found < places.size(); mask &= mask - 1)
        places[found++] = static_cast<std::uint32_t>(std::countr_zero(mask));
    return found;
}

void appendEvent(std::string_view line, const CommaOffsets& commas, std::int64_t timestampMs,
                 std::uint16_t cell, DecodedBatch& out)
{
    const std::string_view brand = columnOf(line, commas, BrandId);
    // Eight commas follow a category, six a brand: so many bytes are there to be read.
    out.events.push_back({.timeMs = timestampMs,
                          .user = userFromText(columnOf(line, commas, UserId)),
                          .brand = brand.size() < 2 ? idFromText(brand) : idFromPaddedText(brand),
                          .category = idFromPaddedText(columnOf(line, commas, CategoryId)),
                          .cell = cell});
}

} // namespace

TaobaoCsvDecoder::TaobaoCsvDecoder(const Profile& profile, RowScan scan)
    : m_codes(profile)
    , m_scan(scan)
{
}

void TaobaoCsvDecoder::decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out)
{
    std::uint32_t lineNumber = 0;
    do {
        ++lineNumber;
        if (const std::size_t taken = decodePlainRow(message, timestampMs, out); taken > 0)
            message.remove_prefix(taken);
        else
            decodeNextLine(message, lineNumber, out, [&](std::string_view line) {
                return decodeLine(line, timestampMs, out);
            });
    } while (!message.empty());
}

/// Nearly every row: short, and good text for sure, since no byte outside its known province is
/// other than ASCII. Appends its event and returns how many bytes the line took; 0 for any row
/// that needs a closer look.
std::size_t TaobaoCsvDecoder::decodePlainRow(std::string_view text, std::int64_t timestampMs,
                                             DecodedBatch& out) const
{
    const std::string_view seen = text.substr(0, kMostMarks);
    const RowMarks marks = m_scan(seen);
    if (marks.lineFeeds == 0 && text.size() > kMostMarks)
        return 0;
    std::size_t length = std::min<std::size_t>(std::countr_zero(marks.lineFeeds), seen.size());
    const std::size_t taken = std::min(length + 1, text.size());
    length -= length > 0 && text[length - 1] == '\r';
    const std::string_view line = seen.substr(0, length);
    const std::uint64_t inside = bitsBelow(length);
    CommaOffsets commas;
    if ((marks.nuls & inside) != 0 || noteBits(marks.commas & inside, commas) != kCommas
        || columnOf(line, commas, UserId) == kHeader)
        return 0;
    const auto cell = cellOfRow(line, commas);
    if (!cell)
        return 0;
    const std::uint64_t high = marks.high & inside;
    const bool inProvince = (high & bitsBelow(commas[kCommas - 1])) == 0;
    if (high != 0 && !(inProvince && provinceOf(*cell) != kProvinceUnknown))
        return 0;
    appendEvent(line, commas, timestampMs, *cell, out);
    return taken;
}

std::optional<Undecodable> TaobaoCsvDecoder::decodeLine(std::string_view line,
                                                        std::int64_t timestampMs,
                                                        DecodedBatch& out) const
{
    CommaOffsets commas;
    if (scanCommas(line, commas) != kCommas)
        return Undecodable::FieldCount;
    if (columnOf(line, commas, UserId) == kHeader) {
        ++out.headerLines;
        return std::nullopt;
    }
    const auto cell = cellOfRow(line, commas);
    if (!cell)
        return Undecodable::ActionCode;
    appendEvent(line, commas, timestampMs, *cell, out);
    return std::nullopt;
}

std::optional<std::uint16_t> TaobaoCsvDecoder::cellOfRow(std::string_view line,
                                                         const CommaOffsets& commas) const
{
    return m_codes.cell({columnOf(line, commas, GenderCode), columnOf(line, commas, AgeRange),
                         columnOf(line, commas, ActionCode), columnOf(line, commas, ProvinceName)});
}

} // namespace shoppulse
