// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/base/error.h"
#include "ui/web/webserver.h"

namespace shoppulse {

inline constexpr quint16 kDefaultWebPort = 8765;

/// Reads ADDRESS:PORT ("127.0.0.1:8765", "[::1]:8765", "localhost:0"; port 0 takes a free one).
/// In the demo a missing address means loopback at the default port, or a free one when that is
/// taken, and guests may look. AddressUnusable when it cannot be understood.
[[nodiscard]] Result<WebConfig> webConfig(const OutputOptions& output, bool demo);

} // namespace shoppulse
