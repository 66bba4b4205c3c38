// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/liveclient.h"

#include <algorithm>
#include <sys/socket.h>

namespace shoppulse {
namespace {

constexpr qint64 kMaxUnsentBytes = 256 * 1024;
/// What the kernel may hold beside that: little, so that "newest wins" is true on the wire too.
constexpr int kSendBufferBytes = 64 * 1024;
constexpr std::int64_t kStuckMs = 10'000;
constexpr std::int64_t kPingMs = 20'000;
constexpr std::int64_t kSilentMs = 40'000;
constexpr std::int64_t kRecheckMs = 60'000;
constexpr std::int64_t kClosingMs = 2'000;
constexpr std::int64_t kInboundWindowMs = 60'000;
constexpr int kInboundMessages = 100;
constexpr quint64 kInboundMessageBytes = 4 * 1024;
constexpr std::int64_t kInboundBytes = kInboundMessages * static_cast<int>(kInboundMessageBytes);

/// Straight to the kernel, past Qt's buffer, which is empty: with many viewers that halves the cost
/// of a tick. Returns the bytes that the kernel took; an error shows when Qt writes the rest.
qsizetype sendAtOnce(const QTcpSocket& socket, const QByteArray& frame)
{
    const auto sent = ::send(static_cast<int>(socket.socketDescriptor()), frame.constData(),
                             static_cast<std::size_t>(frame.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(sent, 0);
}

} // namespace

LiveClient::LiveClient(QTcpSocket* socket, Access access, std::int64_t nowMs)
    : m_socket(socket)
    , m_access(std::move(access))
    , m_heardMs(nowMs)
    , m_pingedMs(nowMs)
    , m_checkedMs(nowMs)
    , m_inboundSinceMs(nowMs)
{
    m_socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, kSendBufferBytes);
}

LiveClient::~LiveClient()
{
    // Later, because this may run within a signal of theirs.
    if (m_webSocket)
        m_webSocket->deleteLater(); // and the socket with it
    else if (m_socket)
        m_socket->deleteLater();
}

bool LiveClient::isBehind(const QWebSocket& webSocket) const
{
    return !m_webSocket && m_socket && m_socket->peerPort() == webSocket.peerPort()
        && m_socket->peerAddress() == webSocket.peerAddress();
}

void LiveClient::open(QWebSocket* webSocket)
{
    m_webSocket = webSocket;
    m_socket->setParent(webSocket);
    webSocket->setMaxAllowedIncomingMessageSize(kInboundMessageBytes);
    webSocket->setMaxAllowedIncomingFrameSize(kInboundMessageBytes);
}

bool LiveClient::isOpen() const
{
    return m_webSocket && !m_closingSinceMs && m_socket->state() == QAbstractSocket::ConnectedState;
}

bool LiveClient::send(const QByteArray& frame, std::int64_t nowMs)
{
    if (m_socket->bytesToWrite() > kMaxUnsentBytes) {
        if (!m_stuckSinceMs)
            m_stuckSinceMs = nowMs;
        return false;
    }
    m_stuckSinceMs.reset();
    // Frames to browsers are not masked, so one is the same for all; QWebSocket itself writes only
    // whole frames, so ours never lands inside one.
    const qsizetype sent = m_socket->bytesToWrite() == 0 ? sendAtOnce(*m_socket, frame) : 0;
    if (sent < frame.size()) {
        m_socket->write(sent == 0 ? frame : frame.mid(sent));
        m_socket->flush();
    }
    return true;
}

void LiveClient::keepAlive(std::int64_t nowMs)
{
    if (nowMs - m_pingedMs < kPingMs)
        return;
    m_pingedMs = nowMs;
    m_webSocket->ping();
}

bool LiveClient::isRecheckDue(std::int64_t nowMs)
{
    if (nowMs - m_checkedMs < kRecheckMs)
        return false;
    m_checkedMs = nowMs;
    return true;
}

bool LiveClient::isStuck(std::int64_t nowMs) const
{
    return m_stuckSinceMs && nowMs - *m_stuckSinceMs >= kStuckMs;
}

bool LiveClient::isLost(std::int64_t nowMs) const
{
    return nowMs - m_heardMs >= kSilentMs
        || (m_closingSinceMs && nowMs - *m_closingSinceMs >= kClosingMs);
}

void LiveClient::renewInbound(std::int64_t nowMs)
{
    if (nowMs - m_inboundSinceMs < kInboundWindowMs)
        return;
    m_inboundSinceMs = nowMs;
    m_inboundBytes = 0;
    m_inboundMessages = 0;
}

bool LiveClient::countMessage(std::int64_t nowMs)
{
    renewInbound(nowMs);
    return ++m_inboundMessages <= kInboundMessages;
}

bool LiveClient::countUnread(std::int64_t nowMs)
{
    renewInbound(nowMs);
    m_inboundBytes += m_socket ? m_socket->bytesAvailable() : 0;
    return m_inboundBytes <= kInboundBytes;
}

void LiveClient::close(QWebSocketProtocol::CloseCode code, std::int64_t nowMs)
{
    m_closingSinceMs = nowMs;
    m_webSocket->close(code);
}

void LiveClient::abort()
{
    if (m_socket)
        m_socket->abort();
}

} // namespace shoppulse
