// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonwriter.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace shoppulse {

namespace {

template <class Number> void append(std::string& text, Number number)
{
    std::array<char, 32> buffer; // the longest double has 24 characters
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    text.append(buffer.data(), end);
}

void appendControl(std::string& text, unsigned char byte)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    text += "\\u00";
    text += kHex[byte >> 4U];
    text += kHex[byte & 0xfU];
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

void JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    m_text += bracket;
    m_needsComma = true;
}

void JsonWriter::key(std::string_view name)
{
    separate();
    addQuoted(name);
    m_text += ':';
    m_needsComma = false;
}

void JsonWriter::value(std::string_view text)
{
    separate();
    addQuoted(text);
}

void JsonWriter::value(bool flag)
{
    separate();
    m_text += flag ? "true" : "false";
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    separate();
    append(m_text, number);
}

void JsonWriter::value(const std::optional<double>& number)
{
    if (number)
        value(*number);
    else
        null();
}

void JsonWriter::null()
{
    separate();
    m_text += "null";
}

void JsonWriter::addSigned(long long number)
{
    separate();
    append(m_text, number);
}

void JsonWriter::addUnsigned(unsigned long long number)
{
    separate();
    append(m_text, number);
}

void JsonWriter::addQuoted(std::string_view text)
{
    m_text += '"';
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        std::size_t length = 1;
        if (byte == '"' || byte == '\\') {
            m_text += '\\';
            m_text += text.front();
        } else if (byte < 0x20) {
            appendControl(m_text, byte);
        } else if (byte < 0x80) {
            m_text += text.front();
        } else if (const std::size_t valid = firstUtf8Char(text).length; valid != 0) {
            m_text += text.substr(0, valid);
            length = valid;
        } else {
            m_text += "\xef\xbf\xbd"; // U+FFFD
        }
        text.remove_prefix(length);
    }
    m_text += '"';
}

} // namespace shoppulse
