// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace shoppulse {

/// Runs the pipeline and, when asked for, the web server until SIGTERM or SIGINT (`interruptFile`
/// becomes readable). Health changes of every component go to standard error, a line each.
/// Returns the exit status.
[[nodiscard]] int runHeadless(int argc, char** argv, const Options& options, int interruptFile);

} // namespace shoppulse
