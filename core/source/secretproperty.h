// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace shoppulse {

/// Whether a librdkafka property holds a secret: a password, a private key, a client secret. Such
/// values go to the keychain or the secrets' file, never into a settings file, a log or an error.
[[nodiscard]] bool isSecretProperty(std::string_view librdkafkaProperty);

/// Moves the secret ones out of `properties` and returns them.
[[nodiscard]] std::map<std::string, std::string>
takeSecrets(std::map<std::string, std::string>& properties);

} // namespace shoppulse
