// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/accounts/accountfixture.h"
#include "ui/web/webservice.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>
#include <thread>

using namespace shoppulse;

namespace {

struct ServiceFixture {
    SteppedClock clock;
    SnapshotHub hub;
    StatusBoard board;
    WebService service{hub, nullptr, board, clock};

    [[nodiscard]] ComponentStatus status() const
    {
        return board.read()[static_cast<std::size_t>(Component::Web)];
    }
};

/// Whether somebody answers "ok" there.
bool isHealthy(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    if (!socket.waitForConnected() || !socket.waitForDisconnected())
        return false;
    return socket.readAll().endsWith("ok\n");
}

} // namespace

class TestWebService : public QObject {
    Q_OBJECT

private slots:
    void startsAndStops();
    void startsAnew();
    void refusesAPortInUse();
    void refusesAddressesOffLoopback_data();
    void refusesAddressesOffLoopback();
    void refusesAnAddressThatIsNotOurs();
    void startsFromManyThreads();
};

void TestWebService::startsAndStops()
{
    ServiceFixture f;
    QVERIFY(!f.service.isRunning());
    const auto port = f.service.start({});
    QVERIFY(port);
    QVERIFY(f.service.isRunning());
    QVERIFY(isHealthy(*port));
    QCOMPARE(f.status().health, Health::Ok);
    QCOMPARE(f.status().target, "http://127.0.0.1:" + std::to_string(*port));
    f.service.stop();
    f.service.stop();
    QVERIFY(!f.service.isRunning());
    QVERIFY(!isHealthy(*port));
    QCOMPARE(f.status().health, Health::Off);
}

void TestWebService::startsAnew()
{
    ServiceFixture f;
    WebConfig config;
    config.port = *f.service.start({});
    QVERIFY(isHealthy(config.port));
    QCOMPARE(f.service.start(config).value(), config.port); // its own port is free for it again
    QVERIFY(isHealthy(config.port));
    config.address = QHostAddress::LocalHostIPv6;
    if (const auto port = f.service.start(config))
        QCOMPARE(f.status().target, "http://[::1]:" + std::to_string(*port));
}

void TestWebService::refusesAPortInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServiceFixture f;
    WebConfig config;
    config.port = other.serverPort();
    const auto refused = f.service.start(config);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PortInUse);
    QCOMPARE(refused.error().subject, "127.0.0.1:" + std::to_string(config.port));
    QVERIFY(!f.service.isRunning());
    QCOMPARE(f.status().health, Health::Down);
    QCOMPARE(f.status().error, refused.error());
}

void TestWebService::refusesAddressesOffLoopback_data()
{
    QTest::addColumn<QString>("address");
    for (const char* address : {"0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1"})
        QTest::newRow(address) << QString(address);
}

void TestWebService::refusesAddressesOffLoopback()
{
    QFETCH(QString, address);
    ServiceFixture f;
    WebConfig config;
    config.address = QHostAddress(address);
    const auto refused = f.service.start(config);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::AddressNeedsTls);
}

void TestWebService::refusesAnAddressThatIsNotOurs()
{
    ServiceFixture f;
    WebConfig config;
    config.port = 1;
    if (const auto refused = f.service.start(config); !refused)
        QCOMPARE(refused.error().code, ErrorCode::AddressUnusable); // a port for root alone
}

void TestWebService::startsFromManyThreads()
{
    ServiceFixture f;
    std::vector<std::jthread> callers;
    for (int i = 0; i < 4; ++i)
        callers.emplace_back([&f] {
            for (int round = 0; round < 5; ++round) {
                if (!f.service.start({}))
                    qFatal("not started");
                f.service.stop();
            }
        });
    callers.clear();
    QVERIFY(!f.service.isRunning());
}

QTEST_GUILESS_MAIN(TestWebService)
#include "tst_webservice.moc"
