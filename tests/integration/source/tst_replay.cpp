// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/replay.h"
#include "tests/integration/source/kafkafixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#include <thread>

using namespace shoppulse;
using namespace shoppulse::testing;

class TestReplay : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;
    std::atomic<bool> m_cancel{false};

    struct Message {
        std::int32_t partition;
        std::int64_t offset;
        std::int64_t timestampMs;
        std::string value;
    };

    /// All messages of a topic, of each partition in offset order.
    std::vector<Message> read(const std::string& topic)
    {
        Result<RecordSources> sources =
            openKafka(KafkaFixture::plain(topic), {true}, m_board, m_clock);
        if (!sources)
            qFatal("%s", describe(sources.error()).c_str());
        std::vector<Message> messages;
        const auto finished = [&] {
            bool all = true;
            for (const auto& source : *sources) {
                for (const Record& record : source->poll(std::chrono::milliseconds(20)))
                    messages.push_back({record.partition, record.offset, record.timestampMs,
                                        std::string(record.value)});
                all = all && !source->partitions().empty();
                for (const PartitionState& state : source->partitions())
                    all = all && state.finished;
            }
            return all;
        };
        if (!QTest::qWaitFor(finished, 30'000))
            qFatal("the topic could not be read");
        return messages;
    }

    static std::string write(QTemporaryFile& file, const QByteArray& bytes)
    {
        if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
            qFatal("no temporary file");
        return file.fileName().toStdString();
    }

    Result<ReplaySummary> run(const std::string& topic, const ReplayOptions& options)
    {
        return replay(
            KafkaFixture::plain(topic), options, [](const ReplayState&) {}, m_cancel);
    }

private slots:
    void init() { m_cancel = false; }

    void bytesArriveAsTheyAre()
    {
        const std::string topic = KafkaFixture::freshTopic("replay");
        KafkaFixture::createTopic(topic, 1);
        QTemporaryFile file;
        static constexpr char kText[] = "user_id,item_id\r\n\n1,2\0,3\n\xff\xfe\nlast";
        const QByteArray bytes(kText, sizeof kText - 1);
        const Result<ReplaySummary> done = run(topic, {.file = write(file, bytes)});
        QVERIFY2(done, done ? "" : describe(done.error()).c_str());
        QCOMPARE(done->rows, 5U);
        QCOMPARE(done->messages, 5U);
        std::vector<std::string> values;
        for (const Message& message : read(topic))
            values.push_back(message.value);
        QCOMPARE(values,
                 (std::vector<std::string>{"user_id,item_id", "", std::string("1,2\0,3", 6),
                                           "\xff\xfe", "last"}));
    }

    void rowsJoinToMessages()
    {
        const std::string topic = KafkaFixture::freshTopic("joined");
        KafkaFixture::createTopic(topic, 1);
        QTemporaryFile file;
        const Result<ReplaySummary> done =
            run(topic, {.file = write(file, "a\nb\nc\n\n\n\ne\n"), .rowsPerMessage = 2});
        QVERIFY(done);
        QCOMPARE(done->rows, 7U);
        QCOMPARE(done->messages, 4U);
        std::vector<std::string> values;
        for (const Message& message : read(topic))
            values.push_back(message.value);
        // An empty last line has an end of its own, or it would not be one.
        QCOMPARE(values, (std::vector<std::string>{"a\nb", "c\n\n", "\n\n", "e"}));
    }

    void spreadsEvenlyInOrder()
    {
        const std::string topic = KafkaFixture::freshTopic("spread");
        KafkaFixture::createTopic(topic, 4);
        QTemporaryFile file;
        QByteArray bytes;
        for (int i = 0; i < 40'000; ++i)
            bytes += QByteArray::number(i) + '\n';
        const Result<ReplaySummary> done =
            run(topic, {.file = write(file, bytes), .startMs = 1'600'000'000'000});
        QVERIFY(done);
        std::map<std::int32_t, int> next;
        std::size_t count = 0;
        for (const Message& message : read(topic)) {
            const int row = std::stoi(message.value);
            QCOMPARE(row, next[message.partition] * 4 + message.partition);
            QCOMPARE(message.timestampMs, 1'600'000'000'000 + row);
            ++next[message.partition];
            ++count;
        }
        QCOMPARE(count, 40'000U);
    }

    void startAdvancesByTheRate()
    {
        const std::string topic = KafkaFixture::freshTopic("times");
        KafkaFixture::createTopic(topic, 1);
        QTemporaryFile file;
        QVERIFY(run(topic,
                    {.file = write(file, "a\nb\nc\nd\n"),
                     .rate = 400,
                     .rowsPerMessage = 2,
                     .startMs = 1000}));
        std::vector<std::int64_t> times;
        for (const Message& message : read(topic))
            times.push_back(message.timestampMs);
        QCOMPARE(times, (std::vector<std::int64_t>{1000, 1005}));
    }

    void rateIsHeld()
    {
        const std::string topic = KafkaFixture::freshTopic("rate");
        KafkaFixture::createTopic(topic, 1);
        QTemporaryFile file;
        QByteArray bytes;
        for (int i = 0; i < 50; ++i)
            bytes += "x\n";
        const Result<ReplaySummary> done = run(topic, {.file = write(file, bytes), .rate = 50});
        QVERIFY(done);
        QVERIFY2(done->seconds >= 0.95, qPrintable(QString::number(done->seconds)));
        const std::int64_t now = m_clock.wallMs();
        for (const Message& message : read(topic))
            QVERIFY(std::abs(now - message.timestampMs) < 60'000);
    }

    void loopsUntilCancelled()
    {
        const std::string topic = KafkaFixture::freshTopic("loop");
        KafkaFixture::createTopic(topic, 1);
        QTemporaryFile file;
        const std::string path = write(file, "a\nb\n");
        const Result<ReplaySummary> done = replay(
            KafkaFixture::plain(topic), {.file = path, .rate = 200, .loop = true},
            [this](const ReplayState& state) { m_cancel = state.rows >= 10; }, m_cancel);
        QVERIFY(done);
        QVERIFY(done->rows >= 10);
        QCOMPARE(read(topic).size(), done->rows);
    }

    void survivesABrokersRestart()
    {
        const std::string topic = KafkaFixture::freshTopic("survives");
        KafkaFixture::createTopic(topic, 2);
        QTemporaryFile file;
        QByteArray bytes;
        for (int i = 0; i < 2000; ++i)
            bytes += QByteArray::number(i) + '\n';
        const std::string path = write(file, bytes);
        std::atomic<bool> going{false};
        std::atomic<bool> named{false};
        Result<ReplaySummary> done;
        std::thread sender([&] {
            done = replay(
                KafkaFixture::plain(topic), {.file = path, .rate = 400},
                [&](const ReplayState& state) {
                    going = state.rows > 0;
                    named = named || state.trouble.has_value();
                },
                m_cancel);
        });
        QTRY_VERIFY(going);
        KafkaFixture::stopBroker();
        QTRY_VERIFY_WITH_TIMEOUT(named, 5000);
        KafkaFixture::startBroker();
        sender.join();
        QVERIFY2(done, done ? "" : describe(done.error()).c_str());
        std::vector<int> rows;
        for (const Message& message : read(topic))
            rows.push_back(std::stoi(message.value));
        std::sort(rows.begin(), rows.end());
        QCOMPARE(rows.size(), 2000U);
        QVERIFY(std::adjacent_find(rows.begin(), rows.end()) == rows.end());
    }

    void theSampleArrivesWhole()
    {
        const QByteArray sample = qgetenv("SHOPPULSE_SAMPLE");
        if (sample.isEmpty())
            QSKIP("SHOPPULSE_SAMPLE is not set");
        const std::string topic = KafkaFixture::freshTopic("sample");
        KafkaFixture::createTopic(topic, 3);
        const Result<ReplaySummary> done =
            run(topic, {.file = sample.toStdString(), .startMs = 1'600'000'000'000});
        QVERIFY(done);
        QFile file(QString::fromUtf8(sample));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArrayList lines = file.readAll().split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        std::vector<Message> messages = read(topic);
        std::sort(messages.begin(), messages.end(),
                  [](const Message& a, const Message& b) { return a.timestampMs < b.timestampMs; });
        QCOMPARE(messages.size(), static_cast<std::size_t>(lines.size()));
        for (std::size_t i = 0; i < messages.size(); ++i)
            QCOMPARE(QByteArray::fromStdString(messages[i].value),
                     lines[static_cast<qsizetype>(i)]);
    }

    void errorsAreNamedWithinFiveSeconds()
    {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(run("t", {.file = "/no/such/file"}).error().code, ErrorCode::FileUnreadable);
        QTemporaryFile file;
        const std::string path = write(file, "a\n");
        QCOMPARE(run("no topic", {.file = path}).error().code, ErrorCode::TopicInvalidName);

        KafkaConfig config = KafkaFixture::plain("t");
        config.brokers = "127.0.0.1:1";
        const Result<ReplaySummary> refused = replay(
            config, {.file = path}, [](const ReplayState&) {}, m_cancel);
        QCOMPARE(refused.error().code, ErrorCode::BrokerUnreachable);
        QVERIFY(timer.elapsed() < 5000);

        timer.start();
        config = KafkaFixture::plain(KafkaFixture::freshTopic("absent"));
        config.properties["allow.auto.create.topics"] = "false";
        const Result<ReplaySummary> absent = replay(
            config, {.file = path}, [](const ReplayState&) {}, m_cancel);
        QCOMPARE(absent.error().code, ErrorCode::TopicUnknown);
        QVERIFY(timer.elapsed() < 5000);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
