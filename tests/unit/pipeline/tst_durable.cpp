// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/pipeline/durablestream.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

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

    /// Counts a hundred rows and stops; the state is in the folder "a".
    [[nodiscard]] bool keptHundred(Place& place, LiveSource::Log& log) const
    {
        writeRows(log, 0, 100);
        DurableStream stream(place, log);
        if (!stream.start(sub("a")))
            return false;
        const bool counted = stream.awaitVisits(decodable(100));
        stream.pipeline->stop();
        return counted;
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
            DurableStream stream(broken, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.awaitVisits(decodable(500)));
            stream.pipeline->stop();
        }
        writeRows(log, 500, 1'000);
        {
            DurableStream stream(broken, log);
            QVERIFY(stream.start(sub("a")));
            QCOMPARE(stream.restoredOffset, 500);
            QVERIFY(stream.awaitVisits(decodable(1'000)));
            QCOMPARE(stream.state().health, Health::Ok);
            stream.pipeline->stop();
            const SnapshotPtr last = stream.pipeline->hub().newest();
            QCOMPARE(last->counters.rows, decodable(1'000));
            QCOMPARE(last->counters.undecodableTotal(), 1'000 - decodable(1'000));
        }
        DurableStream once(whole, log);
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
            DurableStream stream(broken, log);
            QVERIFY(stream.start(dead));
            writeRows(log, rows, rows + 300);
            rows += 300;
            QVERIFY(stream.awaitVisits(decodable(rows)));
            writeRows(log, rows, rows + 40); // some of these are committed, some not
            rows += 40;
            QVERIFY(kill(broken, dead, next));
        }
        DurableStream last(broken, log);
        QVERIFY(last.start(sub("odd")));
        QVERIFY(last.awaitVisits(decodable(rows)));
        last.pipeline->stop();
        DurableStream once(whole, log);
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
            DurableStream stream(place, log);
            QVERIFY(stream.start(sub("a")));
            QVERIFY(stream.await([&] { return stream.state().done > 0; }));
            stream.pipeline->stop();
        }
        QCOMPARE(place.written, 0U);
        place.up = true;
        DurableStream stream(place, log);
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
        QVERIFY(keptHundred(place, log));
        const std::size_t written = place.written;
        DurableStream stream(place, log);
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
        QVERIFY(keptHundred(place, log));
        writeRows(otherLog, 0, 200);
        DurableStream stream(place, otherLog, "other/shop");
        QVERIFY(stream.start(sub("a")));
        QVERIFY(stream.await([&] { return stream.state().health == Health::Stopped; }));
        QCOMPARE(static_cast<int>(stream.state().error->code),
                 static_cast<int>(ErrorCode::StateForeign));
        QCOMPARE(stream.state().error->detail, std::string("cluster/shop, not other/shop"));
        stream.pipeline->stop();
        QCOMPARE(place.visits(), decodable(100)); // nothing was merged
    }

    void aStateCountedByOtherRulesIsRefused()
    {
        LiveSource::Log log;
        Place place;
        QVERIFY(keptHundred(place, log));
        const auto causeOf = [&](auto&& change) {
            DurableStream stream(place, log);
            change(stream);
            const Result<void> started = stream.start(sub("a"));
            return started || started.error().code != ErrorCode::StateSettings
                ? std::string()
                : started.error().detail;
        };
        QCOMPARE(
            causeOf([](DurableStream& stream) { stream.profile = *loadProfile("access-log", {}); }),
            std::string("profile taobao, not access-log"));
        QCOMPARE(causeOf([](DurableStream& stream) { stream.profile.timeZone = "UTC"; }),
                 std::string("profile taobao was changed"));
        QCOMPARE(causeOf([](DurableStream& stream) {
                     std::swap(stream.profile.action.codes[0].category,
                               stream.profile.action.codes[1].category);
                 }),
                 std::string("profile taobao was changed"));
        QCOMPARE(causeOf([](DurableStream& stream) { stream.format = Format::Json; }),
                 std::string("format taobao-csv, not json"));
        DurableStream stream(place, log);
        stream.profile.panels.pop_back(); // only looks
        stream.profile.title.en = "Our shop";
        stream.format = Format::TaobaoCsv;
        QVERIFY(stream.start(sub("a")));
        writeRows(log, 100, 150);
        QVERIFY(stream.awaitVisits(decodable(150)));
        stream.pipeline->stop();
    }

    void aFullDiskPausesAndGoesOnByItself()
    {
        LiveSource::Log log;
        Place place;
        DurableStream stream(place, log);
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
        DurableStream stream(place, log);
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
        DurableStream again(place, log); // what was not committed is counted now
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
        DurableStream stream(place, log);
        const auto started = stream.start(sub("a"));
        QVERIFY(!started);
        QCOMPARE(static_cast<int>(started.error().code), static_cast<int>(ErrorCode::StateBroken));
    }
};

QTEST_GUILESS_MAIN(TestDurable)
#include "tst_durable.moc"
