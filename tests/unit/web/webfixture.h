// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/accounts/accountfixture.h"
#include "ui/web/webserver.h"

#include <QTcpSocket>
#include <QtTest>

inline constexpr const char* kPassword = "plum-orbit-93-kettle";

/// A server on a free loopback port with one user "mei", driven by a clock that a test steps.
struct WebFixture {
    explicit WebFixture(shoppulse::WebConfig config = {})
    {
        if (!accounts.store->addUser("mei", kPassword, shoppulse::Role::Admin))
            qFatal("no user");
        constexpr int kQuickTickMs = 10;
        config.times.tickMs = kQuickTickMs;
        server = std::make_unique<shoppulse::WebServer>(config, hub, accounts.store.get(), board,
                                                        accounts.clock);
        if (auto listening = server->listen(); !listening)
            qFatal("%s", shoppulse::describe(listening.error()).c_str());
    }

    [[nodiscard]] QByteArray host() const
    {
        return "127.0.0.1:" + QByteArray::number(server->port());
    }

    /// A GET with the fields that every good request has, and more lines when given.
    [[nodiscard]] QByteArray get(const QByteArray& target, const QByteArray& fields = {}) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields + "\r\n";
    }

    [[nodiscard]] QByteArray post(const QByteArray& target, const QByteArray& body,
                                  const QByteArray& fields = "X-ShopPulse: 1\r\n") const
    {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    /// A new session's header line.
    [[nodiscard]] QByteArray newBearer() const
    {
        const auto token = accounts.store->login("mei", kPassword, "");
        return "Authorization: Bearer " + QByteArray::fromStdString(*token) + "\r\n";
    }
    /// The same session's each time: a user has few.
    [[nodiscard]] const QByteArray& bearer() const
    {
        if (m_bearer.isEmpty())
            m_bearer = newBearer();
        return m_bearer;
    }

    void publish(std::uint64_t sequence)
    {
        auto snapshot = std::make_shared<shoppulse::Snapshot>();
        snapshot->sequence = sequence;
        snapshot->wallMs = accounts.clock.wallMs();
        snapshot->info.topic = "demo";
        snapshot->kpis[0].value = static_cast<double>(sequence) * 10;
        hub.publish(std::move(snapshot));
    }

    AccountFixture accounts;
    shoppulse::SnapshotHub hub;
    shoppulse::StatusBoard board;
    std::unique_ptr<shoppulse::WebServer> server;

private:
    mutable QByteArray m_bearer;
};

/// A client that sends exactly the bytes it is told to.
class RawClient {
public:
    explicit RawClient(const WebFixture& fixture)
    {
        socket.connectToHost(QHostAddress::LocalHost, fixture.server->port());
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [this] { received += socket.readAll(); });
    }
    RawClient(const WebFixture& fixture, const QByteArray& bytes)
        : RawClient(fixture)
    {
        send(bytes);
    }

    void send(const QByteArray& bytes) { socket.write(bytes); }

    /// How many whole answers have come (each is followed by the next one's status line).
    [[nodiscard]] int answers() const { return static_cast<int>(received.count("HTTP/1.1 ")); }
    /// Status of the newest answer; 0 before any.
    [[nodiscard]] int status() const
    {
        const qsizetype at = received.lastIndexOf("HTTP/1.1 ");
        return at < 0 ? 0 : received.mid(at + 9, 3).toInt();
    }
    /// The newest answer's body as far as it is there.
    [[nodiscard]] QByteArray body() const
    {
        const QByteArray answer = received.mid(received.lastIndexOf("HTTP/1.1 "));
        const qsizetype at = answer.indexOf("\r\n\r\n");
        return at < 0 ? QByteArray() : answer.mid(at + 4);
    }
    [[nodiscard]] QByteArray field(const QByteArray& name) const
    {
        const QByteArray answer = received.mid(received.lastIndexOf("HTTP/1.1 "));
        const qsizetype at = answer.indexOf("\r\n" + name + ": ");
        if (at < 0)
            return {};
        const qsizetype start = at + name.size() + 4;
        return answer.mid(start, answer.indexOf("\r\n", start) - start);
    }
    [[nodiscard]] bool isAnswered() const
    {
        return status() != 0 && received.contains("\r\n\r\n")
            && body().size() >= field("Content-Length").toInt();
    }
    [[nodiscard]] bool isClosed() const
    {
        return socket.state() == QAbstractSocket::UnconnectedState;
    }

    QTcpSocket socket;
    QByteArray received;
};
