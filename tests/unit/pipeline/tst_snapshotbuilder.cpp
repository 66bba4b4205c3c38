// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/snapshotbuilder.h"
#include "tests/unit/aggregate/livefeed.h"
#include "tests/unit/pipeline/livesource.h"

#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kMidnight = 1'541'865'600'000; // 2018-11-11 00:00 in Shanghai
constexpr std::int64_t kNoon = kMidnight + 12 * 3'600'000;

struct Bench {
    HandClock clock;
    StatusBoard board;
    FormatChoice format{Format::TaobaoCsv};
    LiveFeed feed{WindowSettings{}};
    SnapshotBuilder builder{StreamInfo{"shop", "", false, Format::Auto, nullptr}, format, board,
                            clock};

    SnapshotPtr take()
    {
        feed.take();
        return builder.build(feed.merger, 0.25);
    }
};

std::optional<double> spark(const SnapshotPtr& snapshot, KpiId id, std::size_t place)
{
    return snapshot->kpi(id).spark.at(place);
}

} // namespace

class TestSnapshotBuilder : public QObject {
    Q_OBJECT
private slots:
    void beforeTheFirstEventNothingIsKnown()
    {
        Bench bench;
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(snapshot->sequence, 1U);
        QCOMPARE(snapshot->newestEventMs, 0);
        QCOMPARE(snapshot->watermarkMs, 0);
        QCOMPARE(snapshot->counters.lagMs, -1);
        QCOMPARE(snapshot->counters.queueFill, 0.25);
        QVERIFY(!snapshot->kpi(KpiId::Visits).value);
        QVERIFY(snapshot->trend.empty());
        QVERIFY(snapshot->brand.top.empty());
        QCOMPARE(snapshot->orderGender.counts.size(), kGenders);
    }

