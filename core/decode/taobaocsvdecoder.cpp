// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/taobaocsvdecoder.h"

#include "core/decode/commascan.h"
#include "core/decode/fieldvalue.h"
#include "core/decode/provincename.h"
#include "core/decode/textcheck.h"

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

constexpr std::uint8_t kNoAction = 0xff;

} // namespace

TaobaoCsvDecoder::TaobaoCsvDecoder(const Profile& profile)
    : m_gender(profile.gender, kGenderUnknown)
    , m_age(profile.age, kAgeUnknown)
    , m_action(profile.action, kNoAction)
    , m_province(profile.province, kProvinceUnknown)
{
}

void TaobaoCsvDecoder::decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out)
{
    if (message.size() > kMaxMessageBytes) {
        out.errors.push_back({Undecodable::Oversize, 1, message});
        return;
    }
    // A message is good text when all its lines are: one look spares one a line.
    const auto messageFault = textFault(message);
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
        else if (messageFault)
            fault = textFault(line);
        if (!fault)
            fault = decodeLine(line, timestampMs, out);
        if (fault)
            out.errors.push_back({*fault, lineNumber, line});
    }
}

std::optional<Undecodable> TaobaoCsvDecoder::decodeLine(std::string_view line,
                                                        std::int64_t timestampMs,
                                                        DecodedBatch& out) const
{
    CommaOffsets commas;
    if (scanCommas(line, commas) != kTaobaoColumns - 1)
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
    const std::uint8_t action = m_action.find(column(ActionCode));
    if (action == kNoAction)
        return Undecodable::ActionCode;

    const std::string_view name = column(ProvinceName);
    std::uint8_t province = m_province.empty() ? kProvinceUnknown : m_province.find(name);
    if (province == kProvinceUnknown)
        province = provinceFromName(name);

    Event& event = out.events.emplace_back();
    event.timeMs = timestampMs;
    event.user = userFromText(user);
    const std::string_view brand = column(BrandId);
    // Eight commas follow a category, six a brand: so many bytes are there to be read.
    event.brand = brand.size() < 2 ? idFromText(brand) : idFromPaddedText(brand);
    event.category = idFromPaddedText(column(CategoryId));
    event.cell =
        cellOf(m_gender.find(column(GenderCode)), m_age.find(column(AgeRange)), action, province);
    return std::nullopt;
}

} // namespace shoppulse
