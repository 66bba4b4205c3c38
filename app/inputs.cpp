// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inputs.h"

#include "core/settings/connectionbook.h"
#include "core/settings/folders.h"
#include "core/settings/privatefile.h"

namespace shoppulse {
namespace {

Result<std::string> secretFrom(const std::string& path)
{
    auto content = readWholeFile(path);
    if (!content)
        return Unexpected(content.error());
    if (!*content)
        return fail(ErrorCode::FileUnreadable, path, "there is no such file");
    std::string& secret = **content;
    while (secret.ends_with('\n') || secret.ends_with('\r'))
        secret.pop_back();
    return std::move(secret);
}

Result<void> addProperty(const std::string& given, KafkaConfig& kafka)
{
    const auto equals = given.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(ErrorCode::KafkaProperty, given, "write it as name=value");
    const std::string name = given.substr(0, equals);
    std::string value = given.substr(equals + 1);
    if (value.starts_with('@')) {
        auto secret = secretFrom(value.substr(1));
        if (!secret)
            return Unexpected(secret.error());
        value = std::move(*secret);
    }
    kafka.properties[name] = std::move(value);
    return {};
}

} // namespace

Result<Input> resolveInput(const InputOptions& options)
{
    Input input;
    std::string profile = "taobao";
    if (!options.connection.empty()) {
        const auto book = ConnectionBook::load(configFolder() + "/connections.toml");
        if (!book)
            return Unexpected(book.error());
        const auto saved = book->find(options.connection);
        if (!saved)
            return Unexpected(saved.error());
        input.kafka = saved->kafka;
        input.format = saved->format;
        profile = saved->profile;
        input.connection = saved->name;
        input.missingSecrets = saved->secretNames;
    } else {
        input.kafka.brokers = options.brokers;
        input.kafka.topic = options.topic;
    }
    if (!options.profile.empty())
        profile = options.profile;
    auto loaded = loadProfile(profile, configFolder() + "/profiles");
    if (!loaded)
        return Unexpected(loaded.error());
    input.profile = std::make_shared<const Profile>(std::move(*loaded));
    if (options.format)
        input.format = *options.format;
    if (input.format == Format::Auto)
        input.format = input.profile->format;
    if (options.from)
        input.kafka.from = *options.from;
    if (options.consumers > 0)
        input.kafka.consumers = options.consumers;
    for (const std::string& property : options.properties)
        if (auto added = addProperty(property, input.kafka); !added)
            return Unexpected(added.error());
    std::erase_if(input.missingSecrets, [&input](const std::string& name) {
        return input.kafka.properties.contains(name);
    });
    return input;
}

} // namespace shoppulse
