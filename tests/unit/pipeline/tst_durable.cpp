// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pipeline.h"
#include "tests/unit/pipeline/livesource.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <map>
#include <sys/resource.h>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStart = 1'700'000'000'000;

/// What a sink has got; it outlives the runs that write to it.
struct Place {
    std::mutex mutex;
    std::map<std::string, ResultRecord> newest; ///< by key
    std::size_t written = 0; ///< results, the same ones again too
    bool up = true;
    int kills = 0; ///< a sink that was made before the last one writes nothing more

    /// Counts by key, without what depends on how long a stream was waited for: windows that end
    /// after the newest event become final when their partition was silent for long enough.
    std::map<std::string, std::vector<Count>> counts(std::int64_t newestMs)
    {
        const std::lock_guard lock(mutex);
        std::map<std::string, std::vector<Count>> all;
        for (const auto& [key, record] : newest)
            if (record.windowMs == kRunningTotal || record.endMs <= newestMs)
                all[key] = record.counts;
        return all;
    }
    std::uint64_t visits()
    {
        const std::lock_guard lock(mutex);
        return newest["visitnum|0|0"].total;
    }
};

class PlaceSink final : public ResultSink {
public:
    explicit PlaceSink(Place& place)
        : m_place(place)
        , m_bornAfter(place.kills)
    {
    }
    [[nodiscard]] Component component() const override { return Component::Redis; }
    [[nodiscard]] std::string target() const override { return "place"; }
    Result<void> write(std::span<const ResultRecord> batch) override
    {
        const std::lock_guard lock(m_place.mutex);
        if (!m_place.up || m_place.kills != m_bornAfter)
            return fail(ErrorCode::RedisUnreachable, "place", "down");
        for (const ResultRecord& record : batch) {
            ResultRecord& newest = m_place.newest[resultKey(record)];
            if (newest.version <= record.version)
                newest = record;
        }
        m_place.written += batch.size();
        return {};
    }

private:
    Place& m_place;
    const int m_bornAfter;
};

/// A stream that can be started again and again on what is kept in a folder.
class Stream {
public:
    Stream(Place& place, LiveSource::Log& log, std::string input = "cluster/shop")
        : m_place(place)
        , m_log(log)
        , m_input(std::move(input))
    {
        clock.setWall(kStart);
    }

    Result<void> start(const QString& folder)
    {
        auto store = StateStore::open((folder + QStringLiteral("/state.db")).toStdString(), 0);
        if (!store)
            return Unexpected(store.error());
        auto saved = (*store)->load();
        if (!saved)
            return Unexpected(saved.error());
        Pipeline::Config config;
        config.info.topic = "shop";
        config.info.profile = std::make_shared<const Profile>(*loadProfile("taobao", {}));
        config.sinks.push_back(std::make_unique<PlaceSink>(m_place));
        config.store = std::move(*store);
        config.inputName = [input = m_input] { return input; };
        const auto& partitions = saved->checkpoint.partitions;
        restoredOffset = partitions.empty() ? 0 : partitions.front().nextOffset;
        config.saved = std::move(*saved);
        RecordSources sources;
        sources.push_back(std::make_unique<LiveSource>(m_log, 0, restoredOffset));
        pipeline = std::make_unique<Pipeline>(std::move(config), std::move(sources), board, clock);
        return pipeline->start();
    }

