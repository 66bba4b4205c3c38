// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/inputs.h"
#include "ui/connections/secretstore.h"

#include <chrono>

namespace shoppulse {

/// Asks for the passphrase of the secrets' file, after `problem` with the one before, if any.
/// Nothing when nobody answers.
using AskPassphrase = std::function<std::optional<std::string>(const QString& problem)>;

/// Puts the secrets that the saved connection needs (Input::missingSecrets) in their places. Runs
/// an event loop of its own until the store has answered, for at most `patience` at a keychain
/// that says nothing. SecretUnreadable names the secret and the cause.
Result<void> fetchSecrets(Input& input, SecretStore& store, const AskPassphrase& ask,
                          std::chrono::milliseconds patience = std::chrono::seconds(30));

/// resolveInput() with the secrets from this user's keychain or secrets' file, for programs that
/// have no window: a terminal is asked for the file's passphrase, nobody else.
[[nodiscard]] Result<Input> resolveWithSecrets(const InputOptions& options);

} // namespace shoppulse
