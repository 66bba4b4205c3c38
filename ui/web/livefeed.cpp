// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/livefeed.h"

#include <QtEndian>
#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::int64_t kRepeatMs = 1'000; ///< without news the same values are sent this often

} // namespace

QByteArray textFrame(const QByteArray& payload)
{
    constexpr char kFinalText = static_cast<char>(0x81);
    constexpr qsizetype kOneByte = 125;
    constexpr qsizetype kTwoBytes = 0xffff;
    const qsizetype size = payload.size();
    QByteArray frame;
    frame.reserve(size + 10);
    frame += kFinalText;
    if (size <= kOneByte) {
        frame += static_cast<char>(size);
    } else if (size <= kTwoBytes) {
        frame += static_cast<char>(126);
        const quint16 length = qToBigEndian(static_cast<quint16>(size));
        frame.append(reinterpret_cast<const char*>(&length), sizeof length);
    } else {
        frame += static_cast<char>(127);
        const quint64 length = qToBigEndian(static_cast<quint64>(size));
        frame.append(reinterpret_cast<const char*>(&length), sizeof length);
    }
    return frame += payload;
}

LiveFeed::LiveFeed(const SnapshotHub& hub, SnapshotEncoder& encoder, AccessControl& access,
                   WebCounters& counters, const Clock& clock, int tickMs)
    : m_hub(hub)
    , m_encoder(encoder)
    , m_access(access)
    , m_counters(counters)
    , m_clock(clock)
    , m_handshaker(QStringLiteral("ShopPulse"), QWebSocketServer::NonSecureMode)
{
    connect(&m_handshaker, &QWebSocketServer::newConnection, this, &LiveFeed::onHandshakeDone);
    connect(&m_timer, &QTimer::timeout, this, &LiveFeed::tick);
    m_timer.start(tickMs);
}

void LiveFeed::take(QTcpSocket* socket, Access access)
{
    const std::uint64_t id = m_nextId++;
    LiveClient& client =
        *m_clients
             .emplace(id,
                      std::make_unique<LiveClient>(socket, std::move(access), m_clock.steadyMs()))
             .first->second;
    // Before QWebSocketServer connects its own, so that bytes are counted before they are read.
    connect(socket, &QTcpSocket::readyRead, this, [&] { onReadyRead(client); });
    // Queued: a write may find the peer gone, and whoever writes still holds the client.
    connect(
        socket, &QTcpSocket::disconnected, this, [this, id] { onDisconnected(id); },
        Qt::QueuedConnection);
    m_handshaker.handleConnection(socket);
}

void LiveFeed::onHandshakeDone()
{
    QWebSocket* webSocket = m_handshaker.nextPendingConnection();
    const auto found = std::find_if(m_clients.begin(), m_clients.end(), [&](const auto& entry) {
        return entry.second->isBehind(*webSocket);
    });
    if (found == m_clients.end()) {
        webSocket->deleteLater();
        return;
    }
    LiveClient& client = *found->second;
    client.open(webSocket);
    ++m_counters.viewers;
    connect(webSocket, &QWebSocket::textMessageReceived, this, [&] { onMessage(client); });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this, [&] { onMessage(client); });
    connect(webSocket, &QWebSocket::pong, this, [&] { client.heard(m_clock.steadyMs()); });
    if (!refreshFrames())
        return;
    if (m_isNew)
        broadcast(m_clock.steadyMs()); // to the new one too
    else
        sendTo(client, m_clock.steadyMs());
}

void LiveFeed::onMessage(LiveClient& client)
{
    if (!client.countMessage(m_clock.steadyMs()) && client.isOpen())
        client.close(QWebSocketProtocol::CloseCodePolicyViolated, m_clock.steadyMs());
}

void LiveFeed::onReadyRead(LiveClient& client)
{
    if (client.hasOpened() && !client.countUnread(m_clock.steadyMs()))
        client.abort();
}

void LiveFeed::onDisconnected(std::uint64_t id)
{
    const auto found = m_clients.find(id);
    if (found == m_clients.end())
        return;
    if (found->second->hasOpened())
        --m_counters.viewers;
    m_clients.erase(found);
}

std::vector<LiveClient*> LiveFeed::openClients() const
{
    std::vector<LiveClient*> open;
    open.reserve(m_clients.size());
    for (const auto& [id, client] : m_clients)
        if (client->isOpen())
            open.push_back(client.get());
    return open;
}

void LiveFeed::endSession(std::string_view token)
{
    for (LiveClient* client : openClients())
        if (client->access().kind == Access::Kind::Session && client->access().token == token)
            client->close(kCloseSessionEnded, m_clock.steadyMs());
}

void LiveFeed::closeAll()
{
    m_timer.stop();
    for (LiveClient* client : openClients())
        client->close(QWebSocketProtocol::CloseCodeGoingAway, m_clock.steadyMs());
}

void LiveFeed::tick()
{
    const std::int64_t now = m_clock.steadyMs();
    tend(now);
    if (!m_clients.empty())
        broadcast(now);
}

void LiveFeed::tend(std::int64_t nowMs)
{
    for (const auto& [id, client] : m_clients) {
        const bool isStuck = client->isStuck(nowMs);
        m_counters.slowClosed += isStuck ? 1 : 0;
        if (isStuck || client->isLost(nowMs))
            client->abort();
    }
    for (LiveClient* client : openClients()) {
        client->keepAlive(nowMs);
        if (client->isRecheckDue(nowMs) && !m_access.isStillValid(client->access()))
            client->close(kCloseSessionEnded, nowMs);
    }
}

bool LiveFeed::refreshFrames()
{
    SnapshotPtr newest = m_hub.newest();
    if (!newest || newest == m_newest)
        return m_newest != nullptr;
    m_newest = std::move(newest);
    m_isNew = true;
    m_encoder.encode(m_newest);
    m_valuesFrame = textFrame(m_encoder.values());
    if (m_structureRevision != m_encoder.structureRevision()) {
        m_structureRevision = m_encoder.structureRevision();
        m_structureFrame = textFrame(m_encoder.structure());
    }
    return true;
}

void LiveFeed::broadcast(std::int64_t nowMs)
{
    if (!refreshFrames() || (!m_isNew && nowMs - m_sentMs < kRepeatMs))
        return;
    m_isNew = false;
    m_sentMs = nowMs;
    for (LiveClient* client : openClients())
        sendTo(*client, nowMs);
}

void LiveFeed::sendTo(LiveClient& client, std::int64_t nowMs)
{
    if (client.structureSeen() != m_structureRevision) {
        if (!sendFrame(client, m_structureFrame, nowMs))
            return;
        client.setStructureSeen(m_structureRevision);
    }
    sendFrame(client, m_valuesFrame, nowMs);
}

bool LiveFeed::sendFrame(LiveClient& client, const QByteArray& frame, std::int64_t nowMs)
{
    if (!client.send(frame, nowMs)) {
        ++m_counters.framesSkipped;
        return false;
    }
    ++m_counters.frames;
    m_counters.frameBytes += static_cast<std::uint64_t>(frame.size());
    return true;
}

} // namespace shoppulse
