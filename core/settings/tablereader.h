// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace shoppulse {

/// Parses TOML; what cannot be parsed is an error `code` of `file` with line and column.
[[nodiscard]] Result<toml::table> parseToml(std::string_view text, ErrorCode code,
                                            const std::string& file);

/// Error of `file` at a place in it: "line 3, column 5: ...".
[[nodiscard]] Unexpected failAt(ErrorCode code, const std::string& file,
                                const toml::source_region& place, const std::string& what);

/// Reads a table's values into variables that hold the defaults; keeps the first error (wrong
/// type, out of range, unknown key) with its place. A value of one thread; `table` outlives it.
class TableReader {
public:
    TableReader(const toml::table& table, ErrorCode code, std::string file);

    void text(std::string_view key, std::string& out);
    void oneOf(std::string_view key, std::string& out,
               std::initializer_list<std::string_view> allowed);
    void texts(std::string_view key, std::vector<std::string>& out);
    template <class T>
    void number(std::string_view key, T& out, std::int64_t least, std::int64_t most)
    {
        std::int64_t value = static_cast<std::int64_t>(out);
        integer(key, value, least, most);
        out = static_cast<T>(value);
    }
    /// The table under `key`, or nullptr.
    [[nodiscard]] const toml::table* table(std::string_view key);
    /// The place of a key's value, or of the table when the key is absent.
    [[nodiscard]] const toml::source_region& place(std::string_view key) const;

    void error(std::string_view key, const std::string& what);
    /// The first error, an unknown key among them.
    [[nodiscard]] Result<void> finish();

private:
    [[nodiscard]] const toml::node* node(std::string_view key);
    void integer(std::string_view key, std::int64_t& out, std::int64_t least, std::int64_t most);

    const toml::table& m_table;
    const ErrorCode m_code;
    const std::string m_file;
    std::set<std::string, std::less<>> m_known;
    Result<void> m_result;
};

} // namespace shoppulse
