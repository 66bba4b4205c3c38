// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/web/accesscontrol.h"

#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>
#include <optional>

namespace shoppulse {

/// One browser that watches live: its socket, how far it is behind, when it was last heard of.
/// Times are steady milliseconds. Lives on the server's thread; owned by LiveFeed. Qt may delete
/// the socket by itself once it is disconnected.
class LiveClient {
public:
    /// `socket` has its handshake still before it.
    LiveClient(QTcpSocket* socket, Access access, std::int64_t nowMs);
    ~LiveClient();
    LiveClient(const LiveClient&) = delete;
    LiveClient& operator=(const LiveClient&) = delete;

    /// Whether `webSocket` is what became of this client's socket.
    [[nodiscard]] bool isBehind(const QWebSocket& webSocket) const;
    /// The handshake is done. Takes `webSocket`, which takes the socket.
    void open(QWebSocket* webSocket);
    [[nodiscard]] bool hasOpened() const { return m_webSocket != nullptr; }
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] const Access& access() const { return m_access; }

    /// Hands a complete frame to the socket unless too much is unsent; false: skipped.
    bool send(const QByteArray& frame, std::int64_t nowMs);
    [[nodiscard]] int structureSeen() const { return m_structureSeen; }
    void setStructureSeen(int revision) { m_structureSeen = revision; }

    /// Sends a ping when one is due.
    void keepAlive(std::int64_t nowMs);
    void heard(std::int64_t nowMs) { m_heardMs = nowMs; }
    /// The credentials are to be looked at again; once a minute.
    [[nodiscard]] bool isRecheckDue(std::int64_t nowMs);
    /// Slow for too long, silent for too long, or not gone after close().
    [[nodiscard]] bool isLost(std::int64_t nowMs) const;
    [[nodiscard]] bool isStuck(std::int64_t nowMs) const;

    /// Counts what comes in; false when it is more than a viewer may send.
    [[nodiscard]] bool countMessage(std::int64_t nowMs);
    [[nodiscard]] bool countUnread(std::int64_t nowMs);

    void close(QWebSocketProtocol::CloseCode code, std::int64_t nowMs);
    void abort();

private:
    void renewInbound(std::int64_t nowMs);

    const QPointer<QTcpSocket> m_socket;
    QPointer<QWebSocket> m_webSocket;
    const Access m_access;
    int m_structureSeen = 0;
    std::int64_t m_heardMs;
    std::int64_t m_pingedMs;
    std::int64_t m_checkedMs;
    std::int64_t m_inboundSinceMs;
    std::int64_t m_inboundBytes = 0;
    int m_inboundMessages = 0;
    std::optional<std::int64_t> m_stuckSinceMs;
    std::optional<std::int64_t> m_closingSinceMs;
};

} // namespace shoppulse
