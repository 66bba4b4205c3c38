// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/livefeed.h"
#include "webfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QWebSocket>

using namespace shoppulse;

namespace {

constexpr std::int64_t kSecond = 1'000;

/// A browser's side of a live view.
class Viewer {
public:
    Viewer(const WebFixture& f, const QByteArray& target, const QByteArray& bearer = {},
           const QString& origin = {})
        : socket(origin.isNull() ? "http://" + QString(f.host()) : origin)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString& text) { messages.append(text); });
        QNetworkRequest request(QUrl("ws://" + QString(f.host() + target)));
        if (!bearer.isEmpty())
            request.setRawHeader("Authorization", bearer);
        socket.open(request);
    }
    explicit Viewer(const WebFixture& f)
        : Viewer(f, "/api/v1/live", valueOf(f.bearer()))
    {
    }

    static QByteArray valueOf(const QByteArray& field)
    {
        return field.mid(field.indexOf(' ')).trimmed();
    }

    [[nodiscard]] QJsonObject message(qsizetype i) const
    {
        return QJsonDocument::fromJson(messages.value(i).toUtf8()).object();
    }
    [[nodiscard]] int sequence() const { return message(messages.size() - 1)["sequence"].toInt(); }
    [[nodiscard]] bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] bool isClosed() const
    {
        return socket.state() == QAbstractSocket::UnconnectedState;
    }

    QWebSocket socket;
    QStringList messages;
};

/// The bytes of an upgrade request, with these lines added.
QByteArray upgradeRequest(const WebFixture& f, const QByteArray& fields,
                          const QByteArray& target = "/api/v1/live")
{
    return f.get(target,
                 "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                     + fields);
}

double metric(const WebFixture& f, const QByteArray& name)
{
    RawClient client(f, f.get("/metrics", f.bearer()));
    if (!QTest::qWaitFor([&] { return client.isAnswered(); }))
        return -1;
    const QByteArray text = client.body();
    const qsizetype at = text.indexOf("\nshoppulse_" + name + ' ') + name.size() + 12;
    return text.mid(at, text.indexOf('\n', at) - at).toDouble();
}

/// Steps the clock in strides that a ping and its pong can follow.
void seesTheNextTicks(WebFixture& f, const Viewer& viewer, int strides)
{
    for (int i = 0; i < strides; ++i) {
        const qsizetype before = viewer.messages.size();
        f.accounts.clock.step(20 * kSecond);
        QTRY_VERIFY(viewer.messages.size() > before);
    }
}

/// A masked frame as browsers send it (mask 0).
QByteArray clientFrame(char opcode, const QByteArray& payload)
{
    QByteArray frame(1, static_cast<char>(0x80 | opcode));
    frame += static_cast<char>(0x80 | payload.size());
    return frame + QByteArray(4, '\0') + payload;
}

} // namespace

class TestLiveFeed : public QObject {
    Q_OBJECT

private slots:
    void writesFrames();
    void sendsStructureThenValues();
    void waitsForTheFirstSnapshot();
    void sameNumbersForTheSameSequence();
    void repeatsOnceASecondWithoutNews();
    void sendsAChangedStructureAgain();
    void judgesUpgrades_data();
    void judgesUpgrades();
    void guestAndShareMayWatch();
    void bearerNeedsNoOrigin();
    void logoutClosesTheView();
    void endedSessionClosesWithinAMinute();
    void watchingKeepsTheSession();
    void revokedShareClosesWithinAMinute();
    void silentClientIsDropped();
    void pongKeepsTheView();
    void slowClientIsDroppedOthersGoOn();
    void limitsInboundSize();
    void limitsInboundMessages();
    void limitsInboundPings();
    void closingSaysGoodbye();
    void survivesClientsThatVanish();
};

