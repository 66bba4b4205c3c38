// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pipeline.h"
#include "tests/unit/pipeline/livesource.h"

#include <QTest>
#include <map>
#include <thread>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStart = 1'700'000'000'000;

/// Keeps what is written, for the test to look at.
class MemorySink final : public ResultSink {
public:
    struct Written {
        std::mutex mutex;
        std::map<std::string, ResultRecord> byKey;

        std::uint64_t total(const std::string& key)
        {
            const std::lock_guard lock(mutex);
            return byKey[key].total;
        }
    };

    explicit MemorySink(Written& written)
        : m_written(written)
    {
    }
    Component component() const override { return Component::Redis; }
    Result<void> write(std::span<const ResultRecord> batch) override
    {
        const std::lock_guard lock(m_written.mutex);
        for (const ResultRecord& record : batch)
            m_written.byKey[resultKey(record)] = record;
        return {};
    }

private:
    Written& m_written;
};

/// The same for dead letters.
class MemoryLetters final : public DeadLetterSink {
public:
    struct Written {
        std::mutex mutex;
        std::vector<DeadLetter> letters;
    };

    explicit MemoryLetters(Written& written)
        : m_written(written)
    {
    }
    Result<void> write(std::vector<DeadLetter>& letters) override
    {
        const std::lock_guard lock(m_written.mutex);
        m_written.letters.insert(m_written.letters.end(), letters.begin(), letters.end());
        letters.clear();
        return {};
    }
    Result<void> reach() override { return {}; }
    std::size_t longest() const override { return 1 << 20; }
    std::string target() const override { return "memory"; }
    void cancel() override { }

private:
    Written& m_written;
};

/// A pipeline over two partitions in memory, with its clock in the test's hand.
struct Bench {
    HandClock clock;
    StatusBoard board;
    std::array<LiveSource::Log, 2> logs;
    MemorySink::Written written;
    MemoryLetters::Written letters;
    std::unique_ptr<Pipeline> pipeline;

    explicit Bench(Format format = Format::Auto)
    {
        clock.setWall(kStart);
        Pipeline::Config config;
        config.info.topic = "shop";
        config.info.format = format;
        config.info.profile = std::make_shared<const Profile>(*loadProfile("taobao", {}));
        config.sinks.push_back(std::make_unique<MemorySink>(written));
        config.deadLetters = std::make_unique<MemoryLetters>(letters);
        RecordSources sources;
        for (std::size_t i = 0; i < logs.size(); ++i)
            sources.push_back(std::make_unique<LiveSource>(logs[i], static_cast<std::int32_t>(i)));
        pipeline = std::make_unique<Pipeline>(std::move(config), std::move(sources), board, clock);
        setInput(Health::Ok);
    }

    void setInput(Health health)
    {
        board.update(Component::KafkaIn, clock.wallMs(),
                     [=](ComponentStatus& status) { status.health = health; });
    }

    void row(std::size_t partition, std::int64_t timeMs, const char* action = "0",
             const std::string& user = "1")
    {
        logs[partition].write(timeMs, user + ",1,5,3,9,11,11," + action + ",3,0,上海");
    }

    SnapshotPtr newest() const { return pipeline->hub().newest(); }

    /// Moves time on until the newest snapshot fits.
    template <class Fits> bool await(Fits&& fits)
    {
        return QTest::qWaitFor(
            [&] {
                const SnapshotPtr snapshot = newest();
                if (snapshot && fits(*snapshot))
                    return true;
                clock.advance(50);
                return false;
            },
            20'000);
    }
};

} // namespace

