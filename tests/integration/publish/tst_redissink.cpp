// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/publisher.h"
#include "core/publish/redis/redisconnection.h"
#include "core/publish/redis/redissink.h"
#include "tests/unit/publish/records.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <map>

using namespace shoppulse;
using namespace std::chrono_literals;

namespace {

ResultRecord brands(std::int64_t endSecond, std::uint64_t version, std::vector<Count> top,
                    bool isFinal = true)
{
    ResultRecord record;
    record.metric = Metric::Brand;
    record.windowMs = 60'000;
    record.endMs = endSecond * 1'000;
    record.startMs = record.endMs - record.windowMs;
    record.isFinal = isFinal;
    record.ranked = true;
    record.counts = std::move(top);
    record.other = 7;
    record.total = 100;
    record.version = version;
    return record;
}

ResultRecord runningTotalAt(std::int64_t endSecond, std::uint64_t version)
{
    ResultRecord record = runningTotal(version);
    record.endMs = endSecond * 1'000;
    return record;
}

} // namespace

/// Runs inside the testbed, which starts a Redis and names it in the environment.
class TestRedisSink : public QObject {
    Q_OBJECT

    RedisConfig m_config;
    std::unique_ptr<RedisConnection> m_redis;
    std::unique_ptr<ResultSink> m_sink;
    SystemClock m_clock;

    using Hash = std::map<std::string, std::string>;

    std::string ask(RedisCommand command)
    {
        if (!m_redis->connect())
            return "unreachable";
        const RedisCommand commands[] = {std::move(command)};
        const auto replies = m_redis->pipeline(commands);
        return replies ? replies->front().text : "unreachable";
    }
    /// Several answers of one command, by a script that joins them.
    std::string joined(const std::string& call)
    {
        return ask({"EVAL", "return table.concat(" + call + ", ' ')", "0"});
    }
    Hash hash(const std::string& key)
    {
        const QStringList parts =
            QString::fromStdString(joined("redis.call('HGETALL', '" + key + "')")).split(' ');
        Hash found;
        for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
            found[parts[i].toStdString()] = parts[i + 1].toStdString();
        return found;
    }
    void write(std::vector<ResultRecord> records)
    {
        const auto written = m_sink->write(records);
        QVERIFY2(written.has_value(), written ? "" : describe(written.error()).c_str());
    }
    static void server(const char* action)
    {
        QProcess script;
        script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        script.start(qEnvironmentVariable("SHOPPULSE_TEST_REDIS_SCRIPT"),
                     {action, qEnvironmentVariable("SHOPPULSE_TEST_REDIS_FOLDER")});
        QVERIFY(script.waitForFinished());
        QCOMPARE(script.exitCode(), 0);
    }
    static pid_t serverPid()
    {
        QFile file(qEnvironmentVariable("SHOPPULSE_TEST_REDIS_FOLDER") + "/pid");
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
    }
    static ComponentStatus status(const StatusBoard& board)
    {
        return board.read()[static_cast<std::size_t>(Component::Redis)];
    }

private slots:
    void initTestCase()
    {
        const std::string address = qgetenv("SHOPPULSE_TEST_REDIS").toStdString();
        if (address.empty())
            QSKIP("run it by ctest or tests/testbed/run --redis");
        m_config = parseRedisUrl("redis://" + address + "/2").value();
        m_config.source = [] { return "events"; };
        m_redis = std::make_unique<RedisConnection>(m_config);
    }
    void init()
    {
        ask({"FLUSHALL"});
        ask({"CONFIG", "SET", "maxmemory", "0"});
        m_sink = makeRedisSink(m_config);
    }

