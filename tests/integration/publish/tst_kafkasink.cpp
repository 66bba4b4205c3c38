// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkasink.h"
#include "core/publish/publisher.h"
#include "core/source/kafkaclient.h"
#include "tests/unit/publish/records.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <thread>

using namespace shoppulse;
using namespace std::chrono_literals;

/// Runs inside the testbed, which starts a Kafka and names it in the environment. What stands in
/// the topics is read by kcat.
class TestKafkaSink : public QObject {
    Q_OBJECT

    QString m_brokers;
    int m_case = 0;
    std::string m_prefix; ///< of this case alone
    std::unique_ptr<ResultSink> m_sink;
    SystemClock m_clock;

    std::unique_ptr<ResultSink> makeSink(std::map<std::string, std::string> properties = {})
    {
        return makeKafkaSink({m_brokers.toStdString(), std::move(properties), m_prefix}).value();
    }
    std::unique_ptr<KafkaClient> openClient() const
    {
        KafkaConfig config;
        config.brokers = m_brokers.toStdString();
        return KafkaClient::open(config, KafkaClient::Role::Producer).value();
    }
    void write(std::vector<ResultRecord> records)
    {
        const auto written = m_sink->write(records);
        QVERIFY2(written.has_value(), written ? "" : describe(written.error()).c_str());
    }
    static QByteArray run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
        if (!process.waitForFinished(90'000) || process.exitCode() != 0)
            return "failed";
        return process.readAllStandardOutput();
    }
    /// All messages of a topic, each in kcat's format.
    QByteArrayList messages(const std::string& topic, const char* format)
    {
        const QByteArray text = run("kcat",
                                    {"-C", "-e", "-q", "-o", "beginning", "-b", m_brokers, "-t",
                                     QString::fromStdString(m_prefix + topic), "-f", format});
        QByteArrayList lines = text.split('\n');
        lines.removeLast();
        return lines;
    }
    static void server(const char* action)
    {
        QCOMPARE(run(qEnvironmentVariable("SHOPPULSE_TEST_KAFKA_SCRIPT"),
                     {action, qEnvironmentVariable("SHOPPULSE_TEST_KAFKA_FOLDER")})
                     == "failed",
                 false);
    }
    static ComponentStatus status(const StatusBoard& board)
    {
        return board.read()[static_cast<std::size_t>(Component::KafkaOut)];
    }
    /// A topic's setting as the broker tells it.
    std::string topicConfig(const std::string& topic, const char* name)
    {
        const auto client = openClient();
        rd_kafka_ConfigResource_t* resource =
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, (m_prefix + topic).c_str());
        const KafkaQueue queue(rd_kafka_queue_new(client->handle()));
        rd_kafka_DescribeConfigs(client->handle(), &resource, 1, nullptr, queue.get());
        rd_kafka_ConfigResource_destroy(resource);
        rd_kafka_event_t* event = rd_kafka_queue_poll(queue.get(), 10'000);
        std::size_t count = 0;
        std::string value = "no answer";
        if (const auto* result = rd_kafka_event_DescribeConfigs_result(event)) {
            const auto** resources = rd_kafka_DescribeConfigs_result_resources(result, &count);
            const auto** entries = rd_kafka_ConfigResource_configs(resources[0], &count);
            for (std::size_t i = 0; i < count; ++i) {
                if (std::string_view(rd_kafka_ConfigEntry_name(entries[i])) == name)
                    value = rd_kafka_ConfigEntry_value(entries[i]);
            }
        }
        rd_kafka_event_destroy(event);
        return value;
    }

    /// The codec in the first batch of partition 0, as it lies on the broker's disk.
    int codecOf(const std::string& topic)
    {
        constexpr qint64 kAttributesAt = 21; // of a batch of record format 2, two bytes
        QFile log(qEnvironmentVariable("SHOPPULSE_TEST_KAFKA_FOLDER") + "/data/"
                  + QString::fromStdString(m_prefix + topic) + "-0/00000000000000000000.log");
        if (!log.open(QIODevice::ReadOnly) || !log.seek(kAttributesAt))
            return -1;
        const QByteArray attributes = log.read(2);
        return attributes.size() == 2 ? attributes[1] & 7 : -1;
    }

private slots:
    void initTestCase()
    {
        m_brokers = qEnvironmentVariable("SHOPPULSE_TEST_KAFKA");
        if (m_brokers.isEmpty())
            QSKIP("run it by ctest or tests/testbed/run --kafka");
    }
    void init()
    {
        m_prefix = "case" + std::to_string(++m_case) + ".";
        m_sink = makeSink();
    }

    void topicsHoldWhatWasGiven()
    {
        ResultRecord behavior = genderSecond(2, 8, false);
        behavior.metric = Metric::Behavior;
        behavior.counts = {{"pv", 5}, {"buy", 3}};
        const ResultRecord first = genderSecond(1'700'000'000, 12);
        const ResultRecord second = genderSecond(1'700'000'000, 13, true, 1);
        write({first, behavior, runningTotal(70)});
        write({second});
        const char* all = "%k %h %s\n";
        QCOMPARE(
            messages("gender", all),
            (QByteArrayList{
                ("gender|1000|1700000000000 version=12 " + resultJson(first, true)).c_str(),
                ("gender|1000|1700000000000 version=13 " + resultJson(second, true)).c_str()}));
        QCOMPARE(
            messages("behavior", all),
            QByteArrayList{("behavior|1000|2000 version=8 " + resultJson(behavior, true)).c_str()});
        QCOMPARE(messages("ordernumall", "%k %h\n"), QByteArrayList{"ordernumall|0|0 version=70"});
    }
    void topicsSuitCompaction()
    {
        write({genderSecond(1, 1)});
        QCOMPARE(topicConfig("gender", "cleanup.policy"), std::string("compact"));
        QCOMPARE(topicConfig("result", "cleanup.policy"), std::string("delete"));
    }
    void resultsAreCompressedExceptForTheLab()
    {
        std::vector<ResultRecord> records;
        for (int second = 0; second < 200; ++second)
            records.push_back(genderSecond(second, 1));
        write(records);
        constexpr int kLz4 = 3;
        QCOMPARE(codecOf("gender"), kLz4);
        QCOMPARE(codecOf("result"), 0);
    }
    void existingTopicIsUsedAsItIs()
    {
        const auto client = openClient();
        char text[64];
        rd_kafka_NewTopic_t* topic =
            rd_kafka_NewTopic_new((m_prefix + "gender").c_str(), 3, 1, text, sizeof text);
        const KafkaQueue queue(rd_kafka_queue_new(client->handle()));
        rd_kafka_CreateTopics(client->handle(), &topic, 1, nullptr, queue.get());
        rd_kafka_NewTopic_destroy(topic);
        rd_kafka_event_destroy(rd_kafka_queue_poll(queue.get(), 10'000));
        std::vector<ResultRecord> records;
        for (int second = 0; second < 50; ++second)
            records.push_back(genderSecond(second, 1));
        write(records);
        const QByteArrayList partitions = messages("gender", "%p\n");
        QCOMPARE(partitions.size(), 50);
        QVERIFY(partitions.contains("0") && partitions.contains("2"));
        QCOMPARE(topicConfig("gender", "cleanup.policy"), std::string("delete"));
    }
    void labGetsEachSecondOnceInOrder()
    {
        ResultRecord both = genderSecond(2, 21);
        both.counts = {{"female", 12}, {"male", 9}};
        write({genderSecond(3, 3), genderSecond(1, 1), genderSecond(4, 2, false)});
        write({both, genderSecond(1, 30, true, 1)});
        write({both, genderSecond(4, 31), genderSecond(3, 32, true, 1)});
        QCOMPARE(messages("result", "%p %s\n"),
                 (QByteArrayList{R"(0 [{"0": 1}])", R"(0 [{"0": 3}])", R"(0 [{"0": 12}, {"1": 9}])",
                                 R"(0 [{"0": 31}])"}));
    }
    void wrongSettingsAreNamedAtOnce()
    {
        const std::string brokers = m_brokers.toStdString();
        const auto unknown = makeKafkaSink({brokers, {{"no.such.property", "1"}}, ""});
        QVERIFY(!unknown.has_value());
        QCOMPARE(unknown.error().code, ErrorCode::KafkaProperty);
        QCOMPARE(unknown.error().subject, std::string("no.such.property"));
        const auto prefix = makeKafkaSink({brokers, {}, "a b"});
        QVERIFY(!prefix.has_value());
        QCOMPARE(prefix.error().code, ErrorCode::TopicInvalidName);
    }
    void unreachableBrokerIsNamed()
    {
        const auto sink = makeKafkaSink({"127.0.0.1:1", {}, ""}).value();
        QElapsedTimer timer;
        timer.start();
        const auto checked = sink->check();
        QVERIFY(!checked.has_value());
        QCOMPARE(checked.error().code, ErrorCode::BrokerUnreachable);
        QVERIFY(timer.elapsed() < 5'000);
    }
    void cancelEndsAWriteUnderWay()
    {
        const auto sink = makeKafkaSink({"127.0.0.1:1", {}, ""}).value();
        QElapsedTimer timer;
        timer.start();
        Result<void> written;
        std::thread writer([&] {
            const ResultRecord records[] = {genderSecond(1, 1)};
            written = sink->write(records);
        });
        sink->cancel();
        writer.join();
        QVERIFY(!written.has_value());
        QVERIFY(timer.elapsed() < 3'000);
    }
    void stoppedBrokerIsSeenAndCaughtUpWith()
    {
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock, {.lastRetryMs = 500});
        const ResultRecord before[] = {genderSecond(1, 1)};
        publisher.publish(before);
        QVERIFY(publisher.flush(20s));
        QCOMPARE(status(board).health, Health::Ok);
        server("stop");
        const ResultRecord during[] = {genderSecond(2, 2), genderSecond(3, 3)};
        publisher.publish(during);
        QTRY_COMPARE_WITH_TIMEOUT(status(board).health, Health::Down, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(status(board).error.value_or(Error{}).code,
                                  ErrorCode::BrokerUnreachable, 15'000);
        const ResultRecord corrected[] = {genderSecond(2, 9, true, 1)};
        publisher.publish(corrected);
        server("start");
        QTRY_COMPARE_WITH_TIMEOUT(status(board).health, Health::Ok, 30'000);
        QVERIFY(publisher.flush(20s));
        QCOMPARE(messages("result", "%s\n"),
                 (QByteArrayList{R"([{"0": 1}])", R"([{"0": 9}])", R"([{"0": 3}])"}));
        QCOMPARE(messages("gender", "%k %h\n").mid(1),
                 (QByteArrayList{"gender|1000|2000 version=9", "gender|1000|3000 version=3"}));
    }
    void speed()
    {
        std::vector<ResultRecord> records;
        for (int second = 0; second < 20'000; ++second) {
            ResultRecord record = genderSecond(second, 1);
            record.metric = Metric::Behavior;
            records.push_back(record);
        }
        write({records.begin(), records.begin() + 1});
        StatusBoard board;
        Publisher publisher(std::move(m_sink), board, m_clock);
        QElapsedTimer timer;
        timer.start();
        publisher.publish(records);
        QVERIFY(publisher.flush(60s));
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        qInfo("%.0f records/s acknowledged", static_cast<double>(records.size()) / ms * 1'000);
        QCOMPARE(messages("behavior", "%o\n").size(), 20'001);
    }
};

QTEST_GUILESS_MAIN(TestKafkaSink)
#include "tst_kafkasink.moc"
