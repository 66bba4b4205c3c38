// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkasink.h"
#include "core/publish/publisher.h"
#include "tests/integration/source/kafkafixture.h"
#include "tests/unit/publish/records.h"

// In this order: the second needs the first.
#include <librdkafka/rdkafka.h>

#include <librdkafka/rdkafka_mock.h>

#include <QTest>

using namespace shoppulse;
using namespace std::chrono_literals;
using shoppulse::testing::Reading;

namespace {

/// librdkafka's own broker, which answers with errors when told to.
class MockCluster {
public:
    static constexpr std::int16_t kProduce = 0; ///< numbers of the protocol's requests
    static constexpr std::int16_t kInitProducerId = 22;

    MockCluster()
        : m_handle(rd_kafka_new(RD_KAFKA_PRODUCER, silent(), nullptr, 0))
        , m_cluster(rd_kafka_mock_cluster_new(m_handle, 1))
    {
    }
    ~MockCluster()
    {
        rd_kafka_mock_cluster_destroy(m_cluster);
        rd_kafka_destroy(m_handle);
    }
    MockCluster(const MockCluster&) = delete;
    MockCluster& operator=(const MockCluster&) = delete;

    [[nodiscard]] std::string brokers() const
    {
        return rd_kafka_mock_cluster_bootstraps(m_cluster);
    }
    /// The next request of this kind is answered so.
    void answer(std::int16_t request, rd_kafka_resp_err_t error)
    {
        rd_kafka_mock_push_request_errors_array(m_cluster, request, 1, &error);
    }

private:
    static rd_kafka_conf_t* silent()
    {
        rd_kafka_conf_t* conf = rd_kafka_conf_new();
        rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t*, int, const char*, const char*) {});
        return conf;
    }

    rd_kafka_t* const m_handle;
    rd_kafka_mock_cluster_t* const m_cluster;
};

} // namespace

/// A producer that can never send again.
class TestFatalProducer : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;

    [[nodiscard]] ComponentStatus status() const
    {
        return m_board.read()[static_cast<std::size_t>(Component::KafkaOut)];
    }
    /// The newest value of each key of `gender`.
    std::map<std::string, std::string> newest(const std::string& brokers)
    {
        KafkaConfig config;
        config.brokers = brokers;
        config.topic = "gender";
        config.properties = {{"auto.offset.reset", "earliest"}};
        StatusBoard board;
        Reading reading(openKafka(config, {.stopAtEnd = true}, board, m_clock).value());
        if (!reading.untilFinished())
            return {};
        std::map<std::string, std::string> newest;
        for (const auto& [partition, values] : reading.values) {
            for (const std::string& value : values) {
                constexpr std::string_view kBefore = "\"start\":";
                const std::size_t at = value.find(kBefore) + kBefore.size();
                newest[value.substr(at, value.find(',', at) - at)] = value;
            }
        }
        return newest;
    }

private slots:
    void meansANewOneAndTheSameValuesAgain()
    {
        constexpr std::int64_t kAMinute = 60'000; // it is tried again when the test says so
        MockCluster cluster;
        Publisher publisher(makeKafkaSink({cluster.brokers(), {}, ""}).value(), m_board, m_clock,
                            {.firstRetryMs = kAMinute, .lastRetryMs = kAMinute});
        std::map<std::string, std::string> expected;
        const auto publish = [&](int from, int to, std::uint64_t version) {
            std::vector<ResultRecord> records;
            for (int second = from; second < to; ++second) {
                records.push_back(genderSecond(second, version, true, version > 1 ? 1 : 0));
                expected[std::to_string(records.back().startMs)] = resultJson(records.back(), true);
            }
            publisher.publish(records);
        };
        publish(1, 300, 1);
        QVERIFY(publisher.flush(20s));
        QCOMPARE(status().health, Health::Ok);

        cluster.answer(MockCluster::kProduce, RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
        publish(200, 210, 2);
        QTRY_COMPARE_WITH_TIMEOUT(status().health, Health::Down, 15'000);
        QCOMPARE(status().error->code, ErrorCode::KafkaFatal);
        QCOMPARE(status().error->subject, cluster.brokers());
        QVERIFY(!status().error->detail.empty());
        QCOMPARE(status().done, std::uint64_t{299});
        QVERIFY(status().nextRetryMs > 0);
        publish(205, 400, 3); // comes while it is down

        cluster.answer(MockCluster::kInitProducerId,
                       RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED);
        const std::int64_t retryMs = status().nextRetryMs;
        QVERIFY(!publisher.flush(0s)); // the new producer cannot even begin
        QTRY_VERIFY_WITH_TIMEOUT(status().nextRetryMs > retryMs, 15'000);
        QCOMPARE(status().health, Health::Down);
        QCOMPARE(status().error->code, ErrorCode::KafkaFatal);

        QVERIFY(publisher.flush(20s));
        QCOMPARE(status().health, Health::Ok);
        QVERIFY(!status().error);
        QCOMPARE(status().pending, std::uint64_t{0});
        QCOMPARE(newest(cluster.brokers()), expected);
    }
};

QTEST_GUILESS_MAIN(TestFatalProducer)
#include "tst_fatalproducer.moc"
