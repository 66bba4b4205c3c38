// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace shoppulse {

/// Set by SIGINT and SIGTERM once catchInterrupts() was called; the commands without an event loop
/// look at it between two steps. A signal handler can reach nothing but such a variable.
[[nodiscard]] const std::atomic<bool>& interrupted();

/// Catches SIGINT and SIGTERM; returns a file descriptor that becomes readable when one arrives.
/// Ignores SIGPIPE. Call once, before any thread is started.
int catchInterrupts();

} // namespace shoppulse
