// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

/// The commands that run and end without an event loop. Each returns the exit status: 0 done,
/// 1 failed with the reason in one line on standard error.
namespace shoppulse {

[[nodiscard]] int runCount(const Options& options);
[[nodiscard]] int runReplay(const Options& options);
[[nodiscard]] int runUser(const Options& options);

/// Prints the reason in one line and returns the exit status of a failure.
int failed(const Error& error);

} // namespace shoppulse
