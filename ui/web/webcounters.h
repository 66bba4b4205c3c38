// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace shoppulse {

/// What the web server has done since it was started, and how many use it now.
struct WebCounters {
    std::uint64_t connections = 0; ///< open now, live views among them
    std::uint64_t viewers = 0; ///< live views open now
    std::uint64_t requests = 0;
    std::uint64_t refused = 0; ///< connections turned away because there were too many
    std::uint64_t frames = 0; ///< WebSocket messages sent
    std::uint64_t frameBytes = 0;
    std::uint64_t framesSkipped = 0; ///< not sent to a client that was slow
    std::uint64_t slowClosed = 0; ///< live views closed because they stayed slow
};

} // namespace shoppulse
