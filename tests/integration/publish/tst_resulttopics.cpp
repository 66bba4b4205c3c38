// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkasink.h"
#include "core/publish/kafka/topicadmin.h"
#include "core/publish/publisher.h"
#include "core/source/demobroker.h"
#include "tests/integration/source/kafkafixture.h"
#include "tests/unit/publish/records.h"

#include <QTest>

using namespace shoppulse;
using namespace std::chrono_literals;
using shoppulse::testing::KafkaFixture;

/// What the topics of results are like, and what is said when the cluster has its own will. Runs
/// inside the testbed with a Kafka whose user obeys rules.
class TestResultTopics : public QObject {
    Q_OBJECT

    static constexpr std::chrono::milliseconds kOften{100};
    SystemClock m_clock;
    std::string m_prefix; ///< of this case alone
    StatusBoard m_board;
    std::unique_ptr<Publisher> m_publisher;

    void publishTo(const KafkaConfig& cluster)
    {
        auto sink = makeKafkaSink({cluster.brokers, cluster.properties, m_prefix, kOften}).value();
        m_publisher = std::make_unique<Publisher>(
            std::move(sink), m_board, m_clock,
            PublisherLimits{.lastRetryMs = 500, .checkMs = kOften.count()});
    }
    void publish(std::vector<ResultRecord> records) { m_publisher->publish(records); }
    [[nodiscard]] ComponentStatus status() const
    {
        return m_board.read()[static_cast<std::size_t>(Component::KafkaOut)];
    }
    [[nodiscard]] ErrorCode cause() const
    {
        return status().error.value_or(Error{ErrorCode::Count_, {}, {}}).code;
    }
    static ResultRecord behaviorSecond()
    {
        ResultRecord record = genderSecond(1, 1);
        record.metric = Metric::Behavior;
        return record;
    }
    [[nodiscard]] std::string policyOf(const std::string& topic) const
    {
        const auto client =
            KafkaClient::open(KafkaFixture::plain("any"), KafkaClient::Role::Producer).value();
        const std::atomic<bool> never = false;
        const std::string name = m_prefix + topic;
        return cleanupPolicies(*client, {&name, 1}, never).at(name).value_or("not known");
    }
    [[nodiscard]] int partitionsOf(const std::string& topic) const
    {
        const auto client =
            KafkaClient::open(KafkaFixture::plain("any"), KafkaClient::Role::Consumer).value();
        const std::atomic<bool> never = false;
        return client->metadata(m_prefix + topic, 10'000, never).value().partitions;
    }

private slots:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("SHOPPULSE_TEST_KAFKA_SASL"))
            QSKIP("run it by ctest or tests/testbed/run --kafka-secure");
    }
    void init() { m_prefix = KafkaFixture::freshTopic("results") + "."; }
    void cleanup() { m_publisher.reset(); }

    void areMadeForCompactionBeforeTheBrokerMakesThem()
    {
        publishTo(KafkaFixture::plain("any"));
        QTRY_COMPARE(status().health, Health::Ok); // has asked, before the first result
        ResultRecord visits = runningTotal(1);
        visits.metric = Metric::VisitNum;
        publish({visits, genderSecond(1, 1)});
        QVERIFY(m_publisher->flush(20s));
        QCOMPARE(policyOf("visitnum"), std::string("compact"));
        QCOMPARE(policyOf("gender"), std::string("compact"));
        QCOMPARE(policyOf("result"), std::string("delete"));
        QCOMPARE(partitionsOf("result"), 1);
        QCOMPARE(status().health, Health::Ok);
    }
    void oneThatIsNotCompactedIsNamedUntilItIsMended()
    {
        KafkaFixture::createTopic(m_prefix + "gender", 3, {{"cleanup.policy", "delete"}});
        KafkaFixture::createTopic(m_prefix + "behavior", 1, {{"cleanup.policy", "compact,delete"}});
        publishTo(KafkaFixture::plain("any"));
        publish({genderSecond(1, 1), behaviorSecond()});
        QVERIFY(m_publisher->flush(20s));
        QCOMPARE(status().health, Health::Degraded);
        QCOMPARE(
            status().error,
            (Error{ErrorCode::TopicNotCompacted, m_prefix + "gender", "cleanup.policy=delete"}));
        QCOMPARE(status().done, std::uint64_t{2});
        KafkaFixture::setTopic(m_prefix + "gender", "cleanup.policy", "compact");
        QTRY_COMPARE(status().health, Health::Ok);
        KafkaFixture::setTopic(m_prefix + "gender", "cleanup.policy", "delete");
        QTRY_COMPARE(status().health, Health::Degraded);
    }
    void oneThatMayNotBeMadeIsNamedUntilItIsThere()
    {
        KafkaFixture::forbid(RD_KAFKA_ACL_OPERATION_CREATE, m_prefix);
        KafkaFixture::createTopic(m_prefix + "behavior", 1, {{"cleanup.policy", "compact"}});
        publishTo(KafkaFixture::secure("any"));
        publish({behaviorSecond()});
        QVERIFY(m_publisher->flush(20s));
        QCOMPARE(status().health, Health::Ok);
        publish({genderSecond(1, 1)});
        QTRY_COMPARE_WITH_TIMEOUT(cause(), ErrorCode::TopicNotCreated, 15'000);
        QCOMPARE(status().health, Health::Down);
        QVERIFY(status().error->subject.starts_with(m_prefix));
        QVERIFY(!status().error->detail.empty());
        KafkaFixture::createTopic(m_prefix + "gender", 1, {{"cleanup.policy", "compact"}});
        KafkaFixture::createTopic(m_prefix + "result", 1);
        QVERIFY(m_publisher->flush(20s));
        QCOMPARE(status().health, Health::Ok);
        QCOMPARE(status().done, std::uint64_t{2});
    }
    void oneThatMayNotBeAskedAboutIsNotSuspected()
    {
        KafkaFixture::forbid(RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS, m_prefix);
        KafkaFixture::createTopic(m_prefix + "behavior", 1, {{"cleanup.policy", "delete"}});
        publishTo(KafkaFixture::secure("any"));
        publish({genderSecond(1, 1), behaviorSecond()});
        QVERIFY(m_publisher->flush(20s));
        QCOMPARE(status().health, Health::Ok);
        QCOMPARE(policyOf("gender"), std::string("compact")); // it was made all the same
    }
    void clusterThatKnowsNoSettingsIsNotSuspected()
    {
        const auto demo = DemoBroker::start(1).value();
        publishTo(demo->config());
        publish({genderSecond(1, 1), behaviorSecond()});
        QVERIFY(m_publisher->flush(4s)); // nobody waits for what cannot be answered
        QCOMPARE(status().health, Health::Ok);
        m_publisher.reset(); // before its broker
    }
};

QTEST_GUILESS_MAIN(TestResultTopics)
#include "tst_resulttopics.moc"
