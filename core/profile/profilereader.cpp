// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profilereader.h"

#include <algorithm>
#include <array>
#include <date/tz.h>

namespace shoppulse {

namespace {

constexpr std::array<std::string_view, 6> kPanels{"behavior", "gender",   "age",
                                                  "brand",    "category", "province"};

std::string listed(std::span<const std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty())
            text += ", ";
        text += word;
    }
    return text;
}

std::string inQuotes(std::string_view word)
{
    return std::string("\"").append(word).append("\"");
}

std::string_view dimensionKey(Dimension dimension)
{
    constexpr std::array<std::string_view, 4> kKeys{"gender", "age", "action", "province"};
    return kKeys[static_cast<std::size_t>(dimension)];
}

/// "user.id": names with one dot between, none empty.
bool isPath(std::string_view path)
{
    return !path.starts_with('.') && !path.ends_with('.')
        && path.find("..") == std::string_view::npos;
}

} // namespace

std::optional<Error> ProfileReader::read(const toml::table& root)
{
    allowKeys(root,
              {"name", "title", "format", "time_zone", "panels", "gender", "age", "action",
               "province", "json", "access_rule"});
    readTop(root);
    readTimeZone(root);
    readPanels(root);
    for (CodeTable* table :
         {&m_profile.gender, &m_profile.age, &m_profile.action, &m_profile.province})
        readDimension(root, *table);
    if (const toml::table* json = subTable(root, "json"))
        readJson(*json);
    readRules(root);
    return std::move(m_error);
}

void ProfileReader::readTop(const toml::table& root)
{
    if (const auto name = requiredText(root, "name")) {
        if (name->empty())
            wrong(root.get("name")->source(), "expected a name that is not empty");
        m_profile.name = *name;
    }
    if (const auto id = text(root, "format")) {
        if (const auto format = formatFromId(*id))
            m_profile.format = *format;
        else
            wrong(root.get("format")->source(),
                  "expected auto, taobao-csv, gender-code, json or access-log, found "
                      + inQuotes(*id));
    }
    if (const toml::table* title = subTable(root, "title"))
        m_profile.title = label(*title);
    else
        m_profile.title = {m_profile.name, m_profile.name};
}

void ProfileReader::readTimeZone(const toml::table& root)
{
    const auto zone = text(root, "time_zone");
    if (!zone)
        return;
    try {
        (void)date::locate_zone(*zone);
        m_profile.timeZone = *zone;
    } catch (const std::runtime_error&) {
        wrong(root.get("time_zone")->source(),
              "expected an IANA time zone such as Asia/Shanghai, found " + inQuotes(*zone));
    }
}

void ProfileReader::readPanels(const toml::table& root)
{
    const toml::node* node = root.get("panels");
    if (node == nullptr)
        return;
    const toml::array* panels = node->as_array();
    if (panels == nullptr) {
        wrong(node->source(), "expected a list of panels");
        return;
    }
    m_profile.panels.clear();
    for (const toml::node& item : *panels) {
        const auto panel = textOf(item);
        if (!panel)
            continue;
        if (std::ranges::find(kPanels, *panel) == kPanels.end())
            wrong(item.source(),
                  "expected a panel of " + listed(kPanels) + ", found " + inQuotes(*panel));
        else if (std::ranges::find(m_profile.panels, *panel) != m_profile.panels.end())
            wrong(item.source(), "expected each panel once, found " + inQuotes(*panel) + " again");
        m_profile.panels.push_back(*panel);
    }
}

void ProfileReader::readDimension(const toml::table& root, CodeTable& table)
{
    const toml::table* dimension = subTable(root, dimensionKey(table.dimension));
    if (dimension == nullptr)
        return;
    allowKeys(*dimension, {"codes", "labels"});
    if (const toml::table* codes = subTable(*dimension, "codes"))
        readCodes(*codes, table);
    if (const toml::table* labels = subTable(*dimension, "labels"))
        readLabels(*labels, table);
}

void ProfileReader::readCodes(const toml::table& codes, CodeTable& table)
{
    table.codes.clear();
    for (const auto& [key, node] : codes) {
        const auto id = textOf(node);
        if (!id)
            continue;
        if (const auto index = category(node.source(), *id, table.dimension))
            table.codes.push_back({std::string(key.str()), *index});
    }
}

void ProfileReader::readLabels(const toml::table& labels, CodeTable& table)
{
    for (const auto& [key, node] : labels) {
        const auto index = category(key.source(), key.str(), table.dimension);
        if (!index)
            continue;
        if (const toml::table* texts = node.as_table())
            table.labels[*index] = label(*texts);
        else
            wrong(node.source(), "expected a label such as { en = \"male\", zh = \"男\" }");
    }
}

