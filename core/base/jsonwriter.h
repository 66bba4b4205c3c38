// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace shoppulse {

/// Writes compact JSON straight into a string, fields in the order in which they are given: for
/// what is written many times a second. The caller keeps begin and end balanced. One thread.
class JsonWriter {
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    void key(std::string_view name);

    void value(std::string_view text); ///< invalid UTF-8 is replaced by U+FFFD
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool flag);
    void value(double number); ///< not finite: null
    template <class Integer>
    requires std::is_integral_v<Integer>
    void value(Integer number)
    {
        if constexpr (std::is_signed_v<Integer>)
            addSigned(number);
        else
            addUnsigned(number);
    }
    void value(const std::optional<double>& number);
    void null();

    /// A key and its value.
    template <class T> void field(std::string_view name, const T& content)
    {
        key(name);
        value(content);
    }

    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    void separate();
    void open(char bracket);
    void close(char bracket);
    void addSigned(long long number);
    void addUnsigned(unsigned long long number);
    void addQuoted(std::string_view text);

    std::string m_text;
    bool m_needsComma = false;
};

} // namespace shoppulse
