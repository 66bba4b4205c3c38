// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/web/httprequest.h"
#include "ui/web/httpresponse.h"
#include "ui/web/webconfig.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace shoppulse {

class HttpConnection;

/// Who answers. Called on the connection's thread.
class RequestHandler {
public:
    virtual ~RequestHandler() = default;
    /// Answers by HttpConnection::respond, now or later.
    virtual void handle(HttpConnection& connection, HttpRequest request) = 0;
    /// Asks for a WebSocket; nothing of the request has been read from the socket. Answers by
    /// respond() (a refusal) or takes the socket by release().
    virtual void upgrade(HttpConnection& connection, const HttpRequest& request) = 0;
};

/// The guard in front: one TCP connection, its requests one after the other, each within the
/// limits of bytes and time. Owns the socket until release(). Lives on the server's thread; after
/// finished() the owner deletes it later.
class HttpConnection final : public QObject {
    Q_OBJECT

public:
    /// `handler` outlives the connection.
    HttpConnection(QTcpSocket* socket, RequestHandler& handler, const WebTimes& times,
                   QObject* parent);

    /// Answers the request at hand. `isLast` closes the connection behind it.
    void respond(const HttpResponse& response, bool isLast = false);
    /// Answers without reading anything, and closes.
    void refuse(int status);
    /// Gives the socket away, its unread bytes still in it.
    [[nodiscard]] QTcpSocket* release();

    [[nodiscard]] QString peer() const;
    /// Whether the last request came with a session, a share or as a guest.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    void setKnown(bool isKnown) { m_isKnown = isKnown; }
    /// Nothing more is taken from it; it only waits for its peer to close.
    [[nodiscard]] bool isClosing() const { return m_state == State::Closing; }

signals:
    void finished(shoppulse::HttpConnection* connection);

private:
    enum class State { Head, Body, Answering, Writing, Closing };

    void onReadyRead();
    void onBytesWritten();
    void onTimeout();
    void readHead();
    void onHead(std::string_view head);
    void readBody();
    void awaitRequest();
    void enter(State state, int timeoutMs);
    void finishWriting();

    QTcpSocket* m_socket;
    RequestHandler& m_handler;
    const WebTimes m_times;
    QTimer m_deadline;
    State m_state = State::Head;
    HeadScan m_scan;
    HttpRequest m_request;
    bool m_isFirst = true;
    bool m_isKnown = false;
    bool m_closesAfterwards = false;
    bool m_isHeadRequest = false;
};

} // namespace shoppulse
