// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/secretproperty.h"

#include <algorithm>
#include <array>

namespace shoppulse {

bool isSecretProperty(std::string_view librdkafkaProperty)
{
    std::string name(librdkafkaProperty);
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    // The OAuth bearer configuration is free text that may hold anything, so it counts as secret.
    if (name == "sasl.oauthbearer.config" || name == "ssl_key")
        return true;
    static constexpr std::array<std::string_view, 4> kParts{"password", "secret", "jaas",
                                                            "key.pem"};
    return std::ranges::any_of(
        kParts, [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

std::map<std::string, std::string> takeSecrets(std::map<std::string, std::string>& properties)
{
    std::map<std::string, std::string> secrets;
    for (auto it = properties.begin(); it != properties.end();) {
        const auto next = std::next(it);
        if (isSecretProperty(it->first))
            secrets.insert(properties.extract(it));
        it = next;
    }
    return secrets;
}

} // namespace shoppulse
