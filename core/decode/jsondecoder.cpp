// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsondecoder.h"

#include "core/decode/fieldvalue.h"
#include "core/decode/jsonshape.h"
#include "core/decode/jsontoken.h"
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
constexpr std::size_t kShapes = 4; ///< ways of writing that are known at a time
constexpr std::uint64_t kRelearn = 256; ///< messages of no known shape between learning, later on

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
    using FieldSet = JsonShape::FieldSet;
    /// The fields that may have a name at one depth, by the name's length and first byte: spares
    /// most comparisons.
    using FieldsByName = std::array<FieldSet, 32>;

    [[nodiscard]] static std::size_t placeOf(std::string_view name)
    {
        const auto first = static_cast<unsigned char>(name.empty() ? 0 : name.front());
        return (name.size() ^ first) % FieldsByName().size();
    }
    void noteNames();
    /// The parser's way, for a message of no known shape.
    [[nodiscard]] bool parse(std::string_view message);
    /// The shape that the message is to be learned as; null for most.
    [[nodiscard]] JsonShape* shapeToLearn();
    [[nodiscard]] FieldSet candidates(std::size_t depth, std::string_view name) const;
    [[nodiscard]] static bool keyOf(simdjson::ondemand::field& field, std::string_view& key);
    [[nodiscard]] bool readObject(simdjson::ondemand::object object, FieldSet fields,
                                  std::size_t depth);
    [[nodiscard]] bool readArray(simdjson::ondemand::array array, std::size_t depth);
    [[nodiscard]] bool readValue(simdjson::ondemand::value value, FieldSet below, FieldSet here,
                                 std::size_t depth);
    [[nodiscard]] bool readScalar(simdjson::ondemand::value value, json_type type, FieldSet here,
                                  std::string_view& text);
    void note(const JsonToken& token, const char* begin, bool isText, FieldSet here);

    std::array<std::vector<std::string>, Count_> m_paths; ///< by Field; empty: not in the object
    std::vector<FieldsByName> m_byName; ///< by depth
    std::array<std::string_view, Count_> m_texts; ///< by Field
    std::string m_padded; ///< the message with the room behind it that the parser wants
    simdjson::ondemand::parser m_parser;
    std::array<JsonShape, kShapes> m_shapes;
    std::uint64_t m_unknown = 0; ///< messages of no known shape
    std::size_t m_learned = 0;
    JsonShape* m_learning = nullptr; ///< gets the values that are read
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
    std::memcpy(m_padded.data(), message.data(), message.size());
    std::memset(m_padded.data() + message.size(), 0, simdjson::SIMDJSON_PADDING);
    const std::string_view padded(m_padded.data(), message.size());
    for (const JsonShape& shape : m_shapes) {
        m_texts.fill({});
        if (shape.read(padded, m_texts))
            return true;
    }
    m_texts.fill({});
    m_learning = shapeToLearn();
    const bool good = parse(padded);
    if (m_learning != nullptr && good) {
        m_learning->end(padded);
        ++m_learned;
    } else if (m_learning != nullptr) {
        m_learning->begin();
    }
    return good;
}

JsonShape* JsonDecoder::Reader::shapeToLearn()
{
    if (m_learned >= kShapes && ++m_unknown % kRelearn != 0)
        return nullptr;
    JsonShape& shape = m_shapes[m_learned % kShapes];
    shape.begin();
    return &shape;
}

bool JsonDecoder::Reader::parse(std::string_view message)
{
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (m_parser.iterate(message.data(), message.size(), m_padded.size()).get(document)
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
    if (const JsonToken plain = jsonText(field.key().raw()); plain.isPlain) {
        key = plain.text;
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
    } else if (!readScalar(value, type, here, text)) {
        return false;
    }
    for (; here != 0; here &= here - 1)
        m_texts[static_cast<std::size_t>(std::countr_zero(here))] = text;
    return true;
}

bool JsonDecoder::Reader::readScalar(simdjson::ondemand::value value, json_type type, FieldSet here,
                                     std::string_view& text)
{
    if (type == json_type::string) {
        simdjson::ondemand::raw_json_string raw;
        if (value.get_raw_json_string().get(raw))
            return false;
        const JsonToken plain = jsonText(raw.raw());
        text = plain.text;
        note(plain, raw.raw(), true, here);
        return plain.isPlain || !value.get_string().get(text);
    }
    const std::string_view raw = value.raw_json_token();
    const JsonToken token = jsonScalar(raw);
    text = token.text;
    note(token, raw.data(), false, here);
    return token.isPlain && withoutTrailingSpace(raw).size() == token.length;
}

/// An escaped text has no place in a shape: the message is not learned.
void JsonDecoder::Reader::note(const JsonToken& token, const char* begin, bool isText,
                               FieldSet here)
{
    if (m_learning == nullptr)
        return;
    const auto at = static_cast<std::size_t>(begin - m_padded.data());
    if (token.isPlain) {
        m_learning->add(at, at + token.length, isText, here);
        return;
    }
    m_learning->begin();
    m_learning = nullptr;
}

} // namespace shoppulse