    void windowIsAHash()
    {
        write({genderSecond(1'700'000'000, 12)});
        const std::string key = "shoppulse:win:gender:1000:1700000000000";
        QCOMPARE(hash(key),
                 (Hash{{"female", "12"},
                       {"_window_ms", "1000"},
                       {"_start", "1700000000000"},
                       {"_end", "1700000001000"},
                       {"_revision", "0"},
                       {"_final", "1"},
                       {"_version", "12"},
                       {"_total", "12"},
                       {"_source", "events"}}));
        QCOMPARE(hash("shoppulse:latest:gender"), hash(key));
    }
    void idsOfEveryLanguageAndOddBytesAreKept()
    {
        ResultRecord record = genderSecond(1, 1);
        record.metric = Metric::Province;
        record.counts = {{"上海", 1}, {"%s%n", 2}, {std::string("a\0b", 3), 3}};
        write({record});
        const std::string key = "shoppulse:win:province:1000:1000";
        QCOMPARE(ask({"HGET", key, "上海"}), std::string("1"));
        QCOMPARE(ask({"HGET", key, "%s%n"}), std::string("2"));
        QCOMPARE(ask({"HGET", key, std::string("a\0b", 3)}), std::string("3"));
    }
    void olderVersionNeverOverwritesANewer()
    {
        write({genderSecond(1, 9, true, 1)});
        write({genderSecond(1, 5), genderSecond(1, 8, true, 2), genderSecond(1, 9, false)});
        QCOMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "female"}), std::string("9"));
        QCOMPARE(ask({"XLEN", "shoppulse:results"}), std::string("1"));
        write({genderSecond(1, 10, true, 2)});
        QCOMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "female"}), std::string("10"));
    }
    void sameInputTurningFinalIsNewer()
    {
        write({genderSecond(1, 5, false)});
        QCOMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "_final"}), std::string("0"));
        QCOMPARE(ask({"XLEN", "shoppulse:results"}), std::string("0"));
        write({genderSecond(1, 5, true)});
        QCOMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "_final"}), std::string("1"));
        QCOMPARE(ask({"XLEN", "shoppulse:results"}), std::string("1"));
    }
    void versionsAreComparedWithinOneInput()
    {
        write({runningTotal(1'000)});
        RedisConfig other = m_config;
        other.source = [] { return "another topic"; };
        const auto sink = makeRedisSink(other);
        const ResultRecord small[] = {runningTotal(3)};
        QVERIFY(sink->write(small).has_value());
        QCOMPARE(ask({"HGET", "shoppulse:win:ordernumall:0:0", "buy"}), std::string("3"));
        QCOMPARE(ask({"HGET", "shoppulse:latest:ordernumall", "buy"}), std::string("3"));
    }
    void rewrittenHashKeepsNoStaleIds()
    {
        ResultRecord record = genderSecond(1, 5);
        record.counts = {{"female", 3}, {"male", 2}};
        write({record});
        record.counts = {{"unknown", 6}};
        record.version = 6;
        write({record});
        QVERIFY(!hash("shoppulse:win:gender:1000:1000").contains("male"));
        QVERIFY(!hash("shoppulse:latest:gender").contains("male"));
    }
    void timesToLive()
    {
        ResultRecord day = runningTotal(1);
        day.windowMs = kDayMs;
        write({genderSecond(1, 1), runningTotalAt(2, 1), day});
        const auto seconds = [&](const char* key) { return std::stoi(ask({"TTL", key})); };
        QVERIFY(seconds("shoppulse:win:gender:1000:1000") > 3'500);
        QVERIFY(seconds("shoppulse:win:gender:1000:1000") <= 3'600);
        QVERIFY(seconds("shoppulse:win:ordernumall:86400000:0") > 170'000);
        QCOMPARE(seconds("shoppulse:win:ordernumall:0:0"), -1);
        QCOMPARE(seconds("shoppulse:latest:gender"), -1);
    }
    void latestIsTheNewestWindowNotACorrection()
    {
        write({genderSecond(1, 1), genderSecond(2, 2)});
        write({genderSecond(1, 3, true, 1)});
        QCOMPARE(ask({"HGET", "shoppulse:latest:gender", "_start"}), std::string("2000"));
        write({genderSecond(2, 4, true, 1)});
        QCOMPARE(ask({"HGET", "shoppulse:latest:gender", "female"}), std::string("4"));
    }
    void latestIsNotAWindowThatEndsAfterTheNewestEvent()
    {
        write({runningTotalAt(100, 1), brands(100, 1, {{"1", 5}})});
        write({brands(101, 1, {{"1", 4}}), brands(159, 1, {{"1", 1}})});
        QCOMPARE(ask({"HGET", "shoppulse:latest:brand", "_end"}), std::string("100000"));
        QCOMPARE(ask({"ZSCORE", "shoppulse:top:brand", "1"}), std::string("5"));
        QCOMPARE(ask({"EXISTS", "shoppulse:win:brand:60000:99000"}), std::string("1"));
    }
    void latestOfATotalIsTheRunningTotalNotTheDay()
    {
        ResultRecord day = runningTotalAt(200, 3);
        day.windowMs = kDayMs;
        write({runningTotalAt(100, 3), day});
        QCOMPARE(ask({"HGET", "shoppulse:latest:ordernumall", "_window_ms"}), std::string("0"));
    }
    void rankingIsASortedSetReplacedWhole()
    {
        write({brands(100, 1, {{"1360", 9}, {"5476", 4}})});
        write({brands(101, 2, {{"5476", 8}, {"unknown", 2}})});
        QCOMPARE(joined("redis.call('ZREVRANGE', 'shoppulse:top:brand', 0, -1, 'WITHSCORES')"),
                 std::string("5476 8 unknown 2"));
        QCOMPARE(ask({"HGET", "shoppulse:latest:brand", "_other"}), std::string("7"));
    }
    void changesArePublished()
    {
        QProcess listener;
        listener.start("redis-cli",
                       {"-p", QString::number(m_config.port), "subscribe", "shoppulse:updates"});
        QByteArray heard;
        const auto hears = [&](const std::string& text) {
            listener.waitForReadyRead(10);
            heard += listener.readAllStandardOutput();
            return heard.contains(text.c_str());
        };
        QTRY_VERIFY(hears("subscribe"));
        const std::string json = resultJson(genderSecond(1, 1), true);
        write({genderSecond(1, 1), genderSecond(1, 1)}); // the second is no change
        ask({"PUBLISH", "shoppulse:updates", "end"});
        QTRY_VERIFY(hears("end\n"));
        QCOMPARE(heard.count(json.c_str()), 1);
        listener.kill();
        listener.waitForFinished();
        const char* newest = "return redis.call('XRANGE', KEYS[1], '-', '+')[1][2][2]";
        QCOMPARE(ask({"EVAL", newest, "1", "shoppulse:results"}), json);
    }
    void streamIsBounded()
    {
        std::vector<ResultRecord> records;
        for (int second = 0; second < 12'000; ++second)
            records.push_back(genderSecond(second, 1));
        write(records);
        const int length = std::stoi(ask({"XLEN", "shoppulse:results"}));
        QVERIFY2(length >= 10'000 && length < 10'500, std::to_string(length).c_str());
    }
    void forgottenScriptIsLoadedAgain()
    {
        write({genderSecond(1, 1)});
        ask({"SCRIPT", "FLUSH"});
        write({genderSecond(2, 1), genderSecond(3, 1)});
        QCOMPARE(ask({"EXISTS", "shoppulse:win:gender:1000:3000"}), std::string("1"));
    }
    void errorsAreNamed()
    {
        RedisConfig wrong = m_config;
        wrong.password = "not the password";
        auto checked = makeRedisSink(wrong)->check();
        QVERIFY(!checked.has_value());
        QCOMPARE(checked.error().code, ErrorCode::RedisRejected);
        QVERIFY(describe(checked.error()).find(wrong.password) == std::string::npos);

        wrong = m_config;
        wrong.port = 1;
        checked = makeRedisSink(wrong)->check();
        QCOMPARE(checked.error().code, ErrorCode::RedisUnreachable);
        QCOMPARE(checked.error().detail, std::string("Connection refused"));
        wrong = m_config;
        wrong.database = 9'999;
        QCOMPARE(makeRedisSink(wrong)->check().error().code, ErrorCode::RedisRejected);

        write({genderSecond(1, 1)});
        ask({"CONFIG", "SET", "maxmemory", "1"});
        const ResultRecord next[] = {genderSecond(2, 1)};
        const auto full = m_sink->write(next);
        QVERIFY(!full.has_value());
        QCOMPARE(full.error().code, ErrorCode::RedisRejected);
        QVERIFY(full.error().detail.find("OOM") != std::string::npos);
        QCOMPARE(ask({"EXISTS", "shoppulse:win:gender:1000:2000"}), std::string("0"));
    }
    void wipedDatabaseIsFilledAgain()
    {
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock, {.checkMs = 100});
        const ResultRecord records[] = {genderSecond(1, 1), genderSecond(2, 2),
                                        runningTotalAt(3, 9)};
        publisher.publish(records);
        QVERIFY(publisher.flush(5s));
        ask({"FLUSHALL"});
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:ordernumall:0:0", "buy"}), std::string("9"));
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "female"}), std::string("1"));
        QCOMPARE(status(board).health, Health::Ok);
    }
    void stoppedServerIsSeenAndCaughtUpWith()
    {
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock, {.lastRetryMs = 500});
        const ResultRecord before[] = {genderSecond(1, 1), runningTotalAt(2, 5)};
        publisher.publish(before);
        QVERIFY(publisher.flush(5s));
        server("stop");
        const ResultRecord during[] = {genderSecond(2, 2)};
        publisher.publish(during);
        QTRY_COMPARE(status(board).health, Health::Down);
        QCOMPARE(status(board).error->code, ErrorCode::RedisUnreachable);
        QCOMPARE(status(board).pending, std::uint64_t{1});
        server("start");
        QTRY_COMPARE(status(board).health, Health::Ok);
        // It came back empty: what was there before is there again, too.
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "female"}), std::string("1"));
        QCOMPARE(ask({"HGET", "shoppulse:win:gender:1000:2000", "female"}), std::string("2"));
        QCOMPARE(ask({"HGET", "shoppulse:win:ordernumall:0:0", "buy"}), std::string("5"));
    }
    void serverRestoredFromAnOldDumpIsBroughtUpToDate()
    {
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock,
                            {.lastRetryMs = 200, .checkMs = 200});
        const ResultRecord old[] = {runningTotalAt(2, 5)};
        publisher.publish(old);
        QVERIFY(publisher.flush(5s));
        QCOMPARE(ask({"SAVE"}), std::string("OK"));
        const ResultRecord later[] = {genderSecond(2, 2), runningTotalAt(3, 8)};
        publisher.publish(later);
        QVERIFY(publisher.flush(5s));
        // The marker has moved on since the dump.
        const std::string marker = joined("redis.call('KEYS', 'shoppulse:marker:*')");
        const std::string saved = ask({"GET", marker});
        QTRY_VERIFY(ask({"GET", marker}) != saved);
        server("stop");
        server("start");
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:ordernumall:0:0", "buy"}), std::string("8"));
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:gender:1000:2000", "female"}), std::string("2"));
        QFile::remove(qEnvironmentVariable("SHOPPULSE_TEST_REDIS_FOLDER") + "/dump.rdb");
    }
    void frozenServerHoldsNobodyForLong()
    {
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock, {.lastRetryMs = 500});
        const ResultRecord before[] = {genderSecond(1, 1)};
        publisher.publish(before);
        QVERIFY(publisher.flush(5s));
        const pid_t pid = serverPid();
        QVERIFY(pid > 0);
        ::kill(pid, SIGSTOP);
        QElapsedTimer timer;
        timer.start();
        const ResultRecord during[] = {genderSecond(1, 4, true, 1)};
        publisher.publish(during);
        const qint64 publishMs = timer.elapsed();
        QTRY_COMPARE(status(board).health, Health::Down);
        const qint64 downMs = timer.elapsed();
        ::kill(pid, SIGCONT);
        QVERIFY(publishMs < 500);
        QVERIFY(downMs < 4'000);
        QCOMPARE(status(board).error->detail, std::string("no answer within 2 s"));
        QTRY_COMPARE(ask({"HGET", "shoppulse:win:gender:1000:1000", "female"}), std::string("4"));
        QTRY_COMPARE(status(board).health, Health::Ok);
    }
    void speed()
    {
        std::vector<ResultRecord> records;
        ResultRecord record = genderSecond(1, 1);
        record.counts.clear();
        for (int id = 0; id < 35; ++id)
            record.counts.push_back({"category " + std::to_string(id), 1});
        for (int second = 0; second < 10'000; ++second) {
            record.startMs = second * 1'000;
            record.endMs = record.startMs + 1'000;
            records.push_back(record);
        }
        write({genderSecond(0, 1)});
        QElapsedTimer timer;
        timer.start();
        write({records.begin(), records.begin() + 12});
        const double windowMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        write(records);
        const double allMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        qInfo("a second's 12 results: %.2f ms; %.0f records/s of 35 ids", windowMs,
              static_cast<double>(records.size()) / allMs * 1'000);
        QVERIFY(windowMs < 100);
    }
};

QTEST_GUILESS_MAIN(TestRedisSink)
#include "tst_redissink.moc"
