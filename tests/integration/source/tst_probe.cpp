// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/probe.h"
#include "tests/integration/source/kafkafixture.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

const char* const kStepNames[] = {"name", "tcp", "tls", "sasl", "metadata", "topic", "sample"};

struct Outcome {
    QStringList steps; ///< "tls skipped", "topic failed topic_unknown"
    ProbeReport last;
    QString counts; ///< "1 brokers, 2 partitions, 3 records, 3 rows"
};

std::string textOf(const Event& event)
{
    std::string text;
    for (const std::string_view id :
         {kActionIds[actionOf(event.cell)], kGenderIds[genderOf(event.cell)],
          kAgeIds[ageOf(event.cell)], kProvinceIds[provinceOf(event.cell)]})
        text += std::string(id) + " ";
    return text + std::to_string(event.brand);
}

Outcome probed(const KafkaConfig& config)
{
    const Profile profile = loadProfile("taobao", {}).value();
    Outcome outcome;
    const std::atomic<bool> cancel{false};
    probe(
        config, profile,
        [&](const ProbeReport& report) {
            static const char* const kOutcomes[] = {"passed", "failed", "skipped"};
            QString text = QStringLiteral("%1 %2").arg(
                QString::fromLatin1(kStepNames[static_cast<int>(report.step)]),
                QString::fromLatin1(kOutcomes[static_cast<int>(report.outcome)]));
            if (report.error)
                text += ' ' + QString::fromStdString(std::string(errorId(report.error->code)));
            outcome.steps.append(text);
            outcome.last = report;
            if (report.brokers)
                outcome.counts += QStringLiteral("%1 brokers").arg(*report.brokers);
            if (report.partitions && report.records)
                outcome.counts += QStringLiteral(", %1 partitions, %2 records")
                                      .arg(*report.partitions)
                                      .arg(*report.records);
            if (report.rows)
                outcome.counts += QStringLiteral(", %1 rows").arg(*report.rows);
        },
        cancel);
    return outcome;
}

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

    std::string m_topic;

