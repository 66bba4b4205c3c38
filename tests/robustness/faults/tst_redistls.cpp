// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisconnection.h"
#include "core/publish/redis/redissink.h"
#include "tests/unit/publish/records.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

using namespace shoppulse;

/// Redis by TLS; runs inside the testbed, which starts one whose certificate is for `localhost`.
class TestRedisTls : public QObject {
    Q_OBJECT

    std::string m_plainPort;
    std::string m_port;
    std::string m_login;
    std::string m_ca;

    static std::string environment(const char* name) { return qgetenv(name).toStdString(); }
    [[nodiscard]] std::string good() const
    {
        return "rediss://" + m_login + "@localhost:" + m_port + "/3?ca=" + m_ca;
    }

private slots:
    void initTestCase()
    {
        const std::string address = environment("SHOPPULSE_TEST_REDIS_TLS");
        if (address.empty())
            QSKIP("run it by ctest or tests/testbed/run --redis-tls");
        m_port = address.substr(address.find(':') + 1);
        const std::string plain = environment("SHOPPULSE_TEST_REDIS");
        m_plainPort = plain.substr(plain.find(':') + 1);
        m_login = environment("SHOPPULSE_TEST_REDIS_USER") + ":"
            + environment("SHOPPULSE_TEST_REDIS_PASSWORD");
        m_ca = environment("SHOPPULSE_TEST_REDIS_CA");
    }

    void resultsArrive()
    {
        const auto sink = makeRedisSink(parseRedisUrl(good()).value());
        std::vector<ResultRecord> records;
        for (int second = 0; second < 5'000; ++second)
            records.push_back(genderSecond(second, 1));
        records.push_back(runningTotal(70));
        const auto written = sink->write(records);
        QVERIFY2(written.has_value(), written ? "" : describe(written.error()).c_str());
        RedisConnection plain(parseRedisUrl("redis://localhost:" + m_plainPort + "/3").value());
        QVERIFY(plain.connect().has_value());
        const RedisCommand ask[] = {{"HGET", "shoppulse:win:ordernumall:0:0", "buy"}};
        QCOMPARE(plain.pipeline(ask).value().front().text, std::string("70"));
    }

    void anAnswerMayBeLong()
    {
        RedisConnection redis(parseRedisUrl(good()).value());
        QVERIFY(redis.connect().has_value());
        const std::string value(3'000'000, 'x');
        const RedisCommand commands[] = {{"SET", "long", value}, {"GET", "long"}, {"DEL", "long"}};
        const auto replies = redis.pipeline(commands);
        QVERIFY(replies.has_value());
        QVERIFY((*replies)[1].text == value);
    }

    void whatIsWrongIsNamedSoon_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const std::string& url, ErrorCode code,
                            const char* detail) {
            QTest::newRow(name) << QString::fromStdString(url) << code << detail;
        };
        const std::string secure = "rediss://" + m_login + "@";
        row("another name", secure + "127.0.0.1:" + m_port + "?ca=" + m_ca, ErrorCode::RedisTls,
            "mismatch");
        row("unknown authority", secure + "localhost:" + m_port, ErrorCode::RedisTls,
            "certificate");
        row("no such file", secure + "localhost:" + m_port + "?ca=/none.pem", ErrorCode::RedisTls,
            "/none.pem");
        row("no TLS there", secure + "localhost:" + m_plainPort + "?ca=" + m_ca,
            ErrorCode::RedisTls, "");
        row("TLS is wanted", "redis://localhost:" + m_port, ErrorCode::RedisUnreachable, "");
        row("wrong password", "rediss://shopper:wrong@localhost:" + m_port + "?ca=" + m_ca,
            ErrorCode::RedisRejected, "WRONGPASS");
        row("nobody there", secure + "localhost:1?ca=" + m_ca, ErrorCode::RedisUnreachable,
            "refused");
    }

    void whatIsWrongIsNamedSoon()
    {
        QFETCH(QString, url);
        QFETCH(ErrorCode, code);
        QFETCH(QString, detail);
        QElapsedTimer timer;
        timer.start();
        const auto checked = makeRedisSink(parseRedisUrl(url.toStdString()).value())->check();
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(!checked.has_value());
        const std::string text = describe(checked.error());
        QVERIFY2(checked.error().code == code, text.c_str());
        QVERIFY2(QString::fromStdString(text).contains(detail, Qt::CaseInsensitive), text.c_str());
        QVERIFY(text.find("secret") == std::string::npos);
    }

    void aLostConnectionIsMadeAnew()
    {
        RedisConnection redis(parseRedisUrl(good()).value());
        QVERIFY(redis.connect().has_value());
        for (const char* action : {"stop", "start"}) {
            QProcess script;
            script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            script.start(qEnvironmentVariable("SHOPPULSE_TEST_REDIS_SCRIPT"),
                         {action, qEnvironmentVariable("SHOPPULSE_TEST_REDIS_FOLDER")});
            QVERIFY(script.waitForFinished());
        }
        const RedisCommand ping[] = {{"PING"}};
        const auto lost = redis.pipeline(ping);
        QVERIFY(!lost.has_value());
        QCOMPARE(lost.error().code, ErrorCode::RedisUnreachable);
        QVERIFY(redis.connect().has_value());
        QCOMPARE(redis.pipeline(ping).value().front().text, std::string("PONG"));
    }

    void cancelEndsAWait()
    {
        RedisConnection redis(parseRedisUrl(good()).value());
        QVERIFY(redis.connect().has_value());
        redis.cancel();
        QElapsedTimer timer;
        timer.start();
        const RedisCommand wait[] = {{"BLPOP", "nothing", "30"}};
        QVERIFY(!redis.pipeline(wait).has_value());
        QVERIFY(timer.elapsed() < 1'000);
    }
};

QTEST_GUILESS_MAIN(TestRedisTls)
#include "tst_redistls.moc"
