// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkaerrors.h"

#include <QTest>

using namespace shoppulse;

namespace {

struct Case {
    const char* name;
    rd_kafka_resp_err_t code;
    const char* reason; ///< as librdkafka 2.0.2 wrote it against a real broker
    Error named;
};

const std::vector<Case> kCases{
    {"refused",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "127.0.0.1:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: Connection refused (after 0ms in "
     "state CONNECT, 1 identical error(s) suppressed)",
     {ErrorCode::BrokerUnreachable, "127.0.0.1:1",
      "Connect to ipv4#127.0.0.1:1 failed: Connection refused"}},
    {"silent host",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "10.0.0.5:9093/bootstrap: Connection setup timed out in state CONNECT (after 3500ms in state "
     "CONNECT)",
     {ErrorCode::BrokerUnreachable, "10.0.0.5:9093",
      "Connection setup timed out in state CONNECT"}},
    {"name",
     RD_KAFKA_RESP_ERR__RESOLVE,
     "nohost.invalid:9092/bootstrap: Failed to resolve 'nohost.invalid:9092': Name or service not "
     "known (after 0ms in state CONNECT)",
     {ErrorCode::BrokerNameUnknown, "nohost.invalid:9092",
      "Failed to resolve 'nohost.invalid:9092': Name or service not known"}},
    {"silent service",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "127.0.0.1:6379/bootstrap: ApiVersionRequest failed: Local: Timed out: probably due to broker "
     "version < 0.10 (see api.version.request configuration) (after 3003ms in state "
     "APIVERSION_QUERY)",
     {ErrorCode::BrokerNotKafka, "127.0.0.1:6379",
      "ApiVersionRequest failed: Local: Timed out: probably due to broker version < 0.10 (see "
      "api.version.request configuration)"}},
    {"web server",
     RD_KAFKA_RESP_ERR__BAD_MSG,
     "10.255.255.1:9092/bootstrap: Receive failed: Invalid response size 1213486160 "
     "(0..100000000): increase receive.message.max.bytes (after 0ms in state APIVERSION_QUERY)",
     {ErrorCode::BrokerNotKafka, "10.255.255.1:9092",
      "Receive failed: Invalid response size 1213486160 (0..100000000): increase "
      "receive.message.max.bytes"}},
    {"advertised",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "127.0.0.1:9/1: Connect to ipv4#127.0.0.1:9 failed: Connection refused (after 0ms in state "
     "CONNECT)",
     {ErrorCode::BrokerAdvertised, "kafka:9092", "127.0.0.1:9"}},
    {"a listed broker by number",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "kafka:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after 0ms in state "
     "CONNECT)",
     {ErrorCode::BrokerUnreachable, "kafka:9092",
      "Connect to ipv4#10.0.0.1:9092 failed: Connection refused"}},
    {"certificate",
     RD_KAFKA_RESP_ERR__SSL,
     "sasl_ssl://localhost:22178/bootstrap: SSL handshake failed: error:0A000086:SSL "
     "routines::certificate verify failed: broker certificate could not be verified, verify that "
     "ssl.ca.location is correctly configured or root CA certificates are installed (install "
     "ca-certificates package) (after 12ms in state SSL_HANDSHAKE)",
     {ErrorCode::TlsCertificate, "localhost:22178",
      "SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker "
      "certificate could not be verified, verify that ssl.ca.location is correctly configured or "
      "root CA certificates are installed (install ca-certificates package)"}},
    {"plain port",
     RD_KAFKA_RESP_ERR__SSL,
     "sasl_ssl://127.0.0.1:25066/bootstrap: SSL handshake failed: error:0A000126:SSL "
     "routines::unexpected eof while reading (after 1ms in state SSL_HANDSHAKE)",
     {ErrorCode::TlsHandshake, "127.0.0.1:25066",
      "SSL handshake failed: error:0A000126:SSL routines::unexpected eof while reading"}},
    {"plain port hangs up",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "sasl_ssl://127.0.0.1:25066/bootstrap: Disconnected (after 0ms in state SSL_HANDSHAKE)",
     {ErrorCode::TlsHandshake, "127.0.0.1:25066", "Disconnected"}},
    {"password",
     RD_KAFKA_RESP_ERR__AUTHENTICATION,
     "sasl_ssl://localhost:22178/bootstrap: SASL authentication error: Authentication failed: "
     "Invalid username or password (after 303ms in state AUTH_REQ)",
     {ErrorCode::SaslRejected, "localhost:22178",
      "SASL authentication error: Authentication failed: Invalid username or password"}},
    {"mechanism",
     RD_KAFKA_RESP_ERR__AUTHENTICATION,
     "sasl_ssl://localhost:22178/bootstrap: SASL SCRAM-SHA-512 mechanism handshake failed: Broker: "
     "Unsupported SASL mechanism: broker's supported mechanisms: PLAIN,SCRAM-SHA-256 (after 388ms "
     "in state AUTH_HANDSHAKE)",
     {ErrorCode::SaslMechanism, "localhost:22178",
      "SASL SCRAM-SHA-512 mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's "
      "supported mechanisms: PLAIN,SCRAM-SHA-256"}},
    {"no cause",
     RD_KAFKA_RESP_ERR__TRANSPORT,
     "",
     {ErrorCode::BrokerUnreachable, "kafka:9092", "Local: Broker transport failure"}},
    {"slow",
     RD_KAFKA_RESP_ERR__TIMED_OUT,
     "",
     {ErrorCode::KafkaTimeout, "kafka:9092", "Local: Timed out"}},
};

} // namespace

