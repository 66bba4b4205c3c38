// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace shoppulse {

/// Overwrites a secret that is no longer needed and empties the string; not optimised away.
void wipe(std::string& secret);

} // namespace shoppulse
