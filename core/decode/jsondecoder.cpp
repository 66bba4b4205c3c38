// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsondecoder.h"

#include "core/decode/fieldvalue.h"
#include "core/decode/textcheck.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <simdjson.h>
#include <string>
#include <vector>

namespace shoppulse {

namespace {

using simdjson::ondemand::json_type;

constexpr std::size_t kDeepest = 64; ///< of objects and lists in each other

std::vector<std::string> splitPath(std::string_view path)
{
    std::vector<std::string> names;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        names.emplace_back(path.substr(0, dot));
        path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    }
    return names;
}

/// The number grammar of JSON; On-Demand hands out the token as it stands.
bool isJsonNumber(std::string_view token)
{
    const auto takeDigits = [&token] {
        std::size_t count = 0;
        for (; !token.empty() && token.front() >= '0' && token.front() <= '9'; ++count)
            token.remove_prefix(1);
        return count;
    };
    if (token.starts_with('-'))
        token.remove_prefix(1);
    const bool leadingZero = token.starts_with('0');
    const std::size_t whole = takeDigits();
    if (whole == 0 || (leadingZero && whole > 1))
        return false;
    if (token.starts_with('.')) {
        token.remove_prefix(1);
        if (takeDigits() == 0)
            return false;
    }
    if (token.starts_with('e') || token.starts_with('E')) {
        token.remove_prefix(1);
        if (token.starts_with('+') || token.starts_with('-'))
            token.remove_prefix(1);
        if (takeDigits() == 0)
            return false;
    }
    return token.empty();
}

/// The high bit of each byte of `word` that equals `byte`.
std::uint64_t bitsOf(std::uint64_t word, unsigned char byte)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kLow7 = 0x7f7f7f7f7f7f7f7fU;
    const std::uint64_t other = word ^ (kOnes * byte);
    return ~(((other & kLow7) + kLow7) | other | kLow7);
}

/// The text from `raw` to its closing quote, when nothing in it is escaped: most are so, and need
/// no copy. The parser has seen to it that there is a quote, and 8 bytes to be read behind it.
std::optional<std::string_view> plainText(const char* raw)
{
    for (std::size_t at = 0;; at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, raw + at, sizeof word);
        if constexpr (std::endian::native == std::endian::big)
            word = __builtin_bswap64(word);
        const std::uint64_t found = bitsOf(word, '"') | bitsOf(word, '\\');
        if (found == 0)
            continue;
        const std::size_t length = at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        return raw[length] == '"' ? std::optional(std::string_view(raw, length)) : std::nullopt;
    }
}

std::string_view withoutTrailingSpace(std::string_view token)
{
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

} // namespace

/// Checks one object and keeps the texts of its mapped fields.
class JsonDecoder::Reader {
public:
    enum Field : std::size_t { User, Category, Brand, Action, Age, Gender, Province, Time, Count_ };

    explicit Reader(const JsonMapping& mapping)
        : m_paths{splitPath(mapping.user),     splitPath(mapping.category),
                  splitPath(mapping.brand),    splitPath(mapping.action),
                  splitPath(mapping.age),      splitPath(mapping.gender),
                  splitPath(mapping.province), splitPath(mapping.eventTime)}
        , m_padded(kMaxRowBytes + simdjson::SIMDJSON_PADDING, '\0')
    {
        noteNames();
    }

    /// False when the message is not one good object in good UTF-8.
    [[nodiscard]] bool read(std::string_view message);

    [[nodiscard]] bool has(Field field) const { return !m_paths[field].empty(); }
    /// Of the message read last; empty when it is missing, null, an object or a list.
    [[nodiscard]] std::string_view text(Field field) const { return m_texts[field]; }

private:
    /// The fields that may still be found below a point of the object, one bit each.
    using FieldSet = unsigned;
    /// The fields that may have a name at one depth, by the name's length and first byte: spares
    /// most comparisons.
    using FieldsByName = std::array<FieldSet, 32>;

    [[nodiscard]] static std::size_t placeOf(std::string_view name)
    {
        const auto first = static_cast<unsigned char>(name.empty() ? 0 : name.front());
        return (name.size() ^ first) % FieldsByName().size();
    }
    void noteNames();
    [[nodiscard]] FieldSet candidates(std::size_t depth, std::string_view name) const;
    [[nodiscard]] static bool keyOf(simdjson::ondemand::field& field, std::string_view& key);
    [[nodiscard]] bool readObject(simdjson::ondemand::object object, FieldSet fields,
                                  std::size_t depth);
    [[nodiscard]] bool readArray(simdjson::ondemand::array array, std::size_t depth);
    [[nodiscard]] bool readValue(simdjson::ondemand::value value, FieldSet below, FieldSet here,
                                 std::size_t depth);
    [[nodiscard]] static bool readScalar(simdjson::ondemand::value value, json_type type,
                                         std::string_view& text);

    std::array<std::vector<std::string>, Count_> m_paths; ///< by Field; empty: not in the object
    std::vector<FieldsByName> m_byName; ///< by depth
    std::array<std::string_view, Count_> m_texts; ///< by Field
    std::string m_padded; ///< the message with the room behind it that the parser wants
    simdjson::ondemand::parser m_parser;
};

JsonDecoder::JsonDecoder(const Profile& profile)
    : m_codes(profile)
    , m_time(profile.timeZone)
    , m_reader(std::make_unique<Reader>(profile.json))
{
}

JsonDecoder::~JsonDecoder() = default;

