// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/httpconnection.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <array>
#include <sys/socket.h>

namespace shoppulse {
namespace {

constexpr int kRequestTimeout = 408;
constexpr int kBadRequest = 400;
constexpr int kFieldsTooLarge = 431;
/// Bytes of one connection that Qt holds for us at most.
constexpr qint64 kReadBuffer = static_cast<qint64>(kMaxHeadBytes + kMaxBodyBytes);

} // namespace

HttpConnection::HttpConnection(QTcpSocket* socket, RequestHandler& handler, const WebTimes& times,
                               QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(handler)
    , m_times(times)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kReadBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] { emit finished(this); });
    awaitRequest();
}

QString HttpConnection::peer() const
{
    return m_socket->peerAddress().toString();
}

void HttpConnection::enter(State state, int timeoutMs)
{
    m_state = state;
    m_deadline.start(timeoutMs);
}

void HttpConnection::awaitRequest()
{
    m_scan = HeadScan();
    m_isHeadRequest = false;
    const bool mayIdle = !m_isFirst && m_isKnown;
    enter(State::Head, mayIdle ? m_times.idleMs : m_times.headMs);
}

void HttpConnection::onReadyRead()
{
    switch (m_state) {
    case State::Head:
        readHead();
        break;
    case State::Body:
        readBody();
        break;
    case State::Closing:
        m_socket->readAll();
        break;
    case State::Answering:
    case State::Writing:
        break; // the next request waits in the socket, whose buffer is bounded
    }
}

void HttpConnection::readHead()
{
    // One byte more than allowed tells "too large" from "not complete yet".
    std::array<char, kMaxHeadBytes + 1> bytes;
    const qint64 size = m_socket->peek(bytes.data(), static_cast<qint64>(bytes.size()));
    if (size <= 0)
        return;
    if (!m_isFirst && m_isKnown && m_scan.isUntouched())
        m_deadline.start(m_times.headMs); // it was idle; now the request has begun
    const std::string_view arrived(bytes.data(), static_cast<std::size_t>(size));
    switch (m_scan.look(arrived)) {
    case HeadScan::State::Incomplete:
        break;
    case HeadScan::State::Broken:
        refuse(kBadRequest);
        break;
    case HeadScan::State::TooLarge:
        refuse(kFieldsTooLarge);
        break;
    case HeadScan::State::Complete:
        onHead(arrived.substr(0, m_scan.length()));
        break;
    }
}

void HttpConnection::onHead(std::string_view head)
{
    m_isFirst = false;
    auto request = parseHead(head);
    if (!request) {
        refuse(request.error());
        return;
    }
    m_request = std::move(*request);
    m_isHeadRequest = m_request.method == Method::Head;
    if (m_request.wantsWebSocket) {
        m_state = State::Answering;
        m_deadline.stop();
        m_closesAfterwards = true; // a refusal leaves the request unread
        m_handler.upgrade(*this, m_request);
        return;
    }
    m_socket->skip(static_cast<qint64>(head.size()));
    enter(State::Body, m_times.bodyMs);
    readBody();
}

void HttpConnection::readBody()
{
    const auto length = static_cast<qint64>(m_request.contentLength);
    if (m_socket->bytesAvailable() < length)
        return;
    m_request.body.resize(m_request.contentLength);
    m_socket->read(m_request.body.data(), length);
    m_state = State::Answering;
    m_deadline.stop();
    m_closesAfterwards = !m_request.keepAlive;
    m_handler.handle(*this, std::move(m_request));
}

void HttpConnection::respond(const HttpResponse& response, bool isLast)
{
    m_closesAfterwards = m_closesAfterwards || isLast;
    enter(State::Writing, m_times.writeMs);
    m_socket->write(response.head(!m_closesAfterwards));
    if (!m_isHeadRequest)
        m_socket->write(response.body);
    m_socket->flush();
    if (m_state == State::Writing && m_socket->bytesToWrite() == 0)
        finishWriting();
}

void HttpConnection::refuse(int status)
{
    respond(HttpResponse::plain(status), true);
}

void HttpConnection::onBytesWritten()
{
    if (m_state == State::Writing && m_socket->bytesToWrite() == 0)
        finishWriting();
}

void HttpConnection::finishWriting()
{
    if (m_closesAfterwards) {
        // Closing with bytes unread would reset the connection and lose the answer: say that no
        // more comes, and wait a moment for the peer.
        enter(State::Closing, m_times.lingerMs);
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        m_socket->readAll();
        return;
    }
    awaitRequest();
    // Not from here: a pipelined request would be answered ever deeper on the stack.
    QMetaObject::invokeMethod(this, &HttpConnection::onReadyRead, Qt::QueuedConnection);
}

void HttpConnection::onTimeout()
{
    const bool hasBegun = m_socket->bytesAvailable() > 0 || m_state == State::Body;
    if (hasBegun && m_state != State::Closing && m_state != State::Writing)
        refuse(kRequestTimeout);
    else
        m_socket->abort();
}

QTcpSocket* HttpConnection::release()
{
    m_deadline.stop();
    m_socket->disconnect(this);
    m_socket->setParent(nullptr);
    emit finished(this);
    return m_socket;
}

} // namespace shoppulse
