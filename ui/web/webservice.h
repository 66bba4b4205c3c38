// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshothub.h"
#include "ui/web/webserver.h"

#include <QThread>
#include <mutex>

namespace shoppulse {

/// The web server on a thread of its own, to be switched on and off: the window's "Share" and the
/// headless program. Calls come from any thread and return when the work is done (milliseconds).
/// What it is given outlives it; `accounts` may be null when nobody is to log in.
class WebService {
public:
    WebService(const SnapshotHub& hub, AccountStore* accounts, StatusBoard& board,
               const Clock& clock);
    ~WebService();

    /// Starts, ending a server that runs; the port that is listened on. PortInUse,
    /// AddressNeedsTls, AddressUnusable.
    Result<quint16> start(const WebConfig& config);
    /// Idempotent.
    void stop();
    [[nodiscard]] bool isRunning() const;

private:
    void stopLocked();

    const SnapshotHub& m_hub;
    AccountStore* const m_accounts;
    StatusBoard& m_board;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    QThread m_thread;
    std::unique_ptr<QObject> m_inThread; ///< brings calls to the thread
    std::unique_ptr<WebServer> m_server; ///< made, used and ended on the thread alone
};

} // namespace shoppulse
