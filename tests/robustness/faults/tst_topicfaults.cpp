// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/source/kafkafixture.h"

#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

using Row = KafkaFixture::Row;

/// `each` rows a partition, whose values tell `what` they are of.
std::vector<Row> rowsOf(const std::string& what, int partitions, int each)
{
    std::vector<Row> rows;
    for (int i = 0; i < each; ++i)
        for (std::int32_t p = 0; p < partitions; ++p)
            rows.push_back({p, 1'700'000'000'000 + i, what + std::to_string(i)});
    return rows;
}

std::vector<StartPosition> positionsOf(const std::vector<PartitionState>& states)
{
    std::vector<StartPosition> positions;
    for (const PartitionState& state : states)
        positions.push_back(
            {state.partition, state.nextOffset, state.last, state.gap, state.earlier});
    return positions;
}

} // namespace

/// What happens to a topic behind a reader's back: between two runs, and while it reads.
class TestTopicFaults : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;
    std::string m_topic;

    Reading open(std::vector<StartPosition> positions = {}, const char* reset = nullptr)
    {
        KafkaConfig config = KafkaFixture::plain(m_topic);
        config.consumers = 2;
        if (reset)
            config.properties["auto.offset.reset"] = reset;
        Result<RecordSources> sources =
            openKafka(config, {.positions = std::move(positions)}, m_board, m_clock);
        if (!sources)
            qFatal("%s", describe(sources.error()).c_str());
        return Reading(std::move(*sources));
    }
    ComponentStatus status() const
    {
        return m_board.read()[static_cast<std::size_t>(Component::KafkaIn)];
    }
    /// Reads all there is and tells where that ended.
    std::vector<StartPosition> readAll(std::size_t count)
    {
        Reading reading = open();
        const bool all = reading.until(count);
        // The ends are seen, too: a position may stand behind marks that are no records.
        const auto atEnd = [&] {
            reading.step();
            return std::ranges::all_of(reading.states(), &PartitionState::atEnd);
        };
        return all && QTest::qWaitFor(atEnd, 10'000) ? positionsOf(reading.states())
                                                     : std::vector<StartPosition>{};
    }
    bool awaitHealth(Reading& reading, Health health, int ms = 10'000)
    {
        return QTest::qWaitFor(
            [&] {
                reading.step();
                return status().health == health;
            },
            ms);
    }
    static void goOn(Reading& reading, GoOn choice)
    {
        for (const auto& source : reading.sources())
            source->goOn(choice);
    }
    static std::int64_t sum(const std::vector<PartitionState>& states,
                            std::int64_t PartitionState::*member)
    {
        std::int64_t all = 0;
        for (const PartitionState& state : states)
            all += state.*member;
        return all;
    }
    void makeAnew(int partitions)
    {
        KafkaFixture::deleteTopic(m_topic);
        KafkaFixture::createTopic(m_topic, partitions);
    }

private slots:
    void init()
    {
        m_board.update(Component::KafkaIn, 0, [](ComponentStatus& s) { s = {}; });
        m_topic = KafkaFixture::freshTopic(QTest::currentTestFunction());
        KafkaFixture::createTopic(m_topic, 2);
    }

    void aRunGoesOnWhereTheOneBeforeStood()
    {
        KafkaFixture::produce(m_topic, rowsOf("a", 1, 100)); // partition 1 is empty
        const auto positions = readAll(100);
        QCOMPARE(positions.size(), 2U);
        KafkaFixture::produce(m_topic, rowsOf("b", 2, 50));
        KafkaFixture::growTopic(m_topic, 3);
        KafkaFixture::produce(m_topic, {{2, 1'700'000'000'000, "c"}});
        Reading reading = open(positions);
        QVERIFY(reading.until(101));
        QVERIFY(awaitHealth(reading, Health::Ok));
        QCOMPARE(reading.count, 101U);
        for (const std::int32_t p : {0, 1})
            QCOMPARE(reading.values[p].front(), std::string("b0"));
        QCOMPARE(reading.values[2], std::vector<std::string>{"c"});
        QCOMPARE(sum(reading.states(), &PartitionState::gap), 0);
    }

    void theLastRecordMayHaveATransactionMarkBehindIt()
    {
        KafkaFixture::produceInTransaction(m_topic, rowsOf("a", 1, 10), false);
        const auto positions = readAll(10);
        KafkaFixture::produce(m_topic, rowsOf("b", 1, 5));
        Reading reading = open(positions);
        QVERIFY(reading.until(5));
        QCOMPARE(reading.values[0].front(), std::string("b0"));
        QCOMPARE(status().health, Health::Ok);
    }

    void aLastRecordThatIsGoneIsNoHole()
    {
        KafkaFixture::produce(m_topic, rowsOf("a", 2, 10));
        const auto positions = readAll(20);
        KafkaFixture::produce(m_topic, rowsOf("b", 2, 10));
        KafkaFixture::deleteRecords(m_topic, 0, 10);
        Reading reading = open(positions);
        QVERIFY(reading.until(20));
        QCOMPARE(reading.values[0].front(), std::string("b0"));
        QCOMPARE(status().health, Health::Ok);
        QCOMPARE(sum(reading.states(), &PartitionState::gap), 0);
    }

    void aTopicMadeAnewBetweenRunsIsSeen_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("oldest");
        QTest::newRow("fewer records, from the oldest") << 30 << true;
        QTest::newRow("fewer records, from now") << 30 << false;
        QTest::newRow("more records, from the oldest") << 200 << true;
        QTest::newRow("more records, from now") << 200 << false;
    }

    void aTopicMadeAnewBetweenRunsIsSeen()
    {
        QFETCH(int, rows);
        QFETCH(bool, oldest);
        KafkaFixture::produce(m_topic, rowsOf("old", 2, 100));
        const auto positions = readAll(200);
        makeAnew(2);
        KafkaFixture::produce(m_topic, rowsOf("new", 2, rows));
        Reading reading = open(positions);
        QVERIFY(awaitHealth(reading, Health::Stopped));
        QCOMPARE(status().error->code, ErrorCode::TopicReplaced);
        QCOMPARE(reading.count, 0U);
        goOn(reading, oldest ? GoOn::Oldest : GoOn::Newest);
        QVERIFY(awaitHealth(reading, Health::Ok));
        if (oldest)
            QVERIFY(reading.until(static_cast<std::size_t>(2 * rows)));
        KafkaFixture::produce(m_topic, rowsOf("next", 2, 5));
        const std::size_t wanted = static_cast<std::size_t>(2 * (oldest ? rows + 5 : 5));
        QVERIFY(reading.until(wanted));
        QCOMPARE(reading.count, wanted);
        QCOMPARE(reading.values[1].front(), std::string(oldest ? "new0" : "next0"));
        // What versions are made of goes on rising.
        const auto states = reading.states();
        QCOMPARE(sum(states, &PartitionState::earlier), 200);
        QCOMPARE(sum(states, &PartitionState::nextOffset), 2 * (rows + 5));
        QCOMPARE(sum(states, &PartitionState::gap), oldest ? 0 : 2 * rows);
    }

    void aTopicMadeAnewWhileReadingIsSeen_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("fewer records") << 30;
        QTest::newRow("more records") << 200;
    }

    void aTopicMadeAnewWhileReadingIsSeen()
    {
        QFETCH(int, rows);
        KafkaFixture::produce(m_topic, rowsOf("old", 2, 100));
        Reading reading = open();
        QVERIFY(reading.until(200));
        KafkaFixture::deleteTopic(m_topic);
        QVERIFY(awaitHealth(reading, Health::Down));
        QCOMPARE(status().error->code, ErrorCode::TopicUnknown);
        KafkaFixture::createTopic(m_topic, 2);
        KafkaFixture::produce(m_topic, rowsOf("new", 2, rows));
        QVERIFY(awaitHealth(reading, Health::Stopped));
        QCOMPARE(status().error->code, ErrorCode::TopicReplaced);
        QCOMPARE(reading.count, 200U);
        goOn(reading, GoOn::Oldest);
        QVERIFY(reading.until(static_cast<std::size_t>(200 + 2 * rows)));
        QVERIFY(awaitHealth(reading, Health::Ok));
        QCOMPARE(reading.values[0][100], std::string("new0"));
        QCOMPARE(reading.count, static_cast<std::size_t>(200 + 2 * rows));
    }

    void aTopicThatIsTheSameAfterARestartGoesOn()
    {
        KafkaFixture::produce(m_topic, rowsOf("a", 2, 100));
        Reading reading = open();
        QVERIFY(reading.until(200));
        KafkaFixture::stopBroker();
        QVERIFY(awaitHealth(reading, Health::Down));
        KafkaFixture::startBroker();
        KafkaFixture::produce(m_topic, rowsOf("b", 2, 50));
        QVERIFY(reading.until(300));
        QVERIFY(awaitHealth(reading, Health::Ok));
        QCOMPARE(reading.count, 300U);
        QVERIFY(reading.inOrder);
    }

    void aTopicMadeAnewWithFewerPartitionsIsSeen()
    {
        KafkaFixture::produce(m_topic, rowsOf("old", 2, 100));
        const auto positions = readAll(200);
        makeAnew(1);
        KafkaFixture::produce(m_topic, rowsOf("new", 1, 30));
        Reading reading = open(positions);
        QVERIFY(awaitHealth(reading, Health::Stopped));
        QCOMPARE(status().error->code, ErrorCode::TopicReplaced);
        QCOMPARE(status().error->detail, std::string("1 partitions instead of 2"));
        goOn(reading, GoOn::Oldest);
        QVERIFY(reading.until(30));
        QCOMPARE(reading.values[0].front(), std::string("new0"));
    }

    void aHoleIsAStopWithAChoice_data()
    {
        QTest::addColumn<bool>("oldest");
        QTest::addColumn<bool>("bySetting");
        QTest::newRow("oldest, chosen") << true << false;
        QTest::newRow("now, chosen") << false << false;
        QTest::newRow("oldest, set before") << true << true;
        QTest::newRow("now, set before") << false << true;
    }

    void aHoleIsAStopWithAChoice()
    {
        QFETCH(bool, oldest);
        QFETCH(bool, bySetting);
        KafkaFixture::produce(m_topic, rowsOf("a", 2, 10));
        const auto positions = readAll(20);
        KafkaFixture::produce(m_topic, rowsOf("b", 2, 90));
        KafkaFixture::deleteRecords(m_topic, 0, 50); // 10 to 49 were never read
        const char* reset = oldest ? "earliest" : "latest";
        Reading reading = open(positions, bySetting ? reset : nullptr);
        if (!bySetting) {
            QVERIFY(awaitHealth(reading, Health::Stopped));
            QCOMPARE(status().error->code, ErrorCode::OffsetOutOfRange);
            QCOMPARE(status().error->detail,
                     std::string("partition 0, offset 10; there are 50 to 100"));
            QVERIFY(reading.values[0].empty());
            goOn(reading, oldest ? GoOn::Oldest : GoOn::Newest);
        }
        QVERIFY(reading.until(oldest ? 140 : 90)); // partition 1 has no hole
        QVERIFY(awaitHealth(reading, Health::Ok));
        QTRY_COMPARE((reading.step(), sum(reading.states(), &PartitionState::gap)),
                     oldest ? 40 : 90);
        KafkaFixture::produce(m_topic, rowsOf("c", 2, 5));
        QVERIFY(reading.until(oldest ? 150 : 100));
        QCOMPARE(reading.values[0].front(), std::string(oldest ? "b40" : "c0"));
        // A gap is remembered by the next run.
        const auto next = positionsOf(reading.states());
        Reading again = open(next);
        QTRY_COMPARE((again.step(), sum(again.states(), &PartitionState::gap)), oldest ? 40 : 90);
    }
};

QTEST_GUILESS_MAIN(TestTopicFaults)
#include "tst_topicfaults.moc"
