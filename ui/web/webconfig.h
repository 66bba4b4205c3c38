// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QStringList>

namespace shoppulse {

/// Times of the server's own timers, in milliseconds: how long a connection may take, and the tick.
struct WebTimes {
    int headMs = 5'000; ///< for a request's header, and for the first one to begin
    int bodyMs = 5'000; ///< for its body
    int idleMs = 30'000; ///< between the requests of a kept-alive connection that is logged in
    int writeMs = 60'000; ///< for an answer to be taken whole
    int lingerMs = 1'000; ///< for the peer to close after its last answer
    int tickMs = 200; ///< between two looks at the hub
};

/// What the web server is started with. A value.
struct WebConfig {
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; ///< 0: any free one
    int maxConnections = 64; ///< live views counted
    bool guest = false; ///< everybody may look without logging in (the demo)
    QStringList allowedHosts; ///< names beside localhost, 127.0.0.1 and [::1]
    WebTimes times;
};

/// Connections that are not logged in, at most.
inline constexpr int kMaxStrangers = 16;

} // namespace shoppulse