class TestKafkaErrors : public QObject {
    Q_OBJECT

private slots:
    void named_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].name) << static_cast<int>(i);
    }

    void named()
    {
        QFETCH(int, index);
        const Case& tried = kCases[static_cast<std::size_t>(index)];
        const Error error = kafkaError(tried.code, tried.reason, "kafka:9092");
        QCOMPARE(QString(errorId(error.code).data()), QString(errorId(tried.named.code).data()));
        QCOMPARE(error.subject, tried.named.subject);
        QCOMPARE(error.detail, tried.named.detail);
    }

    void logLinesCarryTheirThread()
    {
        const BrokerMessage message = parseBrokerMessage(
            "[thrd:ssl://a:1/bootstrap]: ssl://a:1/3: Disconnected (after 9ms in state UP)");
        QCOMPARE(message.broker, std::string("a:1"));
        QVERIFY(message.fromCluster);
        QCOMPARE(message.text, std::string("Disconnected"));
    }

    void theCoordinatorIsNamedByItsAddress()
    {
        const BrokerMessage message = parseBrokerMessage(
            "GroupCoordinator: kafka:9092: Connect to ipv4#10.0.0.1:9092 failed: Connection "
            "refused (after 0ms in state CONNECT)");
        QCOMPARE(message.broker, std::string("kafka:9092"));
        QVERIFY(message.fromCluster);
        QCOMPARE(message.text,
                 std::string("Connect to ipv4#10.0.0.1:9092 failed: Connection refused"));
        QCOMPARE(parseBrokerMessage("GroupCoordinator: gone").text, std::string("gone"));
    }

    void topics()
    {
        QCOMPARE(topicError(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "t").code,
                 ErrorCode::TopicUnknown);
        QCOMPARE(topicError(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, "t").code,
                 ErrorCode::TopicForbidden);
        QCOMPARE(topicError(RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION, "t").code,
                 ErrorCode::TopicInvalidName);
        QCOMPARE(topicError(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, "t").code,
                 ErrorCode::OffsetOutOfRange);
    }

    void certificates()
    {
        QCOMPARE(certificateError(62, "b").code, ErrorCode::TlsNameMismatch);
        QCOMPARE(certificateError(64, "b").code, ErrorCode::TlsNameMismatch);
        QCOMPARE(certificateError(10, "b").detail, std::string("certificate has expired"));
        QCOMPARE(certificateError(999, "b").code, ErrorCode::TlsCertificate);
    }

    void aRefusalTellsMoreThanABrokenLine()
    {
        QVERIFY(tellingness(ErrorCode::SaslRejected) > tellingness(ErrorCode::BrokerUnreachable));
        QVERIFY(tellingness(ErrorCode::TlsNameMismatch) > tellingness(ErrorCode::TlsHandshake));
        QVERIFY(tellingness(ErrorCode::BrokerUnreachable) > tellingness(ErrorCode::KafkaTimeout));
    }

    void topicNames()
    {
        QVERIFY(checkTopicName("shop.events_1-a"));
        for (const std::string& name :
             {std::string(), std::string("a b"), std::string("."), std::string(".."),
              std::string("日志"), std::string(250, 'a')})
            QCOMPARE(checkTopicName(name).error().code, ErrorCode::TopicInvalidName);
        QVERIFY(checkTopicName(std::string(249, 'a')));
    }
};

QTEST_GUILESS_MAIN(TestKafkaErrors)
#include "tst_kafkaerrors.moc"
