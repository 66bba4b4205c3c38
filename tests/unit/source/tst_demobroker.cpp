// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/demobroker.h"
#include "core/source/demostream.h"
#include "core/source/kafkasource.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <map>
#include <set>
#include <thread>

using namespace shoppulse;

/// The demo's broker and stream, read by our own source; the mock cluster is also the quick way
/// to hold the source's error paths.
class TestDemoBroker : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;

private slots:
    void streamArrivesInOrderAndComplete()
    {
        const auto broker = DemoBroker::start();
        QVERIFY(broker);
        KafkaConfig config = (*broker)->config();
        config.consumers = 2;
        Result<RecordSources> sources = openKafka(config, {}, m_board, m_clock);
        QVERIFY(sources);
        auto stream = DemoStream::start(config, 16, ShopGenerator(7), m_clock);
        QVERIFY(stream);

        std::map<std::int32_t, std::int64_t> next;
        std::set<std::int32_t> partitions;
        std::uint64_t count = 0;
        bool inOrder = true;
        const auto step = [&] {
            for (const auto& source : *sources) {
                for (const Record& record : source->poll(std::chrono::milliseconds(10))) {
                    inOrder = inOrder && record.offset == next[record.partition]++;
                    partitions.insert(record.partition);
                    source->eventTime(record.partition, record.timestampMs);
                    QCOMPARE(std::count(record.value.begin(), record.value.end(), ','), 10);
                    ++count;
                }
            }
        };
        QTRY_VERIFY_WITH_TIMEOUT((step(), count > 500), 20'000);
        (*stream)->stop();
        QTRY_COMPARE((step(), count), (*stream)->rows());
        QVERIFY(inOrder);
        QCOMPARE(partitions.size(), 16U);
        QCOMPARE(m_board.read()[0].health, Health::Ok);
    }

    void historyComesFirstAndIsComplete()
    {
        constexpr std::int64_t kHistoryMs = 5 * 60'000;
        const auto broker = DemoBroker::start();
        QVERIFY(broker);
        const std::int64_t startMs = m_clock.wallMs() - kHistoryMs;
        const auto stream =
            DemoStream::start((*broker)->config(), 16, ShopGenerator(7), m_clock, kHistoryMs);
        Result<RecordSources> sources = openKafka((*broker)->config(), {}, m_board, m_clock);
        QVERIFY(sources);
        std::set<std::int64_t> seconds;
        const auto step = [&] {
            for (const auto& source : *sources)
                for (const Record& record : source->poll(std::chrono::milliseconds(10))) {
                    seconds.insert((record.timestampMs - startMs) / 1000);
                    source->eventTime(record.partition, record.timestampMs);
                }
        };
        QTRY_VERIFY_WITH_TIMEOUT((step(), seconds.size() > kHistoryMs / 1000), 20'000);
        for (std::int64_t second = 0; second < kHistoryMs / 1000; ++second)
            QVERIFY2(seconds.contains(second), qPrintable(QString::number(second)));
    }

    void rateIsTheGenerators()
    {
        const auto broker = DemoBroker::start();
        QVERIFY(broker);
        const auto stream = DemoStream::start((*broker)->config(), 16, ShopGenerator(7), m_clock);
        QElapsedTimer timer;
        timer.start();
        const double rate = ShopGenerator(7).rate(m_clock.wallMs());
        QTRY_VERIFY_WITH_TIMEOUT((*stream)->rows() >= static_cast<std::uint64_t>(rate), 20'000);
        // One second's rows took about a second; a busy machine may be late, never early.
        QVERIFY2(timer.elapsed() > 600, qPrintable(QString::number(timer.elapsed())));
    }

    void otherClientsMayReadAndWrite()
    {
        const QString kcat = QStandardPaths::findExecutable("kcat");
        if (kcat.isEmpty())
            QSKIP("kcat is not installed");
        const auto broker = DemoBroker::start();
        QVERIFY(broker);
        const QString address = QString::fromStdString((*broker)->bootstrap());
        QProcess writer;
        writer.start(kcat, {"-b", address, "-P", "-t", "demo", "-p", "3"});
        writer.write("one\ntwo\n");
        writer.closeWriteChannel();
        QVERIFY(writer.waitForFinished(20'000));
        QCOMPARE(writer.exitCode(), 0);
        QProcess reader;
        reader.start(kcat,
                     {"-b", address, "-C", "-t", "demo", "-p", "3", "-o", "beginning", "-e", "-q"});
        QVERIFY(reader.waitForFinished(20'000));
        QCOMPARE(reader.readAllStandardOutput(), QByteArray("one\ntwo\n"));
    }

    void boundedReadByAThreadASource()
    {
        const auto broker = DemoBroker::start(4);
        QVERIFY(broker);
        const auto stream = DemoStream::start((*broker)->config(), 4, ShopGenerator(7), m_clock);
        QTRY_VERIFY((*stream)->rows() > 100);
        (*stream)->stop();
        KafkaConfig config = (*broker)->config();
        config.consumers = 3;
        Result<RecordSources> sources = openKafka(config, {true}, m_board, m_clock);
        QVERIFY2(sources, sources ? "" : describe(sources.error()).c_str());
        std::atomic<std::uint64_t> count{0};
        std::atomic<std::int64_t> ends{0};
        // As the pipeline does it: a thread a source.
        const auto readAll = [&](RecordSource& source) {
            QElapsedTimer timer;
            timer.start();
            const auto finished = [](const PartitionState& state) { return state.finished; };
            while (
                source.partitions().empty()
                || !std::all_of(source.partitions().begin(), source.partitions().end(), finished)) {
                for (const Record& record : source.poll(std::chrono::milliseconds(10))) {
                    source.eventTime(record.partition, record.timestampMs);
                    ++count;
                }
                if (timer.elapsed() > 20'000)
                    return;
            }
            for (const PartitionState& state : source.partitions())
                ends += state.nextOffset;
        };
        std::vector<std::thread> workers;
        for (const auto& source : *sources)
            workers.emplace_back([&] { readAll(*source); });
        for (std::thread& worker : workers)
            worker.join();
        QCOMPARE(count.load(), (*stream)->rows());
        QCOMPARE(static_cast<std::int64_t>(count.load()), ends.load());
    }

    void unreachableBrokerIsNamedWithinFiveSeconds()
    {
        KafkaConfig config;
        config.brokers = "127.0.0.1:1";
        config.topic = "t";
        QElapsedTimer timer;
        timer.start();
        const Result<RecordSources> bounded = openKafka(config, {true}, m_board, m_clock);
        QVERIFY(!bounded);
        QCOMPARE(bounded.error().code, ErrorCode::BrokerUnreachable);
        QCOMPARE(bounded.error().subject, std::string("127.0.0.1:1"));
        QVERIFY(timer.elapsed() < 5000);

        timer.start();
        const Result<RecordSources> live = openKafka(config, {}, m_board, m_clock);
        QVERIFY(live);
        QTRY_COMPARE_WITH_TIMEOUT(m_board.read()[0].health, Health::Down, 5000);
        QCOMPARE(m_board.read()[0].error->code, ErrorCode::BrokerUnreachable);
    }

    void wrongSettingsFailAtOnce()
    {
        KafkaConfig config;
        config.brokers = "127.0.0.1:1";
        config.topic = "a topic";
        Result<RecordSources> sources = openKafka(config, {}, m_board, m_clock);
        QCOMPARE(sources.error().code, ErrorCode::TopicInvalidName);
        config.topic = "t";
        config.properties["no.such.property"] = "1";
        sources = openKafka(config, {}, m_board, m_clock);
        QCOMPARE(sources.error().code, ErrorCode::KafkaProperty);
        QCOMPARE(sources.error().subject, std::string("no.such.property"));
        config.properties = {{"fetch.wait.max.ms", "soon"}};
        sources = openKafka(config, {}, m_board, m_clock);
        QCOMPARE(sources.error().subject, std::string("fetch.wait.max.ms"));
        config.properties = {{"security.protocol", "SSL"}, {"ssl.ca.location", "/no/such/file"}};
        sources = openKafka(config, {}, m_board, m_clock);
        QCOMPARE(sources.error().code, ErrorCode::KafkaProperty);
        QCOMPARE(sources.error().subject, std::string("ssl.ca.location"));
        config = {};
        config.topic = "t";
        sources = openKafka(config, {}, m_board, m_clock);
        QCOMPARE(sources.error().subject, std::string("bootstrap.servers"));
    }

    void secretsStayOutOfErrors()
    {
        KafkaConfig config;
        config.brokers = "127.0.0.1:1";
        config.topic = "t";
        config.properties = {{"security.protocol", "SSL"}, {"ssl.key.pem", "hunter2"}};
        const Result<RecordSources> sources = openKafka(config, {}, m_board, m_clock);
        QVERIFY(!sources);
        QVERIFY(describe(sources.error()).find("hunter2") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDemoBroker)
#include "tst_demobroker.moc"
