// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace shoppulse {

/// Runs the program with its window until that is closed or `interruptFile` becomes readable.
/// Returns the exit status.
[[nodiscard]] int runWindow(int argc, char** argv, const Options& options, int interruptFile);

} // namespace shoppulse
