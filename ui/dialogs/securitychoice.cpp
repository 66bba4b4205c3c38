// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/securitychoice.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace shoppulse {
namespace {

using Login = SecurityChoice::Login;

constexpr std::array<std::pair<Login, const char*>, 3> kMechanisms{{
    {Login::Plain, "PLAIN"},
    {Login::Scram256, "SCRAM-SHA-256"},
    {Login::Scram512, "SCRAM-SHA-512"},
}};

const std::string kProtocol = "security.protocol";
const std::string kMechanism = "sasl.mechanism";

using Field = std::pair<const char*, std::string SecurityChoice::*>;
constexpr std::array<Field, 4> kTlsFields{{
    {"ssl.ca.location", &SecurityChoice::caFile},
    {"ssl.certificate.location", &SecurityChoice::certificateFile},
    {"ssl.key.location", &SecurityChoice::keyFile},
    {"ssl.key.password", &SecurityChoice::keyPassword},
}};
constexpr std::array<Field, 2> kLoginFields{{
    {"sasl.username", &SecurityChoice::user},
    {"sasl.password", &SecurityChoice::password},
}};

std::string valueOf(const KafkaProperties& properties, const std::string& name)
{
    const auto it = properties.find(name);
    return it == properties.end() ? std::string() : it->second;
}

/// Login and TLS of the properties; nullopt when the form has no words for them.
std::optional<SecurityChoice> recognised(const KafkaProperties& properties)
{
    const std::string protocol = valueOf(properties, kProtocol);
    SecurityChoice choice;
    choice.tls = protocol == "SSL" || protocol == "SASL_SSL";
    if (protocol.empty() || protocol == "PLAINTEXT" || protocol == "SSL")
        return choice;
    if (protocol != "SASL_PLAINTEXT" && protocol != "SASL_SSL")
        return std::nullopt;
    for (const auto& [login, mechanism] : kMechanisms) {
        if (valueOf(properties, kMechanism) == mechanism) {
            choice.login = login;
            return choice;
        }
    }
    return std::nullopt;
}

template <class Fields>
void takeFields(const Fields& fields, KafkaProperties& properties, SecurityChoice& choice)
{
    for (const auto& [name, member] : fields) {
        choice.*member = valueOf(properties, name);
        properties.erase(name);
    }
}

template <class Fields>
void putFields(const Fields& fields, const SecurityChoice& choice, KafkaProperties& properties)
{
    for (const auto& [name, member] : fields)
        if (!(choice.*member).empty())
            properties[name] = choice.*member;
}

} // namespace

SecurityChoice takeSecurity(KafkaProperties& properties)
{
    std::optional<SecurityChoice> choice = recognised(properties);
    if (!choice)
        return {};
    properties.erase(kProtocol);
    if (choice->login != Login::None) {
        properties.erase(kMechanism);
        takeFields(kLoginFields, properties, *choice);
    }
    if (choice->tls)
        takeFields(kTlsFields, properties, *choice);
    return *choice;
}

void putSecurity(const SecurityChoice& choice, KafkaProperties& properties)
{
    const bool sasl = choice.login != Login::None;
    if (choice.tls)
        putFields(kTlsFields, choice, properties);
    if (sasl)
        putFields(kLoginFields, choice, properties);
    for (const auto& [login, mechanism] : kMechanisms)
        if (login == choice.login)
            properties[kMechanism] = mechanism;
    if (sasl)
        properties[kProtocol] = choice.tls ? "SASL_SSL" : "SASL_PLAINTEXT";
    else if (choice.tls)
        properties[kProtocol] = "SSL";
}

} // namespace shoppulse