void TestLiveFeed::writesFrames()
{
    QCOMPARE(textFrame("hi"), QByteArray("\x81\x02hi"));
    QVERIFY(textFrame(QByteArray(126, 'x')).startsWith(QByteArray("\x81\x7e\x00\x7e", 4)));
    QVERIFY(textFrame(QByteArray(65'536, 'x'))
                .startsWith(QByteArray("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10)));
    QCOMPARE(textFrame(QByteArray(65'536, 'x')).size(), 65'546);
}

void TestLiveFeed::sendsStructureThenValues()
{
    WebFixture f;
    f.publish(1);
    Viewer viewer(f);
    QTRY_VERIFY(viewer.messages.size() >= 2);
    QCOMPARE(viewer.message(0)["type"].toString(), QString("structure"));
    QCOMPARE(viewer.message(0)["topic"].toString(), QString("demo"));
    QCOMPARE(viewer.message(1)["type"].toString(), QString("values"));
    for (int sequence = 2; sequence < 6; ++sequence) {
        f.publish(static_cast<std::uint64_t>(sequence));
        QTRY_COMPARE(viewer.sequence(), sequence);
    }
    QCOMPARE(viewer.messages.size(), 6); // one message a tick, the structure once
}

void TestLiveFeed::waitsForTheFirstSnapshot()
{
    WebFixture f;
    Viewer viewer(f);
    QTRY_VERIFY(viewer.isOpen());
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    QVERIFY(viewer.messages.isEmpty());
    f.publish(1);
    QTRY_COMPARE(viewer.messages.size(), 2);
    QCOMPARE(viewer.message(0)["type"].toString(), QString("structure"));
}

void TestLiveFeed::sameNumbersForTheSameSequence()
{
    WebFixture f;
    f.publish(3);
    Viewer one(f);
    Viewer two(f);
    QTRY_COMPARE(one.messages.size(), 2);
    QTRY_COMPARE(two.messages.size(), 2);
    QCOMPARE(one.messages, two.messages);
    RawClient http(f, f.get("/api/v1/snapshot", f.bearer()));
    QTRY_VERIFY(http.isAnswered());
    QCOMPARE(QJsonDocument::fromJson(http.body()).object()["values"].toObject(), one.message(1));
}

void TestLiveFeed::repeatsOnceASecondWithoutNews()
{
    WebFixture f;
    f.publish(1);
    Viewer viewer(f);
    QTRY_COMPARE(viewer.messages.size(), 2);
    for (int repeat = 1; repeat <= 3; ++repeat) {
        f.accounts.clock.step(kSecond);
        QTRY_COMPARE(viewer.messages.size(), 2 + repeat);
        QCOMPARE(viewer.messages.back(), viewer.messages[1]);
    }
}

void TestLiveFeed::sendsAChangedStructureAgain()
{
    WebFixture f;
    f.publish(1);
    Viewer viewer(f);
    QTRY_COMPARE(viewer.messages.size(), 2);
    auto detected = std::make_shared<Snapshot>();
    detected->sequence = 2;
    detected->info.topic = "demo";
    detected->info.format = Format::TaobaoCsv;
    f.hub.publish(std::move(detected));
    QTRY_COMPARE(viewer.messages.size(), 4);
    QCOMPARE(viewer.message(2)["format"].toString(), QString("taobao-csv"));
    QCOMPARE(viewer.sequence(), 2);
}

void TestLiveFeed::judgesUpgrades_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& fields, int status) {
        QTest::newRow(name) << fields << status;
    };
    row("own origin", "Origin: http://HOST\r\nCOOKIE", 101);
    row("no origin", "COOKIE", 403);
    row("null origin", "Origin: null\r\nCOOKIE", 403);
    row("foreign origin", "Origin: http://evil.example\r\nCOOKIE", 403);
    row("other port", "Origin: http://127.0.0.1:1\r\nCOOKIE", 403);
    row("longer name", "Origin: http://HOST.evil.example\r\nCOOKIE", 403);
    row("foreign origin with Bearer", "Origin: http://evil.example\r\nBEARER", 403);
    row("null origin with Bearer", "Origin: null\r\nBEARER", 403);
    row("no origin, wrong Bearer", "Authorization: Bearer guess\r\n", 403);
    row("no session", "Origin: http://HOST\r\n", 401);
    row("wrong session", "Origin: http://HOST\r\nCookie: shoppulse-1=guess\r\n", 401);
    row("body", "Origin: http://HOST\r\nContent-Length: 1\r\nCOOKIE", 400);
}

void TestLiveFeed::judgesUpgrades()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    WebFixture f;
    const QByteArray bearer = f.bearer();
    const QByteArray cookie =
        "Cookie: shoppulse-" + QByteArray::number(f.server->port()) + '=' + bearer.mid(22);
    fields.replace("HOST", f.host()).replace("COOKIE", cookie).replace("BEARER", bearer);
    RawClient client(f, upgradeRequest(f, fields));
    QTRY_COMPARE(client.status(), status);
    if (status != 101)
        QTRY_VERIFY(client.isClosed());
}

void TestLiveFeed::guestAndShareMayWatch()
{
    WebConfig config;
    config.guest = true;
    WebFixture guest(config);
    Viewer viewer(guest, "/api/v1/live");
    QTRY_VERIFY(viewer.isOpen());
    RawClient foreign(guest, upgradeRequest(guest, "Origin: http://evil.example\r\n"));
    QTRY_COMPARE(foreign.status(), 403);

    WebFixture f;
    const auto share = QByteArray::fromStdString(*f.accounts.store->createShare("wall"));
    Viewer shared(f, "/api/v1/live?share=" + share);
    QTRY_VERIFY(shared.isOpen());
    // A link is no token of its own: it does not stand for the missing Origin.
    RawClient missing(f, upgradeRequest(f, {}, "/api/v1/live?share=" + share));
    QTRY_COMPARE(missing.status(), 403);
}

void TestLiveFeed::bearerNeedsNoOrigin()
{
    WebFixture f;
    RawClient client(f, upgradeRequest(f, f.bearer()));
    QTRY_COMPARE(client.status(), 101);
}

void TestLiveFeed::logoutClosesTheView()
{
    WebFixture f;
    const QByteArray session = f.newBearer();
    Viewer viewer(f, "/api/v1/live", Viewer::valueOf(session));
    Viewer other(f);
    QTRY_VERIFY(viewer.isOpen() && other.isOpen());
    QTRY_COMPARE(metric(f, "web_viewers"), 2.0);
    RawClient client(f, f.post("/api/v1/logout", {}, "X-ShopPulse: 1\r\n" + session));
    QTRY_COMPARE(client.status(), 200);
    QTRY_VERIFY(viewer.isClosed());
    QCOMPARE(static_cast<int>(viewer.socket.closeCode()), 4401);
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    QVERIFY(other.isOpen());
}

void TestLiveFeed::endedSessionClosesWithinAMinute()
{
    WebFixture f;
    f.publish(1);
    Viewer viewer(f);
    QTRY_COMPARE(viewer.messages.size(), 2);
    QVERIFY(f.accounts.store->setPassword("mei", "lantern of the quiet sea"));
    seesTheNextTicks(f, viewer, 2);
    f.accounts.clock.step(20 * kSecond);
    QTRY_VERIFY(viewer.isClosed());
    QCOMPARE(static_cast<int>(viewer.socket.closeCode()), 4401);
}

void TestLiveFeed::watchingKeepsTheSession()
{
    WebFixture f;
    f.publish(1);
    Viewer viewer(f);
    QTRY_COMPARE(viewer.messages.size(), 2);
    seesTheNextTicks(f, viewer, 100); // 33 minutes
    QVERIFY(viewer.isOpen());
}

void TestLiveFeed::revokedShareClosesWithinAMinute()
{
    WebFixture f;
    f.publish(1);
    const auto share = QByteArray::fromStdString(*f.accounts.store->createShare("wall"));
    Viewer viewer(f, "/api/v1/live?share=" + share);
    QTRY_COMPARE(viewer.messages.size(), 2);
    f.accounts.store->revokeShare(f.accounts.store->shares().front().id);
    seesTheNextTicks(f, viewer, 2);
    f.accounts.clock.step(20 * kSecond);
    QTRY_VERIFY(viewer.isClosed());
    QCOMPARE(static_cast<int>(viewer.socket.closeCode()), 4401);
}

void TestLiveFeed::silentClientIsDropped()
{
    WebFixture f;
    RawClient silent(f, upgradeRequest(f, f.bearer())); // never answers a ping
    QTRY_COMPARE(silent.status(), 101);
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    f.accounts.clock.step(20 * kSecond);
    QTRY_VERIFY(silent.received.contains(QByteArray("\x89\x00", 2))); // the ping
    QVERIFY(!silent.isClosed());
    f.accounts.clock.step(20 * kSecond);
    QTRY_VERIFY(silent.isClosed());
    QTRY_COMPARE(metric(f, "web_viewers"), 0.0);
}

void TestLiveFeed::pongKeepsTheView()
{
    WebFixture f;
    RawClient client(f, upgradeRequest(f, f.bearer()));
    QTRY_COMPARE(client.status(), 101);
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    for (int i = 1; i <= 5; ++i) {
        f.accounts.clock.step(20 * kSecond);
        QTRY_COMPARE(client.received.count(QByteArray("\x89\x00", 2)), i);
        client.send(clientFrame(0xA, {}));
        QTRY_COMPARE(client.socket.bytesToWrite(), 0);
        QCOMPARE(metric(f, "web_viewers"), 1.0); // one round trip later the pong has been read
    }
}

void TestLiveFeed::slowClientIsDroppedOthersGoOn()
{
    WebFixture f;
    const auto publishBig = [&](int sequence) {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sequence = static_cast<std::uint64_t>(sequence);
        snapshot->timeline.assign(20'000, 4'000'000); // 160 KB of JSON
        f.hub.publish(std::move(snapshot));
    };
    RawClient slow(f);
    slow.socket.disconnect(&slow.socket); // never reads
    slow.socket.setReadBufferSize(1'024);
    slow.send(upgradeRequest(f, f.bearer()));
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    Viewer quick(f);
    QTRY_VERIFY(quick.isOpen());
    int sequence = 0;
    const auto publishAndSee = [&] {
        publishBig(++sequence);
        QTRY_COMPARE(quick.sequence(), sequence);
    };
    while (metric(f, "web_frames_skipped_total") == 0 && sequence < 200)
        publishAndSee();
    QVERIFY(metric(f, "web_frames_skipped_total") > 0);
    f.accounts.clock.step(9 * kSecond);
    publishAndSee();
    QCOMPARE(metric(f, "web_viewers"), 2.0);
    f.accounts.clock.step(1 * kSecond);
    publishAndSee();
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    QCOMPARE(metric(f, "web_slow_closed_total"), 1.0);
    publishAndSee();
    QVERIFY(quick.isOpen());
}

void TestLiveFeed::limitsInboundSize()
{
    WebFixture f;
    Viewer viewer(f);
    QTRY_VERIFY(viewer.isOpen());
    viewer.socket.sendTextMessage(QString(4'096, 'x'));
    QTRY_COMPARE(viewer.socket.bytesToWrite(), 0);
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    QVERIFY(viewer.isOpen());
    viewer.socket.sendTextMessage(QString(4'097, 'x'));
    QTRY_VERIFY(viewer.isClosed());
}

void TestLiveFeed::limitsInboundMessages()
{
    WebFixture f;
    Viewer viewer(f);
    QTRY_VERIFY(viewer.isOpen());
    for (int i = 0; i < 100; ++i)
        viewer.socket.sendTextMessage("x");
    QTRY_COMPARE(viewer.socket.bytesToWrite(), 0);
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    QVERIFY(viewer.isOpen());
    viewer.socket.sendTextMessage("x");
    QTRY_VERIFY(viewer.isClosed());
    QCOMPARE(viewer.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
}

void TestLiveFeed::limitsInboundPings()
{
    WebFixture f;
    RawClient client(f, upgradeRequest(f, f.bearer()));
    QTRY_COMPARE(client.status(), 101);
    const QByteArray pings = clientFrame(0x9, QByteArray(100, 'x')).repeated(1'000);
    for (int i = 0; i < 10 && !client.isClosed(); ++i) {
        client.send(pings);
        QTRY_VERIFY(client.socket.bytesToWrite() == 0 || client.isClosed());
    }
    QTRY_VERIFY(client.isClosed());
}

void TestLiveFeed::closingSaysGoodbye()
{
    WebFixture f;
    Viewer viewer(f);
    QTRY_VERIFY(viewer.isOpen());
    QTRY_COMPARE(metric(f, "web_viewers"), 1.0);
    f.server.reset();
    QTRY_VERIFY(viewer.isClosed());
    QCOMPARE(viewer.socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

void TestLiveFeed::survivesClientsThatVanish()
{
    WebConfig config;
    config.guest = true;
    WebFixture f(config);
    f.publish(1);
    for (int round = 0; round < 5; ++round) {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i)
            clients.push_back(std::make_unique<RawClient>(
                f, upgradeRequest(f, "Origin: http://" + f.host() + "\r\n")));
        QTRY_VERIFY(clients.back()->status() == 101);
        for (const auto& client : clients)
            client->socket.abort();
        f.publish(static_cast<std::uint64_t>(round) + 2);
    }
    QTRY_COMPARE(metric(f, "web_viewers"), 0.0);
}

QTEST_GUILESS_MAIN(TestLiveFeed)
#include "tst_livefeed.moc"
