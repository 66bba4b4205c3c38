// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/publisher.h"
#include "tests/unit/publish/records.h"

#include <QTest>
#include <atomic>
#include <map>
#include <optional>

using namespace shoppulse;
using namespace std::chrono_literals;

namespace {

class ManualClock final : public Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override { return 1'000'000 + m_ms; }
    [[nodiscard]] std::int64_t steadyMs() const override { return m_ms; }
    void advance(std::int64_t ms) { m_ms += ms; }

private:
    std::atomic<std::int64_t> m_ms{0};
};

/// What the sink does and has got; shared with the test.
struct Place {
    std::mutex mutex;
    std::condition_variable changed;
    bool up = true;
    bool held = false; ///< a write waits until it is let go
    bool intact = true;
    bool cancelled = false;
    std::optional<Error> concern;
    std::size_t retained = 0;
    int writes = 0; ///< begun
    int checks = 0;
    std::map<std::string, ResultRecord> records;
    std::vector<ResultRecord> order;

    template <class Change> void set(Change&& change)
    {
        const std::lock_guard lock(mutex);
        change();
        changed.notify_all();
    }
    template <class Condition> bool await(Condition&& condition)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 10s, condition);
    }
};

std::string keyOf(const ResultRecord& record)
{
    return std::string(metricId(record.metric)) + std::to_string(record.startMs);
}

class FakeSink final : public ResultSink {
public:
    explicit FakeSink(Place& place)
        : m_place(place)
    {
    }

    [[nodiscard]] Component component() const override { return Component::Redis; }
    [[nodiscard]] std::string target() const override { return "fake"; }
    [[nodiscard]] std::size_t retained() const override { return m_place.retained; }

    [[nodiscard]] std::optional<Error> concern() const override
    {
        const std::lock_guard lock(m_place.mutex);
        return m_place.concern;
    }

    Result<void> write(std::span<const ResultRecord> batch) override
    {
        std::unique_lock lock(m_place.mutex);
        ++m_place.writes;
        m_place.changed.notify_all();
        m_place.changed.wait(lock, [this] { return !m_place.held || m_place.cancelled; });
        if (!m_place.up || m_place.cancelled)
            return fail(ErrorCode::RedisUnreachable, "fake", "down");
        for (const ResultRecord& record : batch) {
            m_place.records.insert_or_assign(keyOf(record), record);
            m_place.order.push_back(record);
        }
        m_place.changed.notify_all();
        return {};
    }
    Result<bool> check() override
    {
        const std::lock_guard lock(m_place.mutex);
        ++m_place.checks;
        m_place.changed.notify_all();
        if (!m_place.up)
            return fail(ErrorCode::RedisUnreachable, "fake", "down");
        return std::exchange(m_place.intact, true);
    }
    void cancel() override
    {
        m_place.set([this] { m_place.cancelled = true; });
    }

private:
    Place& m_place;
};

constexpr PublisherLimits kSmall{.outbox = 3, .batch = 2, .firstRetryMs = 100, .lastRetryMs = 300};

} // namespace

class TestPublisher : public QObject {
    Q_OBJECT

    ManualClock m_clock;
    const std::vector<SavedResult> m_saved{
        {genderSecond(1, 1), 3}, {genderSecond(2, 2), 4}, {genderSecond(3, 3), 5}};

