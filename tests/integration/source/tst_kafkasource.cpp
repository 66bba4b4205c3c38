// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/source/kafkafixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

using Row = KafkaFixture::Row;

std::vector<Row> numbered(int partitions, int each, std::int64_t fromMs = 1'700'000'000'000)
{
    std::vector<Row> rows;
    for (int i = 0; i < each; ++i)
        for (std::int32_t p = 0; p < partitions; ++p)
            rows.push_back({p, fromMs + i, std::to_string(i)});
    return rows;
}

std::vector<std::string> numbers(int count)
{
    std::vector<std::string> texts;
    for (int i = 0; i < count; ++i)
        texts.push_back(std::to_string(i));
    return texts;
}

} // namespace

class TestKafkaSource : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;

    Reading open(const KafkaConfig& config, bool stopAtEnd = false)
    {
        Result<RecordSources> sources = openKafka(config, {stopAtEnd}, m_board, m_clock);
        if (!sources)
            qFatal("%s", describe(sources.error()).c_str());
        return Reading(std::move(*sources));
    }

    ComponentStatus status() const
    {
        return m_board.read()[static_cast<std::size_t>(Component::KafkaIn)];
    }

    bool awaitHealth(Reading& reading, Health health, int ms)
    {
        QElapsedTimer timer;
        timer.start();
        while (status().health != health && timer.elapsed() < ms)
            reading.step();
        return status().health == health;
    }

