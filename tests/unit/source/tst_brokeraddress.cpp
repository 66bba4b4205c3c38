// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/brokeraddress.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace shoppulse;

class TestBrokerAddress : public QObject {
    Q_OBJECT

    const std::atomic<bool> m_cancel{false};

private slots:
    void lists()
    {
        using List = std::vector<BrokerAddress>;
        QCOMPARE(parseBrokers("a:1, SSL://b:2,,c,[::1]:9,[fe80::1]"),
                 (List{{"a", "1"}, {"b", "2"}, {"c", "9092"}, {"::1", "9"}, {"fe80::1", "9092"}}));
        QCOMPARE(parseBrokers(" , "), List{});
    }

    void names()
    {
        const auto found = resolveHost({"127.0.0.1", "9092"}, 3000, m_cancel);
        QCOMPARE(found.value(), std::vector<std::string>{"127.0.0.1"});
        const auto unknown = resolveHost({"no-such-host.invalid", "9092"}, 3000, m_cancel);
        QCOMPARE(unknown.error().code, ErrorCode::BrokerNameUnknown);
        QCOMPARE(unknown.error().subject, std::string("no-such-host.invalid:9092"));
    }

    void reachesTheOneThatListens()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const std::string port = std::to_string(server.serverPort());
        const auto reached =
            reachAny({{{"down", "1"}, "127.0.0.1"}, {{"up", port}, "127.0.0.1"}}, 3000, m_cancel);
        QCOMPARE(reached.value().broker.host, std::string("up"));
    }

    void refusedIsToldAtOnce()
    {
        QElapsedTimer timer;
        timer.start();
        const auto reached = reachAny({{{"down", "1"}, "127.0.0.1"}}, 3000, m_cancel);
        QCOMPARE(reached.error().code, ErrorCode::BrokerUnreachable);
        QCOMPARE(reached.error().detail, std::string("Connection refused"));
        QVERIFY(timer.elapsed() < 1000);
    }
};

QTEST_GUILESS_MAIN(TestBrokerAddress)
#include "tst_brokeraddress.moc"
