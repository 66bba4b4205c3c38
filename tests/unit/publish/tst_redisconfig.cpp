// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisconfig.h"

#include <QTest>

using namespace shoppulse;

class TestRedisConfig : public QObject {
    Q_OBJECT
private slots:
    void addressIsTakenApart()
    {
        const auto config = parseRedisUrl("redis://cache.example:6380/3");
        QVERIFY(config.has_value());
        QCOMPARE(config->host, std::string("cache.example"));
        QCOMPARE(config->port, 6380);
        QCOMPARE(config->database, 3);
        QVERIFY(config->user.empty());
        QVERIFY(config->password.empty());
        QCOMPARE(redisTarget(*config), std::string("redis://cache.example:6380/3"));
    }
    void portAndDatabaseHaveDefaults()
    {
        for (const char* url :
             {"redis://localhost", "redis://localhost/", "redis://localhost:6379"})
            QCOMPARE(redisTarget(parseRedisUrl(url).value()),
                     std::string("redis://localhost:6379/0"));
    }
    void ipv6StandsInBrackets()
    {
        const auto config = parseRedisUrl("redis://[::1]:7000/1");
        QVERIFY(config.has_value());
        QCOMPARE(config->host, std::string("::1"));
        QCOMPARE(redisTarget(*config), std::string("redis://[::1]:7000/1"));
    }
    void loginIsDecoded()
    {
        const auto config = parseRedisUrl("redis://ann:p%40ss%2Fw%3Ard@host:1/2");
        QVERIFY(config.has_value());
        QCOMPARE(config->user, std::string("ann"));
        QCOMPARE(config->password, std::string("p@ss/w:rd"));
        QCOMPARE(redisTarget(*config), std::string("redis://host:1/2"));
        QCOMPARE(parseRedisUrl("redis://:pw@host")->user, std::string());
        QCOMPARE(parseRedisUrl("redis://:p@w@host")->password, std::string("p@w"));
    }
    void tlsMayNameItsAuthority()
    {
        const auto config = parseRedisUrl("rediss://:pw@host:6390/1?ca=/etc/ca%20b.pem");
        QVERIFY(config.has_value());
        QVERIFY(config->tls);
        QCOMPARE(config->caFile, std::string("/etc/ca b.pem"));
        QCOMPARE(config->database, 1);
        QCOMPARE(redisTarget(*config), std::string("rediss://host:6390/1"));
        QVERIFY(parseRedisUrl("rediss://host")->caFile.empty());
        QVERIFY(!parseRedisUrl("redis://host")->tls);
    }
    void wrongAddressesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char* url :
             {"", "localhost:6379", "http://host", "redisss://host", "redis://", "redis:///0",
              "redis://host:0", "redis://host:65536", "redis://host:x",
              "redis://host:", "redis://host/x", "redis://host/-1", "redis://host/1/2",
              "redis://[::1", "redis://ho st", "redis://host\r\nFLUSHALL", "redis://pw@host",
              "redis://:p%4@host", "redis://:p%zz@h", "redis://host?ca=x", "rediss://host?ca=",
              "rediss://host/1?key=x"})
            QTest::newRow(url) << QByteArray(url);
    }
    void wrongAddressesAreRefused()
    {
        QFETCH(QByteArray, url);
        const auto config = parseRedisUrl(url.toStdString());
        QVERIFY(!config.has_value());
        QCOMPARE(config.error().code, ErrorCode::RedisAddress);
        QVERIFY(!config.error().detail.empty());
    }
    void errorsNeverHoldTheLogin()
    {
        for (const char* url :
             {"redis://ann:hidden@host:x/0", "redis://ann:hid/den@:0", "http://ann:hidden@host",
              "redis://:hi@dden@host/x", "redis://hidden@host"}) {
            const auto config = parseRedisUrl(url);
            QVERIFY(!config.has_value());
            const std::string text = describe(config.error());
            QVERIFY2(text.find("hid") == std::string::npos && text.find("den") == std::string::npos
                         && text.find("ann") == std::string::npos,
                     text.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestRedisConfig)
#include "tst_redisconfig.moc"