    void seriesHoldSecondsWithoutEventsToo()
    {
        Bench bench;
        bench.feed.event(kNoon);
        bench.feed.event(kNoon + 4'500, Action::Buy);
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(snapshot->timelineStartMs, kNoon);
        QCOMPARE(snapshot->timeline, (std::vector<std::uint32_t>{1, 0, 0, 0, 1}));
        QCOMPARE(snapshot->trendStartMs, kNoon);
        QCOMPARE(snapshot->trend.size(), std::size_t{5});
        QCOMPARE(snapshot->trend[4].counts[static_cast<std::size_t>(Action::Buy)], 1U);
        QCOMPARE(snapshot->trendFinal, std::size_t{3}); // the watermark is at 3.5 s
        QCOMPARE(snapshot->province.window.endMs, kNoon + 5'000);
        QVERIFY(!snapshot->province.window.isFinal);
        QCOMPARE(snapshot->province.window.progress, 58.5 / 60);
    }

    void seriesEndWithTheNewestAndKeepTheirLength()
    {
        Bench bench;
        for (int second = 0; second < 2'000; ++second)
            bench.feed.event(kNoon + second * 1'000);
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(snapshot->timeline.size(), std::size_t{1'800});
        QCOMPARE(snapshot->trend.size(), std::size_t{300});
        QCOMPARE(snapshot->timelineStartMs + 1'800'000, snapshot->newestEventMs);
        QCOMPARE(snapshot->trendStartMs + 300'000, snapshot->newestEventMs);
    }

    void ratiosNeedThirtyEvents()
    {
        Bench bench;
        for (int i = 0; i < 29; ++i)
            bench.feed.event(kNoon + i);
        bench.feed.event(kNoon + 100, Action::Buy);
        QVERIFY(!bench.take()->kpi(KpiId::Conversion).value);
        bench.feed.event(kNoon + 101);
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(*snapshot->kpi(KpiId::Conversion).value, 1.0 / 30);
        QCOMPARE(*snapshot->kpi(KpiId::CartRate).value, 0.0);
        QVERIFY(!snapshot->kpi(KpiId::Conversion).change);
    }

    void ratiosChangeInPointsAgainstTheFiveMinutesBefore()
    {
        Bench bench;
        for (int i = 0; i < 600; ++i) {
            bench.feed.event(kNoon + i * 1'000);
            if (i % (i < 300 ? 10 : 5) == 0)
                bench.feed.event(kNoon + i * 1'000, Action::Cart);
        }
        const Kpi kpi = bench.take()->kpi(KpiId::CartRate);
        QCOMPARE(*kpi.value, 0.2);
        QCOMPARE(*kpi.change, 0.1);
    }

    void sparklinesAreSixtyPointsOfFiveSeconds()
    {
        Bench bench;
        for (int i = 0; i < 20; ++i) // half a second apart: ten in five seconds
            bench.feed.event(kNoon + i * 500, Action::Buy, 0, {}, 1, static_cast<unsigned>(i));
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(snapshot->kpi(KpiId::Orders).spark.size(), std::size_t{60});
        QVERIFY(!spark(snapshot, KpiId::Orders, 57)); // before the stream
        QCOMPARE(*spark(snapshot, KpiId::Orders, 58), 10.0);
        QCOMPARE(*spark(snapshot, KpiId::Visits, 59), 10.0);
        QCOMPARE(*spark(snapshot, KpiId::EventsPerSecond, 59), 2.0);
        QCOMPARE(*spark(snapshot, KpiId::UniqueVisitors, 58), 10.0); // the 5 min figure then
        QCOMPARE(*spark(snapshot, KpiId::UniqueVisitors, 59), 20.0);
        QVERIFY(!spark(snapshot, KpiId::Conversion, 59)); // no clicks
    }

    void eventsPerSecondIsTheMeanOfTheNewestFinalFive()
    {
        Bench bench;
        for (int second = 0; second < 12; ++second)
            for (int i = 0; i < (second < 5 ? 2 : second < 10 ? 3 : 50); ++i)
                bench.feed.event(kNoon + second * 1'000);
        const Kpi kpi = bench.take()->kpi(KpiId::EventsPerSecond);
        QCOMPARE(*kpi.value, 3.0); // seconds 5 to 9; 10 and 11 are not final
        QCOMPARE(*kpi.change, 0.5);
    }

    void todayIsComparedWithYesterdayUntilTheSameMinute()
    {
        Bench bench;
        bench.feed.event(kMidnight - kDayMs - 1'000); // seen from before yesterday's start
        for (int i = 0; i < 4; ++i)
            bench.feed.event(kMidnight - kDayMs + i * 60'000, Action::Buy);
        bench.feed.event(kMidnight - kDayMs + 12 * 3'600'000, Action::Buy); // later in the day
        bench.take();
        for (int i = 0; i < 3; ++i)
            bench.feed.event(kMidnight + 500, Action::Buy);
        bench.feed.event(kMidnight + 119'000); // the end of its second is two whole minutes
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(*snapshot->kpi(KpiId::Orders).value, 3.0);
        QCOMPARE(*snapshot->kpi(KpiId::Orders).change, 0.5); // 3 against 2
        QCOMPARE(*snapshot->kpi(KpiId::Visits).value, 4.0);
        QCOMPARE(*snapshot->kpi(KpiId::Visits).change, 1.0);
    }

    void aDayWhoseBeginningWasNotSeenIsNotCompared()
    {
        Bench bench;
        bench.feed.event(kMidnight - kDayMs / 2, Action::Buy);
        bench.feed.event(kMidnight + 180'000, Action::Buy);
        QVERIFY(!bench.take()->kpi(KpiId::Orders).change);
    }

    void ranksAreComparedWithOneWindowBefore()
    {
        Bench bench;
        const auto brands = [&](std::int64_t atMs, std::initializer_list<std::uint64_t> ids) {
            for (const std::uint64_t id : ids)
                bench.feed.event(atMs, Action::Pv, 0, {}, id);
        };
        brands(kNoon, {1, 1, 1, 2, 2, 3});
        brands(kNoon + 119'000, {3, 3, 3, 2, 2, 4});
        const Ranking ranking = bench.take()->brandVisit;
        QCOMPARE(ranking.total, 6U);
        QCOMPARE(ranking.top.size(), std::size_t{3});
        QCOMPARE(ranking.top[0].id, std::string("3"));
        QCOMPARE(ranking.top[0].rankChange, 2);
        QCOMPARE(ranking.top[1].rankChange, 0);
        QCOMPARE(ranking.top[2].id, std::string("4"));
        QVERIFY(ranking.top[2].isNew && !ranking.top[0].isNew);
    }

    void aRankingBeforeItsSecondWindowHasNoChanges()
    {
        Bench bench;
        bench.feed.event(kNoon);
        bench.feed.event(kNoon + 30'000);
        const Ranking ranking = bench.take()->category;
        QCOMPARE(ranking.top.size(), std::size_t{1});
        QVERIFY(!ranking.top[0].isNew);
    }

    void genderCodesLeaveTheRestEmpty()
    {
        Bench bench;
        Batch batch;
        batch.format = Format::GenderCode;
        bench.feed.merger.merge(std::move(batch), 0);
        bench.feed.event(kNoon);
        FormatChoice format(Format::GenderCode);
        SnapshotBuilder builder({"sex", "", false, Format::Auto, nullptr}, format, bench.board,
                                bench.clock);
        bench.feed.take();
        const SnapshotPtr snapshot = builder.build(bench.feed.merger, 0);
        QCOMPARE(snapshot->info.format, Format::GenderCode);
        QCOMPARE(*snapshot->kpi(KpiId::Visits).value, 1.0);
        QVERIFY(!snapshot->kpi(KpiId::Orders).value);
        QVERIFY(!snapshot->kpi(KpiId::UniqueVisitors).value);
        QVERIFY(snapshot->trend.empty());
        QCOMPARE(snapshot->timeline.size(), std::size_t{1});
        QCOMPARE(snapshot->behavior.total, 0U);
        QVERIFY(snapshot->brandVisit.top.empty());
    }

    void problemsAreWorstFirst()
    {
        Bench bench;
        const auto set = [&](Component component, Health health, ErrorCode code) {
            bench.board.update(component, 1, [=](ComponentStatus& status) {
                status.health = health;
                status.error = Error{code, "x", {}};
            });
        };
        set(Component::KafkaOut, Health::Degraded, ErrorCode::KafkaTimeout);
        set(Component::Redis, Health::Down, ErrorCode::RedisUnreachable);
        set(Component::KafkaIn, Health::Stopped, ErrorCode::OffsetOutOfRange);
        const SnapshotPtr snapshot = bench.take();
        QCOMPARE(snapshot->problems.size(), std::size_t{3});
        QCOMPARE(snapshot->problems[0].code, ErrorCode::OffsetOutOfRange);
        QCOMPARE(snapshot->problems[1].code, ErrorCode::RedisUnreachable);
        QCOMPARE(snapshot->problems[2].code, ErrorCode::KafkaTimeout);
        QCOMPARE(snapshot->state, StreamState::Stopped);
    }
};

QTEST_APPLESS_MAIN(TestSnapshotBuilder)
#include "tst_snapshotbuilder.moc"