void JsonDecoder::decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out)
{
    if (message.empty() || message.size() > kMaxRowBytes) {
        out.errors.push_back(
            {message.empty() ? Undecodable::Empty : Undecodable::Oversize, 1, message});
        return;
    }
    std::optional<Undecodable> fault = decodeObject(message, timestampMs, out);
    // The parser takes no bad text; what it was is looked for only then.
    if (fault == Undecodable::Json)
        fault = textFault(message).value_or(*fault);
    if (fault)
        out.errors.push_back({*fault, 1, message});
}

std::optional<Undecodable> JsonDecoder::decodeObject(std::string_view message,
                                                     std::int64_t timestampMs, DecodedBatch& out)
{
    if (!m_reader->read(message))
        return Undecodable::Json;
    const auto cell =
        m_codes.cell({m_reader->text(Reader::Gender), m_reader->text(Reader::Age),
                      m_reader->text(Reader::Action), m_reader->text(Reader::Province)});
    if (!cell)
        return Undecodable::ActionCode;
    if (m_reader->has(Reader::Time)) {
        const auto timeMs = m_time.read(m_reader->text(Reader::Time));
        if (!timeMs)
            return Undecodable::EventTime;
        timestampMs = *timeMs;
    }
    Event& event = out.events.emplace_back();
    event.timeMs = timestampMs;
    event.user = userFromText(m_reader->text(Reader::User));
    event.brand = idFromText(m_reader->text(Reader::Brand));
    event.category = idFromText(m_reader->text(Reader::Category));
    event.cell = *cell;
    return std::nullopt;
}

bool JsonDecoder::Reader::read(std::string_view message)
{
    m_texts.fill({});
    std::memcpy(m_padded.data(), message.data(), message.size());
    std::memset(m_padded.data() + message.size(), 0, simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (m_parser.iterate(m_padded.data(), message.size(), m_padded.size()).get(document)
        || document.get_object().get(object))
        return false;
    FieldSet fields = 0;
    for (std::size_t i = 0; i < m_paths.size(); ++i)
        fields |= m_paths[i].empty() ? 0U : 1U << i;
    return readObject(object, fields, 0)
        && document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing behind it
}

void JsonDecoder::Reader::noteNames()
{
    for (std::size_t field = 0; field < m_paths.size(); ++field) {
        const std::vector<std::string>& names = m_paths[field];
        m_byName.resize(std::max(m_byName.size(), names.size()));
        for (std::size_t depth = 0; depth < names.size(); ++depth)
            m_byName[depth][placeOf(names[depth])] |= 1U << field;
    }
}

JsonDecoder::Reader::FieldSet JsonDecoder::Reader::candidates(std::size_t depth,
                                                              std::string_view name) const
{
    return depth < m_byName.size() ? m_byName[depth][placeOf(name)] : 0;
}

bool JsonDecoder::Reader::keyOf(simdjson::ondemand::field& field, std::string_view& key)
{
    if (const auto plain = plainText(field.key().raw())) {
        key = *plain;
        return true;
    }
    return !field.unescaped_key().get(key);
}

bool JsonDecoder::Reader::readObject(simdjson::ondemand::object object, FieldSet fields,
                                     std::size_t depth)
{
    if (depth == kDeepest)
        return false;
    for (auto item : object) {
        simdjson::ondemand::field field;
        std::string_view key;
        if (std::move(item).get(field) || !keyOf(field, key))
            return false;
        FieldSet here = 0; // those whose path ends with this key
        FieldSet below = 0; // those whose path goes on
        for (FieldSet left = fields & candidates(depth, key); left != 0; left &= left - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(left));
            if (m_paths[i][depth] == key)
                (m_paths[i].size() == depth + 1 ? here : below) |= 1U << i;
        }
        if (!readValue(field.value(), below, here, depth + 1))
            return false;
    }
    return true;
}

bool JsonDecoder::Reader::readArray(simdjson::ondemand::array array, std::size_t depth)
{
    if (depth == kDeepest)
        return false;
    for (auto item : array) {
        simdjson::ondemand::value element;
        if (std::move(item).get(element) || !readValue(element, 0, 0, depth + 1))
            return false;
    }
    return true;
}

bool JsonDecoder::Reader::readValue(simdjson::ondemand::value value, FieldSet below, FieldSet here,
                                    std::size_t depth)
{
    json_type type{};
    if (value.type().get(type))
        return false;
    std::string_view text;
    if (type == json_type::object) {
        simdjson::ondemand::object object;
        if (value.get_object().get(object) || !readObject(object, below, depth))
            return false;
    } else if (type == json_type::array) {
        simdjson::ondemand::array array;
        if (value.get_array().get(array) || !readArray(array, depth))
            return false;
    } else if (!readScalar(value, type, text)) {
        return false;
    }
    for (; here != 0; here &= here - 1)
        m_texts[static_cast<std::size_t>(std::countr_zero(here))] = text;
    return true;
}

bool JsonDecoder::Reader::readScalar(simdjson::ondemand::value value, json_type type,
                                     std::string_view& text)
{
    if (type == json_type::string) {
        simdjson::ondemand::raw_json_string raw;
        if (value.get_raw_json_string().get(raw))
            return false;
        const auto plain = plainText(raw.raw());
        text = plain.value_or(std::string_view());
        return plain || !value.get_string().get(text);
    }
    text = withoutTrailingSpace(value.raw_json_token());
    if (type == json_type::number)
        return isJsonNumber(text);
    if (type == json_type::boolean)
        return text == "true" || text == "false";
    const bool isNull = text == "null";
    text = {};
    return isNull;
}

} // namespace shoppulse