private slots:
    void init()
    {
        m_board.update(Component::KafkaIn, 0, [](ComponentStatus& s) { s = {}; });
    }

    void boundedReadIsExact_data()
    {
        QTest::addColumn<int>("consumers");
        QTest::newRow("one") << 1;
        QTest::newRow("two") << 2;
        QTest::newRow("more than partitions") << 5;
    }

    void boundedReadIsExact()
    {
        QFETCH(int, consumers);
        const std::string topic = KafkaFixture::freshTopic("bounded");
        KafkaFixture::createTopic(topic, 3);
        KafkaFixture::produce(topic, numbered(3, 5000));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = consumers;
        Reading reading = open(config, true);
        // What comes after opening is not read.
        KafkaFixture::produce(topic, numbered(3, 100));
        QVERIFY(reading.untilFinished());
        QCOMPARE(reading.count, 15'000U);
        for (std::int32_t p = 0; p < 3; ++p)
            QCOMPARE(reading.values[p], numbers(5000));
        QCOMPARE(status().health, Health::Ok);
    }

    void boundedReadEndsOnTransactionMarks_data()
    {
        QTest::addColumn<bool>("aborted");
        QTest::newRow("commit mark last") << false;
        QTest::newRow("aborted records last") << true;
    }

    void boundedReadEndsOnTransactionMarks()
    {
        QFETCH(bool, aborted);
        const std::string topic = KafkaFixture::freshTopic("marks");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produceInTransaction(topic, numbered(1, 10), false);
        if (aborted)
            KafkaFixture::produceInTransaction(topic, numbered(1, 10), true);
        Reading reading = open(KafkaFixture::plain(topic), true);
        QVERIFY(reading.untilFinished());
        QCOMPARE(reading.values[0], numbers(10));
        QCOMPARE(reading.states().front().gap, 0);
    }

    void anEmptyTopicIsFinishedAtOnce()
    {
        const std::string topic = KafkaFixture::freshTopic("empty");
        KafkaFixture::createTopic(topic, 2);
        Reading reading = open(KafkaFixture::plain(topic), true);
        QVERIFY(reading.untilFinished());
        QCOMPARE(reading.count, 0U);
    }

    void aConsumerOfEmptyPartitionsHoldsNobody()
    {
        const std::string topic = KafkaFixture::freshTopic("half");
        KafkaFixture::createTopic(topic, 2);
        KafkaFixture::produce(topic, numbered(1, 10));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = 2;
        Reading reading = open(config, true);
        QVERIFY(reading.untilFinished(5'000));
        QCOMPARE(reading.values[0], numbers(10));
    }

    void partitionsStayTogetherInEventTime()
    {
        const std::string topic = KafkaFixture::freshTopic("lead");
        KafkaFixture::createTopic(topic, 3);
        // 100 s of records; partition 2 holds the first 20 s only and then is at its end.
        std::vector<Row> rows;
        for (int i = 0; i < 20'000; ++i)
            for (std::int32_t p = 0; p < (i < 4'000 ? 3 : 2); ++p)
                rows.push_back({p, 1'700'000'000'000 + i * 5, "x"});
        KafkaFixture::produce(topic, rows);
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = 2;
        Reading reading = open(config, true);
        std::map<std::int32_t, std::int64_t> newest;
        std::int64_t lead = 0;
        QElapsedTimer timer;
        timer.start();
        std::size_t count = 0;
        while (count < rows.size() && timer.elapsed() < 20'000) {
            for (const auto& source : reading.sources()) {
                for (const Record& record : source->poll(std::chrono::milliseconds(20))) {
                    newest[record.partition] = record.timestampMs;
                    source->eventTime(record.partition, record.timestampMs);
                    ++count;
                }
            }
            if (newest.size() == 3)
                lead = std::max(lead, std::abs(newest[0] - newest[1]));
        }
        QCOMPARE(count, rows.size());
        // 10 s and one batch of 2,000 records 5 ms apart.
        QVERIFY2(lead <= 20'000, qPrintable(QString::number(lead)));
    }

    void liveReadFollowsAndKnowsItsEnd()
    {
        const std::string topic = KafkaFixture::freshTopic("live");
        KafkaFixture::createTopic(topic, 2);
        KafkaFixture::produce(topic, numbered(2, 10));
        Reading reading = open(KafkaFixture::plain(topic));
        QVERIFY(reading.until(20));
        QTRY_VERIFY((reading.step(), reading.states()[0].atEnd && reading.states()[1].atEnd));
        QTRY_COMPARE((reading.step(), reading.states()[0].endOffset), 10);
        KafkaFixture::produce(topic, numbered(2, 5));
        QVERIFY(reading.until(30));
        QCOMPARE(reading.states()[0].nextOffset, 15);
        QVERIFY(reading.inOrder);
    }

    void twoViewersSeeAll()
    {
        const std::string topic = KafkaFixture::freshTopic("viewers");
        KafkaFixture::createTopic(topic, 4);
        KafkaFixture::produce(topic, numbered(4, 100));
        Reading one = open(KafkaFixture::plain(topic));
        Reading two = open(KafkaFixture::plain(topic));
        QVERIFY(one.until(400));
        QVERIFY(two.until(400));
    }

    void latestStartsNow()
    {
        const std::string topic = KafkaFixture::freshTopic("latest");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 10));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.from = StartAt::Latest;
        Reading reading = open(config);
        QTRY_VERIFY((reading.step(), !reading.states().empty()));
        KafkaFixture::produce(topic, {{0, 1'700'000'000'000, "new"}});
        QVERIFY(reading.until(1));
        QCOMPARE(reading.values[0], std::vector<std::string>{"new"});
    }

    void storedGoesOnWhereCommitted()
    {
        const std::string topic = KafkaFixture::freshTopic("stored");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 10));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.groupId = topic;
        config.from = StartAt::Stored;
        {
            Reading reading = open(config);
            QVERIFY(reading.until(10)); // nothing stored: from the earliest
            reading.sources().front()->commit();
            // The commit is on its way; what it says is asked for until it has arrived.
            const auto client = KafkaClient::open(config, KafkaClient::Role::Consumer,
                                                  {{"group.id", config.groupId}});
            QVERIFY(client);
            const KafkaPartitions list(rd_kafka_topic_partition_list_new(1));
            rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), 0);
            QTRY_COMPARE(
                (rd_kafka_committed((*client)->handle(), list.get(), 5000), list->elems[0].offset),
                10);
        }
        KafkaFixture::produce(topic, {{0, 1'700'000'000'000, "next"}});
        Reading reading = open(config);
        QVERIFY(reading.until(1));
        QCOMPARE(reading.values[0], std::vector<std::string>{"next"});
    }

    void aTopicMayComeLater()
    {
        const std::string topic = KafkaFixture::freshTopic("later");
        KafkaConfig config = KafkaFixture::plain(topic);
        config.from = StartAt::Latest;
        Reading reading = open(config);
        QVERIFY(awaitHealth(reading, Health::Down, 5000));
        QCOMPARE(status().error->code, ErrorCode::TopicUnknown);
        KafkaFixture::createTopic(topic, 2);
        KafkaFixture::produce(topic, numbered(2, 10));
        // All of it came after "now".
        QVERIFY(reading.until(20));
        QVERIFY(awaitHealth(reading, Health::Ok, 5000));
    }

    void addedPartitionsAreReadFromTheirFirstRecord()
    {
        const std::string topic = KafkaFixture::freshTopic("grow");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 10));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = 2;
        Reading reading = open(config);
        QVERIFY(reading.until(10));
        KafkaFixture::growTopic(topic, 4);
        KafkaFixture::produce(topic, numbered(4, 10));
        QVERIFY(reading.until(50));
        for (std::int32_t p = 1; p < 4; ++p)
            QCOMPARE(reading.values[p], numbers(10));
        QCOMPARE(reading.offsets[0].size(), 20U);
        QVERIFY(reading.inOrder);
    }

    void aPartitionMaySleepAndWake()
    {
        const std::string topic = KafkaFixture::freshTopic("sleep");
        KafkaFixture::createTopic(topic, 2);
        constexpr std::int64_t kStartMs = 1'700'000'000'000;
        KafkaFixture::produce(topic, numbered(2, 10, kStartMs));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = 2;
        Reading reading = open(config);
        QVERIFY(reading.until(20));
        // While partition 1 sleeps, the other goes on, further than the lead over one that reads.
        KafkaFixture::produce(topic, numbered(1, 100, kStartMs + 60'000));
        QVERIFY(reading.until(120));
        KafkaFixture::produce(topic, {{1, kStartMs + 1'000, "old"}, {1, kStartMs + 90'000, "new"}});
        QVERIFY(reading.until(122));
        QCOMPARE(reading.values[1].size(), 12U);
        QCOMPARE(reading.values[1].back(), std::string("new"));
        KafkaFixture::produce(topic, numbered(2, 5, kStartMs + 91'000));
        QVERIFY(reading.until(132));
        QVERIFY(reading.inOrder);
    }

    void aBrokerMayGoAndComeBack()
    {
        const std::string topic = KafkaFixture::freshTopic("restart");
        KafkaFixture::createTopic(topic, 4);
        KafkaFixture::produce(topic, numbered(4, 1000));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.consumers = 2;
        Reading reading = open(config);
        QVERIFY(reading.until(1000));
        KafkaFixture::stopBroker();
        QElapsedTimer down;
        down.start();
        QVERIFY(awaitHealth(reading, Health::Down, 6000));
        QVERIFY(down.elapsed() < 5000);
        QCOMPARE(status().error->code, ErrorCode::BrokerUnreachable);
        KafkaFixture::startBroker();
        KafkaFixture::produce(topic, numbered(4, 500));
        QVERIFY(reading.until(6000, 60'000));
        QVERIFY(awaitHealth(reading, Health::Ok, 5000));
        // Nothing twice: order is strict, and the count is exact.
        reading.step();
        QCOMPARE(reading.count, 6000U);
        QVERIFY(reading.inOrder);
    }

    void aBrokerMayComeLater()
    {
        const std::string topic = KafkaFixture::freshTopic("downatstart");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 10));
        KafkaFixture::stopBroker();
        Reading reading = open(KafkaFixture::plain(topic));
        QVERIFY(awaitHealth(reading, Health::Down, 5000));
        QCOMPARE(status().error->code, ErrorCode::BrokerUnreachable);
        KafkaFixture::startBroker();
        QVERIFY(reading.until(10));
    }

    void vanishedRecordsStopTheSource()
    {
        const std::string topic = KafkaFixture::freshTopic("hole");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 100));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.groupId = topic;
        {
            Reading reading = open(config);
            QVERIFY(reading.until(100));
        }
        commitAt(config, 10);
        KafkaFixture::deleteRecords(topic, 0, 50);
        config.from = StartAt::Stored;
        Reading reading = open(config);
        QVERIFY(awaitHealth(reading, Health::Stopped, 5000));
        QCOMPARE(status().error->code, ErrorCode::OffsetOutOfRange);
        QCOMPARE(reading.count, 0U);
    }

    void vanishedRecordsAreAGapWhenAllowed()
    {
        const std::string topic = KafkaFixture::freshTopic("gap");
        KafkaFixture::createTopic(topic, 1);
        KafkaFixture::produce(topic, numbered(1, 100));
        KafkaConfig config = KafkaFixture::plain(topic);
        config.groupId = topic;
        commitAt(config, 10);
        KafkaFixture::deleteRecords(topic, 0, 50);
        config.from = StartAt::Stored;
        config.properties["auto.offset.reset"] = "earliest";
        Reading reading = open(config);
        QVERIFY(reading.until(50));
        QCOMPARE(reading.values[0].front(), std::string("50"));
        QCOMPARE(reading.states().front().gap, 40);
        QCOMPARE(status().health, Health::Ok);
    }

private:
    static void commitAt(const KafkaConfig& config, std::int64_t offset)
    {
        const auto client =
            KafkaClient::open(config, KafkaClient::Role::Consumer, {{"group.id", config.groupId}});
        const KafkaPartitions list(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(list.get(), config.topic.c_str(), 0)->offset = offset;
        QCOMPARE(rd_kafka_commit((*client)->handle(), list.get(), 0), RD_KAFKA_RESP_ERR_NO_ERROR);
    }
};

QTEST_GUILESS_MAIN(TestKafkaSource)
#include "tst_kafkasource.moc"
