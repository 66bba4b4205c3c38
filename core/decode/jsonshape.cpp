// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsonshape.h"

#include "core/decode/jsontoken.h"
#include "core/decode/textcheck.h"

#include <bit>

namespace shoppulse {

void JsonShape::begin()
{
    m_values.clear();
    m_places.clear();
    m_around.clear();
}

void JsonShape::add(std::size_t begin, std::size_t end, bool isText, FieldSet fields)
{
    const std::size_t last = m_places.empty() ? 0 : m_places.back();
    m_values.push_back({begin - last, isText, fields});
    m_places.push_back(begin);
    m_places.push_back(end);
}

void JsonShape::end(std::string_view message)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < m_places.size(); i += 2) {
        m_around.append(message.substr(from, m_places[i] - from));
        from = m_places[i + 1];
    }
    m_around.append(message.substr(from));
}

bool JsonShape::read(std::string_view message, std::span<std::string_view> texts) const
{
    std::string_view around = m_around;
    std::string_view left = message;
    bool isAscii = true;
    for (const Value& value : m_values) {
        if (!left.starts_with(around.substr(0, value.before)))
            return false;
        around.remove_prefix(value.before);
        left.remove_prefix(value.before);
        const JsonToken token = value.isText ? jsonText(left.data()) : jsonScalar(left);
        if (!token.isPlain)
            return false;
        isAscii = isAscii && token.isAscii;
        for (FieldSet fields = value.fields; fields != 0; fields &= fields - 1)
            texts[static_cast<std::size_t>(std::countr_zero(fields))] = token.text;
        left.remove_prefix(token.length);
    }
    return !m_values.empty() && left == around && (isAscii || !textFault(message));
}

} // namespace shoppulse
