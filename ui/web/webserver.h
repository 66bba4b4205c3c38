// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/snapshot/snapshothub.h"
#include "core/base/statusboard.h"
#include "ui/web/accesscontrol.h"
#include "ui/web/apiroutes.h"
#include "ui/web/httpconnection.h"
#include "ui/web/livefeed.h"

#include <QPointer>
#include <QTcpServer>
#include <QThreadPool>
#include <unordered_set>

namespace shoppulse {

/// The dashboard for browsers: HTTP and WebSocket on one port, loopback only. Everything runs on
/// the thread that made it; only password hashing goes to a pool of its own, so that a login never
/// holds up the live views. What it is given outlives it; `accounts` may be null when nobody is to
/// log in.
class WebServer final : public QObject, private RequestHandler {
    Q_OBJECT

public:
    WebServer(WebConfig config, const SnapshotHub& hub, AccountStore* accounts, StatusBoard& board,
              const Clock& clock, QObject* parent = nullptr);
    ~WebServer() override;

    /// PortInUse, AddressNeedsTls, AddressUnusable.
    Result<void> listen();
    /// The port listened on; 0 before listen().
    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    /// Says good-bye to every viewer and stops listening.
    void close();

private:
    void handle(HttpConnection& connection, HttpRequest request) override;
    void upgrade(HttpConnection& connection, const HttpRequest& request) override;

    void onNewConnection();
    void admit(QTcpSocket* socket);
    [[nodiscard]] bool isFull() const;
    void post(HttpConnection& connection, HttpRequest& request);
    void startLogin(HttpConnection& connection, HttpRequest& request);
    void finishLogin(HttpConnection& connection, const Result<std::string>& token);
    void endSession(const std::string& token);
    [[nodiscard]] HttpResponse logout(const HttpRequest& request);
    void report();
    [[nodiscard]] std::string target() const;

    const WebConfig m_config;
    AccountStore* const m_accounts;
    StatusBoard& m_board;
    const Clock& m_clock;
    WebCounters m_counters;
    AccessControl m_access;
    SnapshotEncoder m_encoder;
    ApiRoutes m_routes;
    LiveFeed m_live;
    QTcpServer m_listener;
    QTimer m_reportTimer;
    std::unordered_set<HttpConnection*> m_connections;
    QThreadPool m_loginPool;
};

} // namespace shoppulse
