// SPDX-License-Identifier: GPL-3.0-or-later
#include "webfixture.h"

using namespace shoppulse;

namespace {

/// The status that a new connection is answered with.
int statusOf(const WebFixture& f, const QByteArray& request)
{
    RawClient client(f, request);
    return QTest::qWaitFor([&] { return client.isAnswered(); }) ? client.status() : 0;
}

/// What the server says of itself.
int connectionsOpen(const WebFixture& f)
{
    RawClient client(f, f.get("/metrics", f.bearer()));
    if (!QTest::qWaitFor([&] { return client.isAnswered(); }))
        return 0;
    const QByteArray name = "\nshoppulse_web_connections ";
    const QByteArray text = client.body();
    const qsizetype at = text.indexOf(name) + name.size();
    return text.mid(at, text.indexOf('\n', at) - at).toInt();
}

} // namespace

class TestWebGuard : public QObject {
    Q_OBJECT

private slots:
    void refusesBadRequests_data();
    void refusesBadRequests();
    void answersAfterRefusingAnUnreadBody();
    void judgesHosts_data();
    void judgesHosts();
    void allowsConfiguredHosts();
    void guardsLaterRequestsToo();
    void answersPipelinedRequestsInOrder();
    void takesARequestByteByByte();
    void endsASlowHead();
    void endsASlowBody();
    void endsASilentConnection();
    void endsAnIdleStranger();
    void keepsAnIdleViewer();
    void endsAClientThatTakesNothing();
    void limitsStrangers();
    void limitsConnections();
    void countsGuestsAsKnown();
    void closesWhenAskedTo();
};

void TestWebGuard::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray host = " HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("head too large")
        << QByteArray("GET /healthz" + host + "X: " + QByteArray(8192, 'x') + "\r\n\r\n") << 431;
    QTest::newRow("endless head") << QByteArray("GET /" + QByteArray(20000, 'x')) << 431;
    QTest::newRow("body too large")
        << QByteArray("POST /api/v1/login" + host + "Content-Length: 16385\r\n\r\n") << 413;
    QTest::newRow("method") << QByteArray("DELETE /healthz" + host + "\r\n") << 405;
    QTest::newRow("transfer encoding")
        << QByteArray("POST /api/v1/login" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << 400;
    QTest::newRow("two lengths") << QByteArray("POST /api/v1/login" + host
                                               + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx")
                                 << 400;
    QTest::newRow("two hosts") << QByteArray("GET /healthz" + host + "Host: localhost\r\n\r\n")
                               << 400;
    QTest::newRow("folded") << QByteArray("GET /healthz" + host + "X: a\r\n b\r\n\r\n") << 400;
    QTest::newRow("bare line feed")
        << QByteArray("GET /healthz HTTP/1.1\nHost: localhost\n\n") << 400;
    QTest::newRow("NUL") << QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19) << 400;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x00\xa5\x01\x00\x00", 8) << 400;
}

void TestWebGuard::refusesBadRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    WebFixture f;
    RawClient client(f, request);
    QTRY_COMPARE(client.status(), status);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.field("Connection"), QByteArray("close"));
    QCOMPARE(client.answers(), 1);
    RawClient next(f, f.get("/healthz"));
    QTRY_COMPARE(next.body(), QByteArray("ok\n"));
}

void TestWebGuard::answersAfterRefusingAnUnreadBody()
{
    WebFixture f;
    RawClient client(f,
                     "POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n"
                     "\r\n"
                         + QByteArray(900'000, 'x'));
    QTRY_COMPARE(client.status(), 413); // not lost to a reset
    QTRY_VERIFY(client.isClosed());
}

void TestWebGuard::judgesHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char* good :
         {"localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:5555", "[::1]", "[::1]:80"})
        QTest::newRow(good) << QByteArray(good) << 200;
    for (const char* bad : {"", "evil.example", "evil.example:80", "localhost.evil.example",
                            "localhost:80@evil.example", "localhost:", "localhost:8x", "[::1",
                            "[::1]evil", "127.0.0.2", "dash.example"})
        QTest::addRow("bad %s", bad) << QByteArray(bad) << 403;
}

