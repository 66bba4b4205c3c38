// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/deadletters.h"

#include <QTest>

#include <future>

using namespace shoppulse;
using namespace std::chrono_literals;

namespace {

/// What the sink does and has got; shared with the test.
struct Place {
    std::mutex mutex;
    std::condition_variable changed;
    bool up = true;
    bool held = false; ///< a write waits until it is let go
    bool cancelled = false;
    std::size_t most = 1'000; ///< letters taken by a write before it fails
    std::vector<DeadLetter> letters;
    int writes = 0; ///< begun

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

class FakeSink final : public DeadLetterSink {
public:
    explicit FakeSink(Place& place)
        : m_place(place)
    {
    }

    Result<void> write(std::vector<DeadLetter>& letters) override
    {
        std::unique_lock lock(m_place.mutex);
        ++m_place.writes;
        m_place.changed.notify_all();
        m_place.changed.wait(lock, [this] { return !m_place.held || m_place.cancelled; });
        if (!m_place.up || m_place.cancelled)
            return fail(ErrorCode::BrokerUnreachable, "fake", "down");
        const auto count = std::min(letters.size(), m_place.most);
        m_place.letters.insert(m_place.letters.end(), letters.begin(),
                               letters.begin() + static_cast<std::ptrdiff_t>(count));
        letters.erase(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(count));
        m_place.changed.notify_all();
        return letters.empty() ? Result<void>() : fail(ErrorCode::KafkaTimeout, "fake", "cut off");
    }
    Result<void> reach() override
    {
        const std::lock_guard lock(m_place.mutex);
        return m_place.up ? Result<void>() : fail(ErrorCode::BrokerUnreachable, "fake", "down");
    }
    std::size_t longest() const override { return 100; }
    std::string target() const override { return "fake"; }
    void cancel() override
    {
        m_place.set([this] { m_place.cancelled = true; });
    }

private:
    Place& m_place;
};

} // namespace

class TestDeadLetters : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    StatusBoard m_board;

    std::unique_ptr<DeadLetters> open(Place& place, DeadLetterLimits limits = {})
    {
        limits.firstRetryMs = 1;
        limits.lastRetryMs = 1;
        return std::make_unique<DeadLetters>(std::make_unique<FakeSink>(place), m_board, m_clock,
                                             limits);
    }
    ComponentStatus status() const
    {
        return m_board.read()[static_cast<std::size_t>(Component::DeadLetters)];
    }
    static DeadLetter letter(std::int64_t offset, std::string value = "x")
    {
        return {std::move(value), "utf8", 0, offset, 0};
    }
    static void sendSome(DeadLetters& letters, int count)
    {
        for (int i = 0; i < count; ++i)
            letters.send(letter(i));
    }
    static void compare(const Place& place, std::int64_t count)
    {
        QCOMPARE(static_cast<std::int64_t>(place.letters.size()), count);
        for (std::int64_t i = 0; i < count; ++i)
            QCOMPARE(place.letters[static_cast<std::size_t>(i)].offset, i);
    }

private slots:
    void lettersArriveInTheirOrder()
    {
        Place place;
        const auto letters = open(place);
        sendSome(*letters, 2'500);
        QVERIFY(letters->flush(10s));
        compare(place, 2'500);
        QCOMPARE(status().health, Health::Ok);
        QCOMPARE(status().done, 2'500U);
        QCOMPARE(status().pending, 0U);
        QCOMPARE(status().dropped, 0U);
    }

    void whatIsAcknowledgedIsNotSentAgain()
    {
        Place place;
        place.most = 7;
        const auto letters = open(place);
        sendSome(*letters, 50);
        QVERIFY(letters->flush(10s));
        compare(place, 50);
        QCOMPARE(status().done, 50U);
    }

    void aFullQueueMakesItsSenderWaitWhileTheSinkWorks()
    {
        Place place;
        place.held = true;
        DeadLetterLimits limits;
        limits.letters = 10;
        limits.patienceMs = 60'000;
        const auto letters = open(place, limits);
        auto sending = std::async(std::launch::async, [&] { sendSome(*letters, 500); });
        QVERIFY(place.await([&] { return place.writes > 0; }));
        QCOMPARE(sending.wait_for(0ms), std::future_status::timeout);
        place.set([&] { place.held = false; });
        sending.get();
        QVERIFY(letters->flush(10s));
        compare(place, 500);
        QCOMPARE(status().dropped, 0U);
    }

    void bytesAreBoundedToo()
    {
        Place place;
        place.held = true;
        DeadLetterLimits limits;
        limits.bytes = 30;
        limits.patienceMs = 0;
        const auto letters = open(place, limits);
        for (int i = 0; i < 5; ++i)
            letters->send(letter(i, "0123456789"));
        QCOMPARE(status().dropped, 2U);
        place.set([&] { place.held = false; });
        QVERIFY(letters->flush(10s));
        compare(place, 3);
    }

    void whileTheSinkIsDownTheNewestAreDroppedAndCounted()
    {
        Place place;
        place.up = false;
        DeadLetterLimits limits;
        limits.letters = 10;
        limits.patienceMs = 600'000; // nobody waits it out
        const auto letters = open(place, limits);
        QTRY_COMPARE(status().health, Health::Down);
        sendSome(*letters, 25);
        QCOMPARE(status().dropped, 15U);
        QCOMPARE(status().error->code, ErrorCode::BrokerUnreachable);
        QVERIFY(!letters->flush(1ms));
        place.set([&] { place.up = true; });
        QVERIFY(letters->flush(10s));
        compare(place, 10);
        QTRY_COMPARE(status().health, Health::Ok);
        QCOMPARE(status().dropped, 15U); // stays told
    }

    void aSinkWithoutRoomCostsOneWaitOnly()
    {
        Place place;
        place.held = true;
        DeadLetterLimits limits;
        limits.letters = 1;
        limits.patienceMs = 1;
        const auto letters = open(place, limits);
        QTRY_COMPARE(status().health, Health::Ok);
        sendSome(*letters, 1'000);
        QCOMPARE(status().dropped, 999U);
        QCOMPARE(status().health, Health::Degraded);
        QCOMPARE(status().error->code, ErrorCode::DeadLetterDropped);
    }

    void tooLongOnesAreDropped()
    {
        Place place;
        const auto letters = open(place);
        letters->send(letter(0, std::string(101, 'x')));
        letters->send(letter(0, std::string(100, 'x')));
        QVERIFY(letters->flush(10s));
        compare(place, 1);
        QCOMPARE(status().dropped, 1U);
    }

    void theEndDoesNotWaitForASinkThatHangs()
    {
        Place place;
        place.held = true;
        auto letters = open(place);
        letters->send(letter(0));
        QVERIFY(place.await([&] { return place.writes > 0; }));
        QVERIFY(!letters->flush(1ms));
        letters.reset();
        QVERIFY(place.letters.empty());
    }
};

QTEST_APPLESS_MAIN(TestDeadLetters)
#include "tst_deadletters.moc"
