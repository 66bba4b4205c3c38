// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace shoppulse {

/// $XDG_CONFIG_HOME/shoppulse, else ~/.config/shoppulse: connections.toml, settings.toml,
/// secrets.bin and the folder profiles. Need not exist yet.
[[nodiscard]] std::string configFolder();

/// $XDG_STATE_HOME/shoppulse, else ~/.local/state/shoppulse: accounts and checkpoints. Need not
/// exist yet.
[[nodiscard]] std::string stateFolder();

} // namespace shoppulse
