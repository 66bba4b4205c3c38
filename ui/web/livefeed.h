// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/snapshot/snapshothub.h"
#include "ui/web/liveclient.h"
#include "ui/web/snapshotencoder.h"
#include "ui/web/webcounters.h"

#include <QTimer>
#include <QWebSocketServer>
#include <memory>
#include <unordered_map>

namespace shoppulse {

/// WebSocket close codes of our own, documented in docs/web-protocol.md.
inline constexpr auto kCloseSessionEnded = static_cast<QWebSocketProtocol::CloseCode>(4401);

/// All live views. One timer looks at the hub every `tickMs`; what is new is encoded once and
/// the same bytes are written to every client. Without viewers nothing is encoded. Lives on the
/// server's thread; hub, encoder, access, counters and clock outlive it.
class LiveFeed final : public QObject {
    Q_OBJECT

public:
    LiveFeed(const SnapshotHub& hub, SnapshotEncoder& encoder, AccessControl& access,
             WebCounters& counters, const Clock& clock, int tickMs);

    /// Takes a socket whose upgrade request was checked and is still unread in it.
    void take(QTcpSocket* socket, Access access);
    /// Closes the views that a session holds.
    void endSession(std::string_view token);
    /// Says good-bye to every client.
    void closeAll();

    /// Sockets held, whatever their state.
    [[nodiscard]] int size() const { return static_cast<int>(m_clients.size()); }

private:
    void onHandshakeDone();
    void onMessage(LiveClient& client);
    void onReadyRead(LiveClient& client);
    void onDisconnected(std::uint64_t id);
    void tick();
    void tend(std::int64_t nowMs);
    void broadcast(std::int64_t nowMs);
    void sendTo(LiveClient& client, std::int64_t nowMs);
    bool sendFrame(LiveClient& client, const QByteArray& frame, std::int64_t nowMs);
    /// Encodes the newest snapshot when there is one that was not; false: there is none at all.
    bool refreshFrames();
    [[nodiscard]] std::vector<LiveClient*> openClients() const;

    const SnapshotHub& m_hub;
    SnapshotEncoder& m_encoder;
    AccessControl& m_access;
    WebCounters& m_counters;
    const Clock& m_clock;
    QWebSocketServer m_handshaker;
    QTimer m_timer;
    std::unordered_map<std::uint64_t, std::unique_ptr<LiveClient>> m_clients;
    std::uint64_t m_nextId = 0;
    SnapshotPtr m_newest;
    QByteArray m_valuesFrame;
    QByteArray m_structureFrame;
    int m_structureRevision = 0;
    bool m_isNew = false; ///< the newest has not been broadcast yet
    std::int64_t m_sentMs = 0;
};

/// One unmasked, final WebSocket text frame.
[[nodiscard]] QByteArray textFrame(const QByteArray& payload);

} // namespace shoppulse