private slots:
    void initTestCase()
    {
        m_topic = KafkaFixture::freshTopic("probe");
        KafkaFixture::createTopic(m_topic, 2);
        KafkaFixture::produce(
            m_topic,
            {{0, 1'600'000'000'000, "328862,323294,833,2882,2661,08,29,0,3,1,上海"},
             {0, 1'600'000'000'001, "328862,323294,833,2882,2661,08,29,2,3,0,内蒙古"},
             {1, 1'600'000'000'002, "broken"}});
    }

    void allStepsPass()
    {
        const Outcome outcome = probed(KafkaFixture::plain(m_topic));
        QCOMPARE(outcome.steps,
                 (QStringList{"name passed", "tcp passed", "tls skipped", "sasl skipped",
                              "metadata passed", "topic passed", "sample passed"}));
        QCOMPARE(outcome.counts, QStringLiteral("1 brokers, 2 partitions, 3 records, 3 rows"));
        QCOMPARE(outcome.last.detected, Format::TaobaoCsv);
        QCOMPARE(outcome.last.samples.size(), 3U);
        QCOMPARE(outcome.last.samples[0].partition + outcome.last.samples[1].partition
                     + outcome.last.samples[2].partition,
                 1);
        std::vector<std::string> texts;
        for (const ProbeSample& sample : outcome.last.samples)
            texts.push_back(sample.event ? textOf(*sample.event) : sample.reason);
        std::sort(texts.begin(), texts.end());
        QCOMPARE(texts,
                 (std::vector<std::string>{"buy female 25-29 内蒙古 2661", "field_count",
                                           "pv male 25-29 上海 2661"}));
        QVERIFY(std::abs(outcome.last.undecodableShare - 1.0 / 3) < 1e-9);
    }

    void allStepsPassSecurely()
    {
        QCOMPARE(probed(KafkaFixture::secure(m_topic)).steps,
                 (QStringList{"name passed", "tcp passed", "tls passed", "sasl passed",
                              "metadata passed", "topic passed", "sample passed"}));
    }

    void failures_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("last");
        QTest::newRow("name") << 0 << "name failed broker_name_unknown";
        QTest::newRow("port") << 1 << "tcp failed broker_unreachable";
        QTest::newRow("authority") << 2 << "tls failed tls_certificate";
        QTest::newRow("host name") << 3 << "tls failed tls_name_mismatch";
        QTest::newRow("tls to a plain port") << 4 << "tls failed tls_handshake";
        QTest::newRow("password") << 5 << "sasl failed sasl_rejected";
        QTest::newRow("plain password") << 6 << "sasl failed sasl_rejected";
        QTest::newRow("mechanism") << 7 << "sasl failed sasl_mechanism";
        QTest::newRow("plain to a tls port") << 8 << "metadata failed broker_not_kafka";
        QTest::newRow("another service") << 9 << "metadata failed broker_not_kafka";
        QTest::newRow("advertised") << 10 << "metadata failed broker_advertised";
        QTest::newRow("topic") << 11 << "topic failed topic_unknown";
        QTest::newRow("topic's name") << 12 << "topic failed topic_invalid_name";
        QTest::newRow("authority's file") << 13 << "tls failed kafka_property";
    }

    void failures()
    {
        QFETCH(int, which);
        QFETCH(QString, last);
        QTcpServer silent; // accepts and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        KafkaConfig plain = KafkaFixture::plain(m_topic);
        KafkaConfig secure = KafkaFixture::secure(m_topic);
        KafkaConfig config = which >= 2 && which <= 7 ? secure : plain;
        const std::string securePort = secure.brokers.substr(secure.brokers.find(':'));
        switch (which) {
        case 0:
            config.brokers = "no-such-host.invalid:9092";
            break;
        case 1:
            config.brokers = "127.0.0.1:1";
            break;
        case 2:
            config.properties.erase("ssl.ca.location");
            break;
        case 3:
            config.brokers = "127.0.0.1" + securePort;
            break;
        case 4:
            config.brokers = plain.brokers;
            break;
        case 5:
            config.properties["sasl.password"] = "wrong";
            break;
        case 6:
            config.properties["sasl.password"] = "wrong";
            config.properties["sasl.mechanism"] = "PLAIN";
            break;
        case 7:
            config.properties["sasl.mechanism"] = "SCRAM-SHA-512";
            break;
        case 8:
            config.brokers = secure.brokers;
            break;
        case 9:
            config.brokers = "127.0.0.1:" + std::to_string(silent.serverPort());
            break;
        case 10:
            config.brokers = KafkaFixture::environment("SHOPPULSE_TEST_KAFKA_ELSEWHERE");
            break;
        case 11:
            config.topic = "no-such-topic";
            break;
        case 12:
            config.topic = "no such topic";
            break;
        default:
            config.properties = {{"security.protocol", "ssl"}, {"ssl.ca.location", "/no/file"}};
        }
        QElapsedTimer timer;
        timer.start();
        const Outcome outcome = probed(config);
        QCOMPARE(outcome.steps.last(), last);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        // The cure is for a person: the thing is named, no secret is.
        const std::string text = describe(*outcome.last.error);
        QVERIFY(!outcome.last.error->subject.empty());
        QVERIFY(text.find("shopper-secret") == std::string::npos);
    }

    void anEmptyTopicHasNoSample()
    {
        const std::string topic = KafkaFixture::freshTopic("probeempty");
        KafkaFixture::createTopic(topic, 1);
        QCOMPARE(probed(KafkaFixture::plain(topic)).steps.last(), QString("sample skipped"));
    }

    void cancelEndsIt()
    {
        KafkaConfig config = KafkaFixture::plain(m_topic);
        std::atomic<bool> cancel{false};
        int steps = 0;
        probe(
            config, loadProfile("taobao", {}).value(),
            [&](const ProbeReport&) {
                ++steps;
                cancel = true;
            },
            cancel);
        QCOMPARE(steps, 1);
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
