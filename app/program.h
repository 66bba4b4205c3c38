// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace shoppulse {

/// Runs the window with these options until it is closed; returns the exit status.
using WindowRunner = int (*)(int argc, char** argv, const Options& options, int interruptFile);

/// Both programs' main(): reads the command line and runs what it asks for. Without a window
/// runner the program is `shoppulsed`.
[[nodiscard]] int runProgram(int argc, char** argv, WindowRunner window);

} // namespace shoppulse
