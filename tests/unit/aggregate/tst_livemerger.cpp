// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/aggregate/livefeed.h"
#include "tests/unit/aggregate/recount.h"

#include <QTest>
#include <random>
#include <set>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;
const WindowSettings kSmall{1'000, 20'000, 5'000, 12'000, 3};

std::size_t countOf(const std::vector<ResultRecord>& records, Metric metric)
{
    return static_cast<std::size_t>(
        std::count_if(records.begin(), records.end(), [&](const ResultRecord& r) {
            return r.metric == metric && r.windowMs != kDayMs && r.windowMs != kRunningTotal;
        }));
}

} // namespace

class TestLiveMerger : public QObject {
    Q_OBJECT
private slots:
    void aWindowIsPartialUntilTheWatermarkPassesItsEnd()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart + 400);
        auto results = feed.take();
        const ResultRecord* gender = find(results, Metric::Gender, kStart);
        QVERIFY(gender);
        QVERIFY(!gender->isFinal);
        QCOMPARE(gender->endMs, kStart + 1'000);
        QCOMPARE(gender->total, 1U);
        QCOMPARE(gender->version, 1U);

        feed.event(kStart + 1'999); // watermark start + 999: one short
        results = feed.take();
        QVERIFY(!find(results, Metric::Gender, kStart)); // nothing new
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 999);

        feed.event(kStart + 2'000);
        results = feed.take();
        gender = find(results, Metric::Gender, kStart);
        QVERIFY(gender && gender->isFinal);
        QCOMPARE(gender->revision, 0U);
        QVERIFY(!find(results, Metric::Gender, kStart + 2'000)->isFinal);
    }

    void nothingNewIsNothingTaken()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart);
        QVERIFY(!feed.take().empty());
        QVERIFY(feed.take().empty());
    }

    void aTotalThatHoldsUntilLaterIsTaken()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart, Action::Buy);
        QVERIFY(!feed.take().empty());
        feed.event(kStart + 5'000, Action::Pv);
        const auto results = feed.take();
        const auto orders = std::ranges::find_if(results, [](const ResultRecord& r) {
            return r.metric == Metric::OrderNumAll && r.windowMs == kRunningTotal;
        });
        QVERIFY(orders != results.end());
        QCOMPARE(orders->total, 1U);
        QCOMPARE(orders->endMs, kStart + 6'000);
    }

    void aWindowIsHalfOpen()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart + 999);
        feed.event(kStart + 1'000);
        const auto results = feed.take();
        QCOMPARE(find(results, Metric::Gender, kStart)->total, 1U);
        QCOMPARE(find(results, Metric::Gender, kStart + 1'000)->total, 1U);
        // The ranking window [start - 4 s, start + 1 s) has the first alone.
        QCOMPARE(find(results, Metric::BrandVisit, kStart - 4'000)->total, 1U);
        QCOMPARE(find(results, Metric::BrandVisit, kStart - 3'000)->total, 2U);
    }

    void theSlowestPartitionHoldsTheWatermark()
    {
        LiveFeed feed(kSmall, 3);
        feed.event(kStart + 9'000, Action::Pv, 0);
        feed.event(kStart + 3'000, Action::Pv, 1);
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kNoTime); // the third has delivered nothing
        feed.atEnd(2);
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 2'000); // it has nothing to deliver
        // The second falls silent at its end: after 2 s it holds nobody back.
        feed.atEnd(1);
        feed.take();
        feed.steadyMs += 1'999;
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 2'000);
        feed.steadyMs += 1;
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 8'000);
        // It comes back with old events: the watermark does not go back.
        feed.event(kStart + 4'000, Action::Pv, 1);
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 8'000);
        QCOMPARE(feed.merger.lateCorrected(), 1U);
    }

    void nothingIsKnownOfTheWholeBeforeEveryWorkerHasReported()
    {
        PartitionBook book(2);
        PartitionProgress progress;
        progress.clockMs = kStart;
        book.update(1, {}, 0); // no partitions, and none known: this says nothing yet
        book.update(0, {&progress, 1}, 0);
        QCOMPARE(book.holdingClock(0), kNoTime);
        QCOMPARE(book.unfinishedClock(), kNoTime);
        book.update(1, {}, 0); // partitions are known, and none is its own
        QCOMPARE(book.holdingClock(0), kStart);
        progress.atEnd = progress.finished = true;
        book.update(0, {&progress, 1}, 0);
        QVERIFY(!book.unfinishedClock());
        QVERIFY(book.allSilent(PartitionBook::kSilentMs));
    }

    void aLateEventCorrectsTheWindowsItIsInAndNoOthers()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart, Action::Buy);
        feed.event(kStart + 10'000);
        feed.take();
        feed.event(kStart + 500, Action::Pv); // late, not too late
        auto results = feed.take();
        const ResultRecord* gender = find(results, Metric::Gender, kStart);
        QVERIFY(gender && gender->isFinal);
        QCOMPARE(gender->revision, 1U);
        QCOMPARE(gender->total, 2U);
        // No purchase came: what counts purchases is not sent again.
        QVERIFY(!find(results, Metric::OrderNumGender, kStart));
        QCOMPARE(countOf(results, Metric::Brand), std::size_t{0});
        QCOMPARE(countOf(results, Metric::BrandVisit), std::size_t{5});
        QCOMPARE(countOf(results, Metric::Gender), std::size_t{1});
        QCOMPARE(countOf(results, Metric::UniqueVisitors), std::size_t{0}); // the same visitor
        QCOMPARE(feed.merger.lateCorrected(), 1U);

        feed.event(kStart + 700, Action::Buy);
        results = feed.take();
        QCOMPARE(find(results, Metric::Gender, kStart)->revision, 2U);
        QCOMPARE(find(results, Metric::OrderNumGender, kStart)->revision, 1U);
    }

    void aWindowThatWasEmptyWhenItBecameFinalStartsAtRevisionZero()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart);
        feed.event(kStart + 10'000);
        feed.take();
        feed.event(kStart + 3'000);
        const auto results = feed.take();
        const ResultRecord* gender = find(results, Metric::Gender, kStart + 3'000);
        QVERIFY(gender && gender->isFinal);
        QCOMPARE(gender->revision, 0U);
    }

    void tooLateIsJudgedByTheOwnPartition()
    {
        LiveFeed feed(kSmall, 2);
        feed.event(kStart + 20'000, Action::Pv, 0);
        feed.event(kStart + 1, Action::Pv, 1); // its own clock: not late
        feed.event(kStart, Action::Pv, 0); // exactly the kept time
        feed.event(kStart - 1, Action::Buy, 0); // one more
        feed.take();
        QCOMPARE(feed.merger.counters().lateDropped, 1U);
        QCOMPARE(feed.merger.counters().rows, 4U);
        QCOMPARE(feed.newest["gender|1000|" + std::to_string(kStart)].total, 2U);
        QCOMPARE(feed.newest.count("gender|1000|" + std::to_string(kStart - 1'000)),
                 std::size_t{0});
        // Running totals know no late.
        QCOMPARE(feed.newest["visitnum|0|0"].total, 4U);
        QCOMPARE(feed.newest["ordernumall|0|0"].total, 1U);
        QVERIFY(!feed.newest["visitnum|0|0"].isFinal);
        QCOMPARE(feed.newest["visitnum|0|0"].endMs, kStart + 21'000);
    }

    void whatAPartitionBringsAfterALongSleepIsDroppedByTheMerger()
    {
        LiveFeed feed(kSmall, 2);
        feed.atEnd(1);
        feed.event(kStart, Action::Pv, 0);
        feed.event(kStart, Action::Pv, 1);
        feed.take();
        feed.steadyMs += 5'000;
        feed.event(kStart + 100'000, Action::Pv, 0);
        feed.take();
        feed.event(kStart + 2'000, Action::Pv, 1); // in order there, but its slice is long gone
        feed.take();
        QCOMPARE(feed.merger.counters().lateDropped, 1U);
        QCOMPARE(feed.newest["visitnum|0|0"].total, 4U);
    }

    void anEventFarAheadDoesNotMoveTheClock()
    {
        const WindowSettings settings{1'000, 30 * 60'000, 5'000, 12'000, 3};
        LiveFeed feed(settings);
        feed.event(kStart + 300'000, Action::Pv, 0, kStart); // exactly the limit: moves it
        feed.take();
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 299'000);
        feed.event(kStart + 300'001, Action::Pv, 0, kStart); // in its windows, once they come
        feed.event(kStart + 30 * 60'000 + 1, Action::Pv, 0, kStart); // in the totals only
        auto results = feed.take();
        QCOMPARE(feed.merger.counters().skewed, 2U);
        QCOMPARE(feed.merger.limits().watermarkMs, kStart + 299'000);
        QCOMPARE(find(results, Metric::Gender, kStart + 300'000)->total, 2U);
        QCOMPARE(feed.newest["visitnum|0|0"].total, 3U);
        feed.event(kStart + 400'000, Action::Pv, 0, kStart); // ahead of the clock by far
        results = feed.take();
        QCOMPARE(countOf(results, Metric::Gender), std::size_t{0}); // waits for the clock
        feed.event(kStart + 400'500);
        results = feed.take();
        QCOMPARE(find(results, Metric::Gender, kStart + 400'000)->total, 2U);
    }

    void slidingWindowsAreEmittedAsTheNewestSlicePasses()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart);
        QCOMPARE(countOf(feed.take(), Metric::BrandVisit), std::size_t{1});
        feed.event(kStart + 3'000);
        // The first is final now, and three more ends are there: start + 2, 3, 4 s. The others
        // wait.
        QCOMPARE(countOf(feed.take(), Metric::BrandVisit), std::size_t{4});
    }

    void idlenessMakesEverythingFinalAndALaterEventCorrectsIt()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart, Action::Buy);
        feed.atEnd(0);
        feed.take();
        feed.steadyMs += 2'000;
        auto results = feed.take();
        QVERIFY(feed.merger.limits().idle);
        QVERIFY(find(results, Metric::Gender, kStart)->isFinal);
        // The window that ends with the slice and the 4 trailing ones; 12 of the visitors.
        QCOMPARE(countOf(results, Metric::BrandVisit), std::size_t{5});
        QCOMPARE(countOf(results, Metric::UniqueVisitors), std::size_t{12});
        for (const ResultRecord& r : results)
            QVERIFY(r.isFinal || r.windowMs == kRunningTotal);
        QVERIFY(feed.take().empty());

        // The stream goes on inside the trailing windows.
        feed.atEnd(0, false);
        feed.event(kStart + 2'000, Action::Buy, 0, {}, 1, 2);
        results = feed.take();
        QVERIFY(!feed.merger.limits().idle);
        const ResultRecord* second = find(results, Metric::Gender, kStart + 2'000);
        QVERIFY(second && !second->isFinal); // never was final
        const ResultRecord* ranking = find(results, Metric::BrandVisit, kStart - 2'000);
        QVERIFY(ranking && ranking->isFinal);
        QCOMPARE(ranking->revision, 1U);
        QCOMPARE(ranking->total, 2U);
        // Idle again: the others are corrected, the new ones appear.
        feed.atEnd(0);
        feed.take();
        feed.steadyMs += 2'000;
        feed.take();
        QCOMPARE(feed.newest["brandvisit|5000|" + std::to_string(kStart)].revision, 1U);
        QCOMPARE(feed.newest["brandvisit|5000|" + std::to_string(kStart)].total, 2U);
        QCOMPARE(feed.newest["brandvisit|5000|" + std::to_string(kStart + 1'000)].total, 1U);
        QCOMPARE(feed.newest["brandvisit|5000|" + std::to_string(kStart + 1'000)].revision, 0U);
        QCOMPARE(feed.newest["uniquevisitors|12000|" + std::to_string(kStart)].total, 2U);
    }

    void onlyTheKeptTimeIsRemembered()
    {
        LiveFeed feed(kSmall);
        for (std::int64_t second = 0; second < 200; ++second) {
            feed.event(kStart + second * 1'000);
            feed.take();
            QVERIFY(feed.merger.store().slices().size() <= 33);
        }
    }

    void aPartitionThatStandsStillDoesNotLetTheStoreGrowWithoutEnd()
    {
        LiveFeed feed(kSmall, 2);
        feed.event(kStart, Action::Pv, 1);
        for (std::int64_t second = 0; second < 500; ++second) {
            feed.event(kStart + second * 1'000, Action::Pv, 0);
            feed.take();
        }
        QVERIFY(feed.merger.store().slices().size() <= 64);
    }

    void aJumpOverYearsIsNoWork()
    {
        LiveFeed feed(kSmall);
        feed.event(kStart);
        feed.take();
        feed.event(kStart + 50LL * 365 * kDayMs);
        const auto results = feed.take();
        QVERIFY(results.size() < 100);
        QVERIFY(find(results, Metric::Gender, kStart)->isFinal);
    }

    void thatTheLastValuesEqualTheObviousCount_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void thatTheLastValuesEqualTheObviousCount()
    {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<std::uint32_t>(seed));
        constexpr std::size_t kPartitions = 3;
        LiveFeed feed(kSmall, kPartitions);
        std::vector<ReadEvent> events;
        std::int64_t nowMs = kStart;
        for (int i = 0; i < 1'500; ++i) {
            nowMs += static_cast<std::int64_t>(random() % 60);
            if (random() % 200 == 0)
                nowMs += static_cast<std::int64_t>(random() % 30'000);
            std::int64_t timeMs = nowMs - static_cast<std::int64_t>(random() % 1'500);
            if (random() % 20 == 0)
                timeMs -= static_cast<std::int64_t>(random() % 30'000);
            std::int64_t recordMs = timeMs;
            if (random() % 50 == 0) // an event ahead of its record, a little or far
                recordMs -= static_cast<std::int64_t>(random() % 600'000);
            const auto partition = static_cast<std::int32_t>(random() % kPartitions);
            const auto action = static_cast<Action>(random() % 4);
            const std::uint64_t brand = random() % 5;
            const std::uint64_t user = random() % 40;
            feed.event(timeMs, action, partition, recordMs, brand, user);
            events.push_back(
                {partition,
                 recordMs,
                 {timeMs, user, brand, 2, cellOf(0, 1, static_cast<std::size_t>(action), 3)}});
            if (random() % 10 == 0)
                feed.take();
        }
        for (std::int32_t p = 0; p < static_cast<std::int32_t>(kPartitions); ++p)
            feed.atEnd(p);
        feed.take();
        feed.steadyMs += 2'000;
        feed.take();

        const Recount want(events, kSmall, 8 * 3'600'000);
        QVERIFY(want.lateDropped > 0);
        QVERIFY(want.skewed > 0);
        QCOMPARE(feed.merger.counters().lateDropped, want.lateDropped);
        QCOMPARE(feed.merger.counters().skewed, want.skewed);
        std::set<std::string> got;
        for (auto& [key, record] : feed.newest) {
            record.isFinal = record.isFinal || record.windowMs == kRunningTotal;
            got.insert(resultJson(record, false));
        }
        const std::set<std::string> wanted(want.lines.begin(), want.lines.end());
        for (const std::string& line : wanted)
            QVERIFY2(got.count(line), ("missing " + line).c_str());
        for (const std::string& line : got)
            QVERIFY2(wanted.count(line), ("not wanted " + line).c_str());
    }
};

QTEST_APPLESS_MAIN(TestLiveMerger)
#include "tst_livemerger.moc"
