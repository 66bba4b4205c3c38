// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/aggregate/windowsettings.h"
#include "core/base/error.h"

#include <memory>

namespace shoppulse {

/// INPUT of the command line, looked up and checked: what a stream is opened with.
struct Input {
    KafkaConfig kafka;
    Format format = Format::Auto;
    std::shared_ptr<const Profile> profile;
    WindowSettings windows;
    std::string connection; ///< the saved connection's name; empty: given by brokers and topic
    std::vector<std::string> missingSecrets; ///< properties of it whose values are stored elsewhere
};

/// Loads the profile, the saved connection and the secrets in files (-X name=@FILE). Those that
/// only the keychain or the secrets' file has are left to fetchSecrets(). Reads files; errors name
/// the file.
[[nodiscard]] Result<Input> resolveInput(const InputOptions& options);

} // namespace shoppulse
