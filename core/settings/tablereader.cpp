// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/tablereader.h"

#include <algorithm>

namespace shoppulse {

Result<toml::table> parseToml(std::string_view text, ErrorCode code, const std::string& file)
{
    try {
        return toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        return failAt(code, file, error.source(), std::string(error.description()));
    }
}

Unexpected failAt(ErrorCode code, const std::string& file, const toml::source_region& place,
                  const std::string& what)
{
    return fail(code, file,
                "line " + std::to_string(place.begin.line) + ", column "
                    + std::to_string(place.begin.column) + ": " + what);
}

TableReader::TableReader(const toml::table& table, ErrorCode code, std::string file)
    : m_table(table)
    , m_code(code)
    , m_file(std::move(file))
{
}

const toml::node* TableReader::node(std::string_view key)
{
    m_known.emplace(key);
    return m_table.get(key);
}

const toml::source_region& TableReader::place(std::string_view key) const
{
    const toml::node* found = m_table.get(key);
    return found != nullptr ? found->source() : m_table.source();
}

void TableReader::error(std::string_view key, const std::string& what)
{
    if (m_result)
        m_result = failAt(m_code, m_file, place(key), std::string(key) + " " + what);
}

void TableReader::text(std::string_view key, std::string& out)
{
    const toml::node* found = node(key);
    if (found == nullptr)
        return;
    if (const auto value = found->value_exact<std::string>())
        out = *value;
    else
        error(key, "must be a text in quotes");
}

void TableReader::oneOf(std::string_view key, std::string& out,
                        std::initializer_list<std::string_view> allowed)
{
    std::string value = out;
    text(key, value);
    if (std::ranges::find(allowed, value) != allowed.end()) {
        out = value;
        return;
    }
    std::string list;
    for (const std::string_view one : allowed)
        list += (list.empty() ? "" : ", ") + std::string(one);
    error(key, "must be one of: " + list);
}

void TableReader::texts(std::string_view key, std::vector<std::string>& out)
{
    const toml::node* found = node(key);
    if (found == nullptr)
        return;
    const toml::array* list = found->as_array();
    if (list == nullptr || (!list->empty() && !list->is_homogeneous(toml::node_type::string))) {
        error(key, "must be a list of texts");
        return;
    }
    out.clear();
    for (const toml::node& item : *list)
        out.push_back(*item.value_exact<std::string>());
}

void TableReader::integer(std::string_view key, std::int64_t& out, std::int64_t least,
                          std::int64_t most)
{
    const toml::node* found = node(key);
    if (found == nullptr)
        return;
    const auto value = found->value_exact<std::int64_t>();
    if (value && *value >= least && *value <= most)
        out = *value;
    else
        error(key,
              "must be a whole number from " + std::to_string(least) + " to "
                  + std::to_string(most));
}

const toml::table* TableReader::table(std::string_view key)
{
    const toml::node* found = node(key);
    if (found == nullptr)
        return nullptr;
    if (!found->is_table())
        error(key, "must be a table");
    return found->as_table();
}

Result<void> TableReader::finish()
{
    for (const auto& [key, value] : m_table) {
        if (!m_known.contains(key.str()))
            error(key.str(), "is not a known setting");
    }
    return m_result;
}

} // namespace shoppulse