    template <class Fits> bool await(Fits&& fits)
    {
        return QTest::qWaitFor(
            [&] {
                clock.advance(50);
                return fits();
            },
            20'000);
    }
    bool awaitVisits(std::uint64_t visits)
    {
        return await([&] { return m_place.visits() == visits; });
    }
    [[nodiscard]] ComponentStatus state() const
    {
        return board.read()[static_cast<std::size_t>(Component::State)];
    }

    HandClock clock;
    StatusBoard board;
    std::unique_ptr<Pipeline> pipeline;
    std::int64_t restoredOffset = 0;

private:
    Place& m_place;
    LiveSource::Log& m_log;
    const std::string m_input;
};

constexpr std::int64_t eventTime(int row)
{
    return kStart + row * 90;
}

void writeRows(LiveSource::Log& log, int from, int to)
{
    for (int i = from; i < to; ++i) {
        const std::int64_t lateMs = i % 17 == 0 ? 5'000 : 0;
        log.write(eventTime(i) - lateMs,
                  i % 23 == 0 ? "broken"
                              : std::to_string(i % 31) + ",1," + std::to_string(i % 7) + ",3,"
                          + std::to_string(i % 5) + ",11,11," + std::to_string(i % 4)
                          + ",3,0,上海");
    }
}

constexpr std::uint64_t decodable(int rows)
{
    return static_cast<std::uint64_t>(rows - (rows + 22) / 23);
}

/// The first key whose counts are not the same after so many rows; empty when all are.
std::string difference(Place& one, Place& other, int rows)
{
    const auto first = one.counts(eventTime(rows - 1));
    const auto second = other.counts(eventTime(rows - 1));
    for (const auto& [key, counts] : first)
        if (const auto found = second.find(key); found == second.end() || found->second != counts)
            return key;
    for (const auto& [key, counts] : second)
        if (!first.contains(key))
            return key;
    return {};
}

/// What kill -9 leaves: the files of one moment, and a place that gets nothing after it.
Result<void> kill(Place& place, const QString& from, const QString& to)
{
    {
        const std::lock_guard lock(place.mutex);
        ++place.kills;
    }
    const auto file = (from + QStringLiteral("/state.db")).toStdString();
    const auto held = Database::open(file, "BEGIN IMMEDIATE;"); // no commit while it is copied
    if (!held)
        return Unexpected(held.error());
    QDir(to).removeRecursively();
    QDir().mkpath(to);
    for (const QString& name : QDir(from).entryList(QDir::Files))
        QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name);
    return {};
}

} // namespace