class TestPipeline : public QObject {
    Q_OBJECT
private slots:
    void aSecondsEndIsNotKeptWaiting()
    {
        Bench bench(Format::TaobaoCsv);
        bench.pipeline->start();
        for (int i = 0; i < 10; ++i)
            bench.row(i % 2, kStart + 100 * i);
        QVERIFY(bench.await([](const Snapshot& snapshot) { return snapshot.counters.rows == 10; }));
        const auto shown = [&] { return bench.newest()->counters.rows; };
        bench.clock.advance(1'000);
        QTRY_COMPARE(shown(), std::uint64_t{10});
        const std::uint64_t sequence = bench.newest()->sequence;
        QTRY_VERIFY(bench.newest()->sequence > sequence); // a tick; from here on time stands still
        bench.row(0, kStart + 950);
        bench.row(0, kStart + 1'010);
        QTRY_COMPARE(bench.logs[0].left(), std::size_t{0});
        bench.row(1, kStart + 1'005); // now both have passed it
        QTRY_COMPARE(shown(), std::uint64_t{13});
        QTRY_COMPARE(bench.written.total("gender|1000|" + std::to_string(kStart)),
                     std::uint64_t{11});
    }
    void undecodableRowsBecomeDeadLetters()
    {
        Bench bench(Format::TaobaoCsv);
        bench.pipeline->start();
        const std::string good = "1,1,5,3,9,11,11,0,3,0,上海";
        for (const std::string& message :
             {std::string("whole"), std::string("ended\r\n"), good + "\nsecond\n" + good + "\n",
              std::string("first\n") + good, std::string(), std::string(70'000, 'x')})
            bench.logs[1].write(kStart, message);
        QVERIFY(bench.await([](const Snapshot& s) { return s.counters.messages == 6; }));
        bench.pipeline->stop();
        const std::vector<DeadLetter>& letters = bench.letters.letters;
        QCOMPARE(letters.size(), std::size_t(6));
        const auto is = [&](std::size_t at, const std::string& value, const char* reason,
                            std::uint32_t line) {
            const DeadLetter& letter = letters[at];
            QCOMPARE(letter.value, value);
            QCOMPARE(letter.reason, std::string(reason));
            QCOMPARE(letter.partition, 1);
            QCOMPARE(letter.offset, static_cast<std::int64_t>(at));
            QCOMPARE(letter.line, line);
        };
        is(0, "whole", "field_count", 0);
        is(1, "ended", "field_count", 0);
        is(2, "second", "field_count", 2);
        is(3, "first", "field_count", 1);
        is(4, "", "empty", 0);
        is(5, std::string(70'000, 'x'), "oversize", 0);
    }

    void countsWhatTwoWorkersRead()
    {
        Bench bench;
        bench.pipeline->start();
        constexpr int kRows = 3'000;
        std::thread writer([&] {
            for (int i = 0; i < kRows; ++i)
                bench.row(static_cast<std::size_t>(i % 2), kStart + i * 10, i % 3 ? "0" : "2",
                          std::to_string(i % 500));
        });
        QVERIFY(bench.await([](const Snapshot& s) { return s.counters.rows == kRows; }));
        writer.join();
        const SnapshotPtr snapshot = bench.newest();
        QCOMPARE(snapshot->info.format, Format::TaobaoCsv);
        QCOMPARE(snapshot->counters.messages, std::uint64_t{kRows});
        QCOMPARE(snapshot->behavior.total, std::uint64_t{kRows});
        QCOMPARE(snapshot->orderGender.counts[0], std::uint64_t{kRows / 3});
        QCOMPARE(snapshot->partitions.size(), std::size_t{2});
        QCOMPARE(snapshot->partitions[1].nextOffset, kRows / 2);
        QCOMPARE(snapshot->newestEventMs, kStart + 30'000);
        QCOMPARE(snapshot->timeline.size(), std::size_t{30});
        QCOMPARE(snapshot->timeline[7], 100U);
        QCOMPARE(snapshot->brandVisit.top.at(0).id, std::string("9"));
        QCOMPARE(snapshot->brandVisit.total, std::uint64_t{kRows});
        QCOMPARE(*snapshot->kpi(KpiId::UniqueVisitors).value, 500.0);
        bench.pipeline->stop();
        QCOMPARE(bench.written.total("visitnum|0|0"), std::uint64_t{kRows});
        QCOMPARE(bench.written.total("gender|1000|" + std::to_string(kStart + 7'000)), 100U);
    }

    void sequenceGrowsAndAQuietStreamStillTicks()
    {
        Bench bench;
        bench.pipeline->start();
        QVERIFY(bench.await([](const Snapshot& s) { return s.sequence >= 1; }));
        const std::uint64_t before = bench.newest()->sequence;
        QVERIFY(bench.await([=](const Snapshot& s) { return s.sequence > before; }));
        QVERIFY(bench.newest()->wallMs > kStart);
    }

    void showsHowTheStreamIs()
    {
        Bench bench;
        bench.setInput(Health::Starting);
        bench.pipeline->start();
        const auto becomes = [&](StreamState state) {
            return bench.await([=](const Snapshot& s) { return s.state == state; });
        };
        QVERIFY(becomes(StreamState::Connecting));
        bench.setInput(Health::Ok);
        QVERIFY(becomes(StreamState::Waiting));
        bench.row(0, bench.clock.wallMs());
        QVERIFY(becomes(StreamState::Live));
        bench.setInput(Health::Down);
        QVERIFY(becomes(StreamState::Disconnected));
        bench.setInput(Health::Stopped);
        QVERIFY(becomes(StreamState::Stopped));
    }

    void silenceMakesTheOpenWindowsFinal()
    {
        Bench bench;
        bench.pipeline->start();
        bench.row(0, kStart + 100);
        QVERIFY(bench.await([](const Snapshot& s) { return s.trend.size() == 1; }));
        QVERIFY(bench.await([](const Snapshot& s) { return s.trendFinal == 1; }));
        QVERIFY(bench.newest()->province.window.isFinal);
        bench.pipeline->stop();
        const std::lock_guard lock(bench.written.mutex);
        const auto last = bench.written.byKey.find("brandvisit|60000|" + std::to_string(kStart));
        QVERIFY(last != bench.written.byKey.end()); // the last trailing window
        QVERIFY(last->second.isFinal);
    }

    void undecodableRowsAreKeptAndToldOf()
    {
        Bench bench(Format::TaobaoCsv);
        bench.pipeline->start();
        for (int i = 0; i < 20; ++i)
            bench.logs[1].write(kStart, "bad row " + std::to_string(i));
        QVERIFY(bench.await([](const Snapshot& s) { return s.counters.undecodableTotal() == 20; }));
        const auto rows = bench.pipeline->undecodable().newest();
        QCOMPARE(rows.size(), std::size_t{20});
        QCOMPARE(rows[0].excerpt, std::string("bad row 19"));
        QCOMPARE(rows[0].partition, 1);
        QCOMPARE(rows[0].offset, 19);
        QCOMPARE(rows[0].reason, Undecodable::FieldCount);
        QCOMPARE(bench.newest()->problems.size(), std::size_t{1});
        QCOMPARE(bench.newest()->problems[0],
                 (Error{ErrorCode::UndecodableShare, "shop", "100.0 %"}));
    }

    void stopsAtOnceAndTwice()
    {
        Bench bench;
        bench.pipeline->start();
        bench.pipeline->stop();
        bench.pipeline->stop();
        QVERIFY(bench.newest());
        Bench neverStarted;
    }
};

QTEST_APPLESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
