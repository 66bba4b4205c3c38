// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace shoppulse {

/// Puts what the TOML file named by --config says in front of the arguments, so that the command
/// line, which comes later, wins. A key is an option's long name without its dashes ("brokers"),
/// or "X" with a table of librdkafka properties; keys that belong to another subcommand are passed
/// over, unknown ones are a SettingsFile error with line and column. Without --config the
/// arguments come back as they are.
[[nodiscard]] Result<std::vector<std::string>>
withOptionFile(const std::vector<std::string>& arguments, const CLI::App& app);

} // namespace shoppulse