class TestDurable : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString sub(const char* name) const
    {
        const QString path = m_folder->path() + QLatin1Char('/') + QLatin1String(name);
        QDir().mkpath(path);
        return path;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aStoppedStreamGoesOnWhereItWas()
    {
        LiveSource::Log log;
        Place whole;
        Place broken;
        writeRows(log, 0, 500);
        {
            Stream stream(broken, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.awaitVisits(decodable(500)));
            stream.pipeline->stop();
        }
        writeRows(log, 500, 1'000);
        {
            Stream stream(broken, log);
            QVERIFY(stream.start(sub("a")));
            QCOMPARE(stream.restoredOffset, 500);
            QVERIFY(stream.awaitVisits(decodable(1'000)));
            QCOMPARE(stream.state().health, Health::Ok);
            stream.pipeline->stop();
            const SnapshotPtr last = stream.pipeline->hub().newest();
            QCOMPARE(last->counters.rows, decodable(1'000));
            QCOMPARE(last->counters.undecodableTotal(), 1'000 - decodable(1'000));
        }
        Stream once(whole, log);
        QVERIFY(once.start(sub("b")));
        QVERIFY(once.awaitVisits(decodable(1'000)));
        once.pipeline->stop();
        QCOMPARE(difference(broken, whole, 1'000), std::string());
    }

    void whatAKillLeavesGoesOnToTheSame()
    {
        LiveSource::Log log;
        Place whole;
        Place broken;
        int rows = 0;
        for (int round = 0; round < 5; ++round) {
            const QString dead = sub(round % 2 == 0 ? "even" : "odd");
            const QString next = m_folder->path() + (round % 2 == 0 ? "/odd" : "/even");
            Stream stream(broken, log);
            QVERIFY(stream.start(dead));
            writeRows(log, rows, rows + 300);
            rows += 300;
            QVERIFY(stream.awaitVisits(decodable(rows)));
            writeRows(log, rows, rows + 40); // some of these are committed, some not
            rows += 40;
            QVERIFY(kill(broken, dead, next));
        }
        Stream last(broken, log);
        QVERIFY(last.start(sub("odd")));
        QVERIFY(last.awaitVisits(decodable(rows)));
        last.pipeline->stop();
        Stream once(whole, log);
        QVERIFY(once.start(sub("once")));
        QVERIFY(once.awaitVisits(decodable(rows)));
        once.pipeline->stop();
        QCOMPARE(difference(broken, whole, rows), std::string());
    }

    void whatASinkDidNotTakeIsSentAfterARestart()
    {
        LiveSource::Log log;
        Place place;
        place.up = false;
        writeRows(log, 0, 100);
        {
            Stream stream(place, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.await([&] { return stream.state().done > 0; }));
            stream.pipeline->stop();
        }
        QCOMPARE(place.written, 0U);
        place.up = true;
        Stream stream(place, log);
        QVERIFY(stream.start(sub("a")));
        QCOMPARE(stream.restoredOffset, 100); // nothing new to count
        QVERIFY(stream.awaitVisits(decodable(100)));
        stream.pipeline->stop();
        QVERIFY(place.newest.size() > 20);
    }

    void whatASinkHasIsNotSentAgain()
    {
        LiveSource::Log log;
        Place place;
        writeRows(log, 0, 100);
        {
            Stream stream(place, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.awaitVisits(decodable(100)));
            stream.pipeline->stop();
        }
        const std::size_t written = place.written;
        Stream stream(place, log);
        QVERIFY(stream.start(sub("a")));
        log.write(kStart + 9'000, "1,1,5,3,9,11,11,0,3,0,上海");
        QVERIFY(stream.awaitVisits(decodable(100) + 1));
        stream.pipeline->stop();
        QVERIFY(place.written - written < written / 2);
    }

    void aStateOfAnotherInputIsRefused()
    {
        LiveSource::Log log;
        LiveSource::Log otherLog;
        Place place;
        writeRows(log, 0, 100);
        {
            Stream stream(place, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.awaitVisits(decodable(100)));
            stream.pipeline->stop();
        }
        writeRows(otherLog, 0, 200);
        Stream stream(place, otherLog, "other/shop");
        QVERIFY(stream.start(sub("a")));
        QVERIFY(stream.await([&] { return stream.state().health == Health::Stopped; }));
        QCOMPARE(static_cast<int>(stream.state().error->code),
                 static_cast<int>(ErrorCode::StateForeign));
        QCOMPARE(stream.state().error->detail, std::string("cluster/shop, not other/shop"));
        stream.pipeline->stop();
        QCOMPARE(place.visits(), decodable(100)); // nothing was merged
    }

    void aFullDiskPausesAndGoesOnByItself()
    {
        LiveSource::Log log;
        Place place;
        Stream stream(place, log);
        QVERIFY(stream.start(sub("a")));
        writeRows(log, 0, 100);
        QVERIFY(stream.awaitVisits(decodable(100)));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{1'000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
        writeRows(log, 100, 200);
        const bool down = stream.await([&] { return stream.state().health == Health::Down; });
        const std::uint64_t meanwhile = place.visits();
        const ComponentStatus status = stream.state();
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(down);
        QCOMPARE(meanwhile, decodable(100)); // nothing uncommitted goes out
        QCOMPARE(static_cast<int>(status.error->code),
                 static_cast<int>(ErrorCode::StateUnwritable));
        QVERIFY(status.nextRetryMs > 0);
        QVERIFY(stream.awaitVisits(decodable(200)));
        QCOMPARE(stream.state().health, Health::Ok);
        stream.pipeline->stop();
    }

    void itStopsWhileTheDiskIsFull()
    {
        LiveSource::Log log;
        Place place;
        Stream stream(place, log);
        QVERIFY(stream.start(sub("a")));
        writeRows(log, 0, 100);
        QVERIFY(stream.awaitVisits(decodable(100)));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{1'000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
        writeRows(log, 100, 2'000);
        const bool down = stream.await([&] { return stream.state().health == Health::Down; });
        stream.pipeline->stop();
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(down);
        Stream again(place, log); // what was not committed is counted now
        QVERIFY(again.start(sub("a")));
        QVERIFY(again.awaitVisits(decodable(2'000)));
        again.pipeline->stop();
    }

    void aDamagedStateIsRefused()
    {
        LiveSource::Log log;
        Place place;
        {
            const auto store = StateStore::open((sub("a") + "/state.db").toStdString(), 0);
            StateChange change;
            change.checkpoint.rest = {1, 2, 3};
            QVERIFY((*store)->commit(change));
        }
        Stream stream(place, log);
        const auto started = stream.start(sub("a"));
        QVERIFY(!started);
        QCOMPARE(static_cast<int>(started.error().code), static_cast<int>(ErrorCode::StateBroken));
    }
};

QTEST_GUILESS_MAIN(TestDurable)
#include "tst_durable.moc"