void TestWebGuard::judgesHosts()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    WebFixture f;
    RawClient client(f, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    QTRY_COMPARE(client.status(), status);
    RawClient live(f,
                   "GET /api/v1/live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                       + "\r\n" + f.bearer()
                       + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                         "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QTRY_COMPARE(live.status(), status == 200 ? 101 : status);
}

void TestWebGuard::allowsConfiguredHosts()
{
    WebConfig config;
    config.allowedHosts = {"Dash.example"};
    WebFixture f(config);
    RawClient client(f, "GET /healthz HTTP/1.1\r\nHost: dash.example:80\r\n\r\n");
    QTRY_COMPARE(client.status(), 200);
    RawClient other(f, "GET /healthz HTTP/1.1\r\nHost: x.dash.example\r\n\r\n");
    QTRY_COMPARE(other.status(), 403);
}

void TestWebGuard::guardsLaterRequestsToo()
{
    WebFixture f;
    for (const QByteArray& bad :
         {QByteArray("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
          QByteArray("GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
          QByteArray("GET /healthz HTTP/1.1\r\nX: " + QByteArray(9000, 'x') + "\r\n\r\n")}) {
        RawClient client(f, f.get("/healthz"));
        QTRY_COMPARE(client.answers(), 1);
        QCOMPARE(client.status(), 200);
        client.send(f.get("/healthz"));
        QTRY_COMPARE(client.answers(), 2);
        QCOMPARE(client.status(), 200);
        client.send(bad);
        QTRY_COMPARE(client.answers(), 3);
        QVERIFY(client.status() >= 400);
        QTRY_VERIFY(client.isClosed());
    }
}

void TestWebGuard::answersPipelinedRequestsInOrder()
{
    WebFixture f;
    RawClient client(f, f.get("/healthz") + f.get("/nothing") + f.get("/healthz"));
    QTRY_COMPARE(client.answers(), 3);
    QVERIFY(client.received.indexOf(" 404 ") > client.received.indexOf(" 200 "));
    QVERIFY(client.received.lastIndexOf(" 200 ") > client.received.indexOf(" 404 "));
}

void TestWebGuard::takesARequestByteByByte()
{
    WebFixture f;
    RawClient client(f);
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    client.socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (const char c : f.get("/healthz")) {
        client.send(QByteArray(1, c));
        client.socket.flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.status(), 200);
}

void TestWebGuard::endsASlowHead()
{
    WebConfig config;
    config.times.headMs = 50;
    WebFixture f(config);
    RawClient client(f, "GET /healthz HTTP/1.1\r\n");
    QTRY_COMPARE(client.status(), 408);
    QTRY_VERIFY(client.isClosed());
}

void TestWebGuard::endsASlowBody()
{
    WebConfig config;
    config.times.bodyMs = 50;
    WebFixture f(config);
    RawClient client(f, f.post("/api/v1/login", "{}").chopped(1));
    QTRY_COMPARE(client.status(), 408);
    QTRY_VERIFY(client.isClosed());
}

void TestWebGuard::endsASilentConnection()
{
    WebConfig config;
    config.times.headMs = 50;
    WebFixture f(config);
    RawClient client(f);
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.isEmpty());
}

void TestWebGuard::endsAnIdleStranger()
{
    WebConfig config;
    config.times.headMs = 50;
    WebFixture f(config);
    RawClient client(f, f.get("/healthz"));
    QTRY_COMPARE(client.status(), 200);
    QTRY_VERIFY(client.isClosed());
}

void TestWebGuard::keepsAnIdleViewer()
{
    WebConfig config;
    config.times.headMs = 50;
    config.times.idleMs = 60'000;
    WebFixture f(config);
    RawClient viewer(f, f.get("/api/v1/session", f.bearer()));
    QTRY_COMPARE(viewer.status(), 200);
    RawClient stranger(f, f.get("/healthz"));
    QTRY_VERIFY(stranger.isAnswered());
    QTRY_VERIFY(stranger.isClosed());
    QVERIFY(!viewer.isClosed()); // it was there before, and may idle for longer
    viewer.send(f.get("/healthz").chopped(2)); // but a request begun is to be ended in time
    QTRY_COMPARE(viewer.status(), 408);
}

void TestWebGuard::endsAClientThatTakesNothing()
{
    WebConfig config;
    config.times.writeMs = 50;
    WebFixture f(config);
    auto big = std::make_shared<Snapshot>();
    big->timeline.assign(4'000'000, 4'000'000); // 30 MB of JSON
    f.hub.publish(std::move(big));
    RawClient client(f);
    client.socket.setReadBufferSize(1024);
    client.socket.disconnect(&client.socket); // never reads
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    client.send(f.get("/api/v1/snapshot", f.bearer()));
    QTRY_VERIFY_WITH_TIMEOUT(client.socket.bytesAvailable() > 0, 30'000);
    QTRY_COMPARE(connectionsOpen(f), 1); // the one that asks: the other is gone
}

void TestWebGuard::limitsStrangers()
{
    WebFixture f;
    std::vector<std::unique_ptr<RawClient>> strangers;
    for (int i = 0; i < kMaxStrangers; ++i) {
        strangers.push_back(std::make_unique<RawClient>(f, f.get("/healthz")));
        QTRY_COMPARE(strangers.back()->status(), 200);
    }
    RawClient refused(f, f.get("/healthz"));
    QTRY_COMPARE(refused.status(), 503);
    QTRY_VERIFY(refused.isClosed());
    // One of them logs in, and there is room for another stranger.
    strangers[0]->send(f.get("/api/v1/session", f.bearer()));
    QTRY_COMPARE(strangers[0]->answers(), 2);
    RawClient next(f, f.get("/healthz"));
    QTRY_COMPARE(next.status(), 200);
    RawClient full(f, f.get("/healthz"));
    QTRY_COMPARE(full.status(), 503);
    strangers[1]->socket.disconnectFromHost();
    QTRY_COMPARE(statusOf(f, f.get("/healthz")), 200);
}

void TestWebGuard::limitsConnections()
{
    WebConfig config;
    config.maxConnections = 20;
    WebFixture f(config);
    const QByteArray bearer = f.bearer();
    std::vector<std::unique_ptr<RawClient>> viewers;
    for (int i = 0; i < 20; ++i) {
        viewers.push_back(std::make_unique<RawClient>(f, f.get("/api/v1/session", bearer)));
        QTRY_COMPARE(viewers.back()->status(), 200);
    }
    RawClient refused(f, f.get("/api/v1/session", bearer));
    QTRY_COMPARE(refused.status(), 503);
    viewers.pop_back();
    QTRY_COMPARE(statusOf(f, f.get("/api/v1/session", bearer)), 200);
}

void TestWebGuard::countsGuestsAsKnown()
{
    WebConfig config;
    config.guest = true;
    config.maxConnections = 24;
    WebFixture f(config);
    std::vector<std::unique_ptr<RawClient>> guests;
    for (int i = 0; i < 24; ++i)
        guests.push_back(std::make_unique<RawClient>(f, f.get("/healthz")));
    for (const auto& guest : guests)
        QTRY_COMPARE(guest->status(), 200);
    RawClient refused(f, f.get("/healthz"));
    QTRY_COMPARE(refused.status(), 503);
}

void TestWebGuard::closesWhenAskedTo()
{
    WebFixture f;
    RawClient client(f, f.get("/healthz", "Connection: close\r\n"));
    QTRY_COMPARE(client.status(), 200);
    QTRY_VERIFY(client.isClosed());
    RawClient old(f, "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(old.status(), 200);
    QTRY_VERIFY(old.isClosed());
}

QTEST_GUILESS_MAIN(TestWebGuard)
#include "tst_webguard.moc"