void ProfileReader::readJson(const toml::table& json)
{
    JsonMapping& mapping = m_profile.json;
    const std::array<std::pair<std::string_view, std::string*>, 8> fields{
        {{"user", &mapping.user},
         {"category", &mapping.category},
         {"brand", &mapping.brand},
         {"action", &mapping.action},
         {"age", &mapping.age},
         {"gender", &mapping.gender},
         {"province", &mapping.province},
         {"event_time", &mapping.eventTime}}};
    allowKeys(json,
              {"user", "category", "brand", "action", "age", "gender", "province", "event_time"});
    for (const auto& [key, path] : fields) {
        const auto given = text(json, key);
        if (!given)
            continue;
        if (!isPath(*given))
            wrong(json.get(key)->source(),
                  "expected a dotted path such as user.id, found " + inQuotes(*given));
        *path = *given;
    }
    if (mapping.action.empty())
        wrong(json.source(), "expected a path for action, which every event needs");
}

void ProfileReader::readRules(const toml::table& root)
{
    const toml::node* node = root.get("access_rule");
    if (node == nullptr) {
        if (m_profile.format == Format::AccessLog)
            wrong(root.source(), "expected at least one [[access_rule]] for this format");
        return;
    }
    const toml::array* rules = node->as_array();
    if (rules == nullptr) {
        wrong(node->source(), "expected [[access_rule]], a list of tables");
        return;
    }
    m_profile.accessRules.clear();
    for (const toml::node& item : *rules) {
        if (const toml::table* rule = item.as_table())
            readRule(*rule);
        else
            wrong(item.source(), "expected [[access_rule]], a table");
    }
}

void ProfileReader::readRule(const toml::table& rule)
{
    allowKeys(rule, {"method", "path", "action"});
    const auto path = requiredText(rule, "path");
    const auto action = requiredText(rule, "action");
    if (!path || !action)
        return;
    const auto index = category(rule.get("action")->source(), *action, Dimension::Action);
    if (!index)
        return;
    m_profile.accessRules.push_back(
        {text(rule, "method").value_or(""), *path, static_cast<Action>(*index)});
}

void ProfileReader::allowKeys(const toml::table& table,
                              std::initializer_list<std::string_view> known)
{
    for (const auto& [key, node] : table) {
        if (std::ranges::find(known, key.str()) == known.end())
            wrong(key.source(),
                  "unknown key " + inQuotes(key.str()) + ", expected one of "
                      + listed({known.begin(), known.size()}));
    }
}

const toml::table* ProfileReader::subTable(const toml::table& table, std::string_view key)
{
    const toml::node* node = table.get(key);
    if (node == nullptr)
        return nullptr;
    if (node->as_table() == nullptr)
        wrong(node->source(), "expected a table for " + inQuotes(key));
    return node->as_table();
}

std::optional<std::string> ProfileReader::text(const toml::table& table, std::string_view key)
{
    const toml::node* node = table.get(key);
    return node == nullptr ? std::nullopt : textOf(*node);
}

std::optional<std::string> ProfileReader::requiredText(const toml::table& table,
                                                       std::string_view key)
{
    if (table.get(key) == nullptr)
        wrong(table.source(), "expected the key " + inQuotes(key));
    return text(table, key);
}

std::optional<std::string> ProfileReader::textOf(const toml::node& node)
{
    if (const auto* found = node.as_string())
        return found->get();
    wrong(node.source(), "expected a text in quotes");
    return std::nullopt;
}

Label ProfileReader::label(const toml::table& table)
{
    allowKeys(table, {"en", "zh"});
    return {requiredText(table, "en").value_or(""), requiredText(table, "zh").value_or("")};
}

std::optional<std::uint8_t> ProfileReader::category(const toml::source_region& where,
                                                    std::string_view id, Dimension dimension)
{
    const auto ids = idsOf(dimension);
    const auto found = std::ranges::find(ids, id);
    if (found != ids.end())
        return static_cast<std::uint8_t>(found - ids.begin());
    wrong(where,
          "expected " + std::string(dimensionKey(dimension)) + " to be one of " + listed(ids)
              + ", found " + inQuotes(id));
    return std::nullopt;
}

void ProfileReader::wrong(const toml::source_region& where, const std::string& what)
{
    if (m_error)
        return;
    const std::string place = "line " + std::to_string(where.begin.line) + ", column "
        + std::to_string(where.begin.column) + ": ";
    m_error = Error{ErrorCode::ProfileValue, m_origin, place + what};
}

} // namespace shoppulse