    static ComponentStatus status(const StatusBoard& board)
    {
        return board.read()[static_cast<std::size_t>(Component::Redis)];
    }
    static void publish(Publisher& publisher, std::vector<ResultRecord> records)
    {
        publisher.publish(records);
    }

private slots:
    void writesEverythingInOrder()
    {
        Place place;
        StatusBoard board;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        QCOMPARE(status(board).target, std::string("fake"));
        std::vector<ResultRecord> records;
        for (int second = 0; second < 1'000; ++second)
            records.push_back(genderSecond(second, 1));
        publisher.publish(records);
        QVERIFY(publisher.flush(10s));
        QVERIFY(place.order == records);
        QCOMPARE(status(board).health, Health::Ok);
        QCOMPARE(status(board).done, std::uint64_t{1'000});
        QCOMPARE(status(board).pending, std::uint64_t{0});
    }
    void idleSinkIsCheckedAtOnce()
    {
        Place place;
        StatusBoard board;
        place.up = false;
        const Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        QTRY_COMPARE(status(board).health, Health::Down);
        QCOMPARE(status(board).error->code, ErrorCode::RedisUnreachable);
    }
    void keepsTryingWithBackOffUntilItIsBack()
    {
        Place place;
        StatusBoard board;
        place.up = false;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        const std::int64_t waits[] = {100, 200, 300, 300};
        for (int i = 0; i < 4; ++i) {
            QTRY_COMPARE(status(board).nextRetryMs, m_clock.wallMs() + waits[i]);
            m_clock.advance(waits[i]);
            publish(publisher, {runningTotal(static_cast<std::uint64_t>(i) + 1)}); // wakes it
        }
        QTRY_COMPARE(status(board).nextRetryMs, m_clock.wallMs() + 300);
        QCOMPARE(place.checks, 5);
        QCOMPARE(status(board).pending, std::uint64_t{1});
        place.set([&] { place.up = true; });
        QVERIFY(publisher.flush(10s));
        QCOMPARE(status(board).health, Health::Ok);
        QVERIFY(!status(board).error);
        QCOMPARE(status(board).nextRetryMs, std::int64_t{0});
        QCOMPARE(place.order, std::vector{runningTotal(4)});
    }
    void concernIsShownAsLongAsTheSinkHasIt()
    {
        Place place;
        StatusBoard board;
        place.concern = Error{ErrorCode::TopicNotCompacted, "gender", "cleanup.policy=delete"};
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        publish(publisher, {genderSecond(1, 1)});
        QVERIFY(publisher.flush(10s));
        QCOMPARE(status(board).health, Health::Degraded);
        QCOMPARE(status(board).error, place.concern);
        place.set([&] { place.concern.reset(); });
        publish(publisher, {genderSecond(2, 2)});
        QVERIFY(publisher.flush(10s));
        QCOMPARE(status(board).health, Health::Ok);
        QVERIFY(!status(board).error);
    }
    void newerValueThatComesDuringAWriteIsWritten()
    {
        Place place;
        StatusBoard board;
        place.held = true;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        publish(publisher, {genderSecond(1, 1)});
        QVERIFY(place.await([&] { return place.writes == 1; }));
        publish(publisher, {genderSecond(1, 2)});
        QVERIFY(!publisher.flush(0ms));
        place.set([&] { place.held = false; });
        QVERIFY(publisher.flush(10s));
        QCOMPARE(place.order, (std::vector{genderSecond(1, 1), genderSecond(1, 2)}));
    }
    void fullOutboxHoldsTheCallerBackWhileTheSinkWorks()
    {
        Place place;
        StatusBoard board;
        place.held = true;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        std::atomic<bool> returned = false;
        std::thread engine([&] {
            std::vector<ResultRecord> records;
            for (int second = 0; second < 50; ++second)
                records.push_back(genderSecond(second, 1));
            publisher.publish(records);
            returned = true;
        });
        const bool writing = place.await([&] { return place.writes == 1; });
        const bool early = returned;
        place.set([&] { place.held = false; });
        engine.join();
        QVERIFY(writing);
        QVERIFY(!early);
        QVERIFY(publisher.flush(10s));
        QCOMPARE(place.order.size(), std::size_t{50});
        QCOMPARE(status(board).dropped, std::uint64_t{0});
    }
    void fullOutboxOfADeadSinkGivesUpTheOldestFinalWindows()
    {
        Place place;
        StatusBoard board;
        place.up = false;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        QTRY_COMPARE(status(board).health, Health::Down);
        publish(publisher,
                {runningTotal(1), genderSecond(1, 1), genderSecond(2, 1), genderSecond(3, 1),
                 genderSecond(4, 1)});
        QCOMPARE(status(board).dropped, std::uint64_t{2});
        QCOMPARE(status(board).error->code, ErrorCode::OutboxOverflow);
        QCOMPARE(status(board).error->detail, std::string("2 dropped; down"));
        place.set([&] { place.up = true; });
        QVERIFY(publisher.flush(10s));
        QCOMPARE(place.order,
                 (std::vector{runningTotal(1), genderSecond(3, 1), genderSecond(4, 1)}));
        QCOMPARE(status(board).health, Health::Ok);
        QCOMPARE(status(board).dropped, std::uint64_t{2}); // it stays visible
    }
    void openWindowsAreNeverGivenUp()
    {
        Place place;
        StatusBoard board;
        place.up = false;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock, kSmall);
        QTRY_COMPARE(status(board).health, Health::Down);
        std::vector<ResultRecord> open;
        for (int second = 0; second < 9; ++second)
            open.push_back(genderSecond(second, 1, false));
        publisher.publish(open);
        QCOMPARE(status(board).pending, std::uint64_t{9});
        QCOMPARE(status(board).dropped, std::uint64_t{0});
    }
    void wipedPlaceGetsWhatIsRetainedAgain()
    {
        Place place;
        StatusBoard board;
        place.retained = 3;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        publish(publisher,
                {runningTotal(7), genderSecond(1, 1), genderSecond(2, 1), genderSecond(3, 1),
                 genderSecond(2, 5)});
        QVERIFY(publisher.flush(10s));
        place.set([&] {
            place.records.clear();
            place.intact = false;
        });
        m_clock.advance(PublisherLimits{}.checkMs);
        publish(publisher, {runningTotal(8)});
        QVERIFY(place.await([&] { return place.records.size() == 3; }));
        QCOMPARE(place.records.at("ordernumall0"), runningTotal(8));
        QCOMPARE(place.records.at("gender2000"), genderSecond(2, 5));
        QVERIFY(place.records.contains("gender3000"));
    }
    void theCursorFollowsWhatIsWritten()
    {
        Place place;
        StatusBoard board;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        QCOMPARE(publisher.cursor(), 0U);
        publisher.publish(std::vector{genderSecond(1, 1), runningTotal(1)}, 5);
        QVERIFY(publisher.flush(10s));
        QCOMPARE(publisher.cursor(), 5U);
        place.set([&] { place.held = true; });
        publisher.publish(std::vector{genderSecond(2, 2)}, 6);
        QVERIFY(place.await([&] { return place.writes == 2; }));
        publisher.publish(std::vector{runningTotal(3)}, 7);
        QCOMPARE(publisher.cursor(), 5U); // the sixth is being written, the seventh waits
        publisher.publish(std::vector{genderSecond(2, 8)}, 8);
        QCOMPARE(publisher.cursor(), 6U); // what the sixth brought is overtaken
        place.set([&] { place.held = false; });
        QVERIFY(publisher.flush(10s));
        QCOMPARE(publisher.cursor(), 8U);
    }
    void anEarlierRunsResultsAreSentFromItsCursorOn()
    {
        Place place;
        StatusBoard board;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        publisher.restore(m_saved, 3);
        QVERIFY(publisher.flush(10s));
        QCOMPARE(publisher.cursor(), 5U);
        QVERIFY((place.order == std::vector{genderSecond(2, 2), genderSecond(3, 3)}));
    }
    /// It may have been wiped while no program ran.
    void aPlaceThatMayLoseItsDataGetsAllOfAnEarlierRunAgain()
    {
        Place place;
        StatusBoard board;
        place.retained = 10;
        Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
        publisher.restore(m_saved, 3);
        QVERIFY(publisher.flush(10s));
        QCOMPARE(publisher.cursor(), 5U);
        QVERIFY((place.order
                 == std::vector{genderSecond(1, 1), genderSecond(2, 2), genderSecond(3, 3)}));
    }
    void endsAtOnceInTheMiddleOfAWrite()
    {
        Place place;
        StatusBoard board;
        place.held = true;
        {
            Publisher publisher(std::make_unique<FakeSink>(place), board, m_clock);
            publish(publisher, {genderSecond(1, 1)});
            QVERIFY(place.await([&] { return place.writes == 1; }));
        }
        QVERIFY(place.order.empty());
    }
};

QTEST_APPLESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
