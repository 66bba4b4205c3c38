// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

/// How a producer writes its objects: the bytes around the values, which are the same in all its
/// messages. Learned from a message that a parser took; one that has the same bytes around good
/// values of the same kinds is as good, and needs no parser. One thread.
class JsonShape {
public:
    /// The mapped fields that a value is for, one bit each.
    using FieldSet = unsigned;

    /// Forgets what was learned. Then come the values of a message in their order, then end().
    void begin();
    /// A value's place in the message: a text without its quotes, or a number, true, false, null.
    void add(std::size_t begin, std::size_t end, bool isText, FieldSet fields);
    void end(std::string_view message);

    /// False when the message is not of this shape, which says nothing about it otherwise; else
    /// its values are in `texts`, by field, null as an empty one. 8 bytes must be readable behind
    /// the message.
    [[nodiscard]] bool read(std::string_view message, std::span<std::string_view> texts) const;

private:
    struct Value {
        std::size_t before; ///< bytes since the value before
        bool isText;
        FieldSet fields;
    };

    std::vector<Value> m_values;
    std::vector<std::size_t> m_places; ///< begin and end of each value, until end()
    std::string m_around; ///< all that stands before, between and behind the values
};

} // namespace shoppulse
