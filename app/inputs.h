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
};

/// Loads the profile, the saved connection and the secrets (-X name=@FILE). Reads files; errors
/// name the file.
[[nodiscard]] Result<Input> resolveInput(const InputOptions& options);

} // namespace shoppulse
