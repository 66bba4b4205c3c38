// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/connectionbook.h"

#include "core/settings/privatefile.h"
#include "core/settings/tablereader.h"
#include "core/source/secretproperty.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace shoppulse {
namespace {

constexpr ErrorCode kCode = ErrorCode::ConnectionFile;
constexpr std::int64_t kMostConsumers = 64;

StartAt startAtFromId(std::string_view id)
{
    if (id == "latest")
        return StartAt::Latest;
    return id == "stored" ? StartAt::Stored : StartAt::Earliest;
}

/// librdkafka has no others, and toml++ 3.3 writes keys with quotes so that they cannot be read.
bool isPropertyName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
    });
}

void readProperties(const toml::table& table, TableReader& reader, SavedConnection& connection)
{
    for (const auto& [key, value] : table) {
        const std::string name(key.str());
        const auto text = value.value_exact<std::string>();
        if (!isPropertyName(name))
            reader.error("properties", "must hold names of letters, digits, dots, - and _ only");
        else if (!text)
            reader.error("properties", "must hold texts in quotes only: " + name);
        else if (isSecretProperty(name))
            reader.error("properties",
                         "must not hold the secret " + name
                             + ": enter it in the connection's window");
        else
            connection.kafka.properties.emplace(name, *text);
    }
}

Result<SavedConnection> readConnection(const toml::table& table, const std::string& file)
{
    SavedConnection connection;
    KafkaConfig& kafka = connection.kafka;
    std::string from(startAtId(kafka.from));
    std::string format(formatId(connection.format));
    TableReader reader(table, kCode, file);
    reader.text("name", connection.name);
    reader.text("brokers", kafka.brokers);
    reader.text("topic", kafka.topic);
    reader.oneOf("from", from, {"earliest", "latest", "stored"});
    reader.number("consumers", kafka.consumers, 0, kMostConsumers);
    reader.text("group", kafka.groupId);
    reader.text("profile", connection.profile);
    reader.oneOf("format", format, {"auto", "taobao-csv", "gender-code", "json", "access-log"});
    reader.texts("secrets", connection.secretNames);
    if (const toml::table* properties = reader.table("properties"))
        readProperties(*properties, reader, connection);
    if (connection.name.empty())
        reader.error("name", "is missing");
    if (Result<void> done = reader.finish(); !done)
        return Unexpected(done.error());
    kafka.from = startAtFromId(from);
    connection.format = formatFromId(format).value_or(Format::Auto);
    return connection;
}

toml::table toTable(const SavedConnection& connection)
{
    const KafkaConfig& kafka = connection.kafka;
    toml::table properties;
    for (const auto& [name, value] : kafka.properties)
        if (isPropertyName(name))
            properties.insert(name, value);
    toml::array secrets;
    for (const std::string& name : connection.secretNames)
        secrets.push_back(name);
    return toml::table{{"name", connection.name},       {"brokers", kafka.brokers},
                       {"topic", kafka.topic},          {"from", startAtId(kafka.from)},
                       {"consumers", kafka.consumers},  {"group", kafka.groupId},
                       {"profile", connection.profile}, {"format", formatId(connection.format)},
                       {"secrets", std::move(secrets)}, {"properties", std::move(properties)}};
}

} // namespace

std::string_view startAtId(StartAt start)
{
    switch (start) {
    case StartAt::Latest:
        return "latest";
    case StartAt::Stored:
        return "stored";
    case StartAt::Earliest:
        break;
    }
    return "earliest";
}

Result<ConnectionBook> ConnectionBook::load(const std::string& path)
{
    const auto content = readWholeFile(path);
    if (!content)
        return Unexpected(content.error());
    return parse(content->value_or(std::string()), path);
}

Result<ConnectionBook> ConnectionBook::parse(std::string_view text, const std::string& path)
{
    ConnectionBook book;
    const auto root = parseToml(text, kCode, path);
    if (!root)
        return Unexpected(root.error());
    for (const auto& [key, value] : *root) {
        // An empty list, as it stands after the last one was removed, is no array of tables.
        const bool isEmptyList = value.is_array() && value.as_array()->empty();
        if (key.str() != "connection" || !(value.is_array_of_tables() || isEmptyList))
            return failAt(kCode, path, value.source(), "only [[connection]] is expected here");
        for (const toml::node& item : *value.as_array()) {
            const Result<SavedConnection> connection = readConnection(*item.as_table(), path);
            if (!connection)
                return Unexpected(connection.error());
            if (book.find(connection->name))
                return failAt(kCode, path, item.source(),
                              "a second connection of the name " + connection->name);
            book.add(*connection);
        }
    }
    return book;
}

Result<void> ConnectionBook::save(const std::string& path) const
{
    return writePrivateFile(path, text());
}

std::string ConnectionBook::text() const
{
    toml::array list;
    for (const SavedConnection& connection : m_list)
        list.push_back(toTable(connection));
    std::ostringstream out;
    const toml::table book{{"connection", std::move(list)}};
    // Literal strings would be written even around texts that end them.
    using toml::format_flags;
    out << toml::toml_formatter(book,
                                format_flags::allow_unicode_strings | format_flags::indentation)
        << '\n';
    return out.str();
}

Result<SavedConnection> ConnectionBook::find(std::string_view name) const
{
    const auto it = std::ranges::find(m_list, name, &SavedConnection::name);
    if (it == m_list.end())
        return fail(ErrorCode::ConnectionUnknown, std::string(name));
    return *it;
}

void ConnectionBook::add(SavedConnection connection)
{
    for (const auto& [name, value] : takeSecrets(connection.kafka.properties))
        connection.secretNames.push_back(name);
    std::vector<std::string>& names = connection.secretNames;
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    remove(connection.name);
    const auto place =
        std::ranges::lower_bound(m_list, connection.name, {}, &SavedConnection::name);
    m_list.insert(place, std::move(connection));
}

void ConnectionBook::remove(std::string_view name)
{
    std::erase_if(m_list, [&](const SavedConnection& one) { return one.name == name; });
}

} // namespace shoppulse
