// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

namespace shoppulse {

/// What the connection form offers of librdkafka's security settings. A value.
struct SecurityChoice {
    enum class Login { None, Plain, Scram256, Scram512 };

    Login login = Login::None;
    bool tls = false;
    std::string caFile;
    std::string certificateFile;
    std::string keyFile;
    std::string keyPassword;
    std::string user;
    std::string password;

    friend bool operator==(const SecurityChoice&, const SecurityChoice&) = default;
};

using KafkaProperties = std::map<std::string, std::string>;

/// Moves what the form can show out of `properties`. A protocol or mechanism that it does not know
/// (Kerberos, OAuth) stays there, and the choice is the default one.
[[nodiscard]] SecurityChoice takeSecurity(KafkaProperties& properties);

/// Adds the properties of a choice; fields that do not belong to it are left out.
void putSecurity(const SecurityChoice& choice, KafkaProperties& properties);

} // namespace shoppulse
