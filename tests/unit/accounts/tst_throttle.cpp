// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountfixture.h"
#include "core/accounts/loginthrottle.h"

#include <QtTest>
#include <algorithm>
#include <ctime>
#include <limits>
#include <thread>

using namespace shoppulse;

namespace {

constexpr const char* kPassword = "plum-orbit-93-kettle";
constexpr const char* kWrong = "lantern of the quiet sea";
constexpr std::int64_t kMinute = 60'000;

template <class T> int codeOf(const Result<T>& outcome)
{
    return outcome ? -1 : static_cast<int>(outcome.error().code);
}
constexpr int kRejected = static_cast<int>(ErrorCode::LoginRejected);
constexpr int kDelayed = static_cast<int>(ErrorCode::LoginDelayed);

} // namespace

class TestThrottle : public QObject {
    Q_OBJECT

private slots:
    void delaysDoubleToFiveMinutes();
    void successStartsAnew();
    void refusesTheRightPasswordWhileDelayed();
    void treatsUnknownNamesAlike();
    void localWindowCountsForItself();
    void addressHasTwentyTriesAMinute();
    void triesAtTheSameTimeAreCounted();
    void remembersABoundedNumber();
    void unknownNameCostsTheSame();
};

void TestThrottle::delaysDoubleToFiveMinutes()
{
    LoginThrottle throttle;
    std::int64_t now = 0;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(throttle.tryLogin("mei", "192.0.2.1", now), 0);
    for (const std::int64_t delay : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}) {
        QCOMPARE(throttle.tryLogin("mei", "192.0.2.1", now), delay * 1'000);
        QCOMPARE(throttle.tryLogin("mei", "192.0.2.9", now + delay * 1'000 - 1), 1);
        now += delay * 1'000;
        QCOMPARE(throttle.tryLogin("mei", "192.0.2.1", now), 0);
    }
}

void TestThrottle::successStartsAnew()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 4; ++i)
            QCOMPARE(codeOf(f.store->login("mei", kWrong, "192.0.2.1")), kRejected);
        QVERIFY(f.store->login("mei", kPassword, "192.0.2.1"));
    }
}

void TestThrottle::refusesTheRightPasswordWhileDelayed()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(f.store->login("mei", kWrong, "192.0.2.1")), kRejected);
    const auto refused = f.store->login("mei", kPassword, "192.0.2.1");
    QCOMPARE(codeOf(refused), kDelayed);
    QCOMPARE(refused.error().detail, std::string("1 s"));
    f.clock.step(1'000);
    QVERIFY(f.store->login("mei", kPassword, "192.0.2.1"));
}

void TestThrottle::treatsUnknownNamesAlike()
{
    AccountFixture f;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(f.store->login("nobody", kWrong, "192.0.2.1")), kRejected);
    QCOMPARE(codeOf(f.store->login("nobody", kWrong, "192.0.2.1")), kDelayed);
}

void TestThrottle::localWindowCountsForItself()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(f.store->login("mei", kWrong, "127.0.0.1")), kRejected);
    QCOMPARE(codeOf(f.store->login("mei", kPassword, "127.0.0.1")), kDelayed);
    QVERIFY(f.store->login("mei", kPassword, ""));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(f.store->login("mei", kWrong, "")), kRejected);
    QCOMPARE(codeOf(f.store->login("mei", kPassword, "")), kDelayed);
}

void TestThrottle::addressHasTwentyTriesAMinute()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(codeOf(f.store->login("name" + std::to_string(i), kWrong, "192.0.2.1")),
                 kRejected);
        f.clock.step(1'000);
    }
    QCOMPARE(codeOf(f.store->login("mei", kPassword, "192.0.2.1")), kDelayed);
    QVERIFY2(f.store->login("mei", kPassword, "192.0.2.2"), "another address goes on");
    f.clock.step(kMinute - 20'000); // the first of the twenty is a minute old
    QVERIFY(f.store->login("mei", kPassword, "192.0.2.1"));
    QCOMPARE(codeOf(f.store->login("mei", kPassword, "192.0.2.1")), kDelayed);
}

void TestThrottle::triesAtTheSameTimeAreCounted()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    std::atomic<int> judged{0};
    std::vector<std::jthread> guessers;
    for (int i = 0; i < 12; ++i)
        guessers.emplace_back([&] {
            if (codeOf(f.store->login("mei", kWrong, "192.0.2.1")) == kRejected)
                ++judged;
        });
    guessers.clear();
    QCOMPARE(judged.load(), 5);
}

void TestThrottle::remembersABoundedNumber()
{
    LoginThrottle throttle;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(throttle.tryLogin("early", "192.0.2.1", 0), 0);
    const auto others = static_cast<int>(LoginThrottle::kRemembered);
    for (int i = 0; i < others - 1; ++i)
        QCOMPARE(throttle.tryLogin(std::to_string(i), std::to_string(i), 1), 0);
    QVERIFY(throttle.tryLogin("early", "192.0.2.2", 1) > 0);
    for (int i = others; i < 2 * others; ++i)
        QCOMPARE(throttle.tryLogin(std::to_string(i), std::to_string(i), 2), 0);
    QCOMPARE(throttle.tryLogin("early", "192.0.2.3", 3), 0); // forgotten
}

void TestThrottle::unknownNameCostsTheSame()
{
    AccountFixture f;
    f.reopen({3, 16U << 20U}); // long enough to measure
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    // Of this thread alone, so that a busy machine changes nothing.
    const auto processorTime = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    };
    const auto cost = [&](const std::string& name) {
        const double before = processorTime();
        if (f.store->login(name, kWrong, name))
            qFatal("a wrong password was accepted");
        return processorTime() - before;
    };
    double known = std::numeric_limits<double>::max();
    double unknown = known;
    for (int i = 0; i < 4; ++i) {
        known = std::min(known, cost("mei"));
        unknown = std::min(unknown, cost("nobody"));
    }
    const double ratio = known / unknown;
    QVERIFY2(ratio > 0.5 && ratio < 2.0, qPrintable(QString::number(ratio)));
}

QTEST_APPLESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
