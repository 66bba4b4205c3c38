// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkasource.h"
#include "core/source/wakeup.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace shoppulse;
using namespace std::chrono_literals;

namespace {

/// Far longer than any machine is busy: who waits so long was not woken.
constexpr auto kForEver = 60s;
constexpr qint64 kWokenMs = 30'000;

} // namespace

class TestWakeup : public QObject {
    Q_OBJECT
private slots:
    void aWakeBeforeTheWaitIsKept()
    {
        QElapsedTimer timer;
        timer.start();
        Wakeup wakeup;
        wakeup.wake();
        wakeup.wake();
        wakeup.wait(kForEver);
        QVERIFY(timer.elapsed() < kWokenMs);
    }

    void itIsUsedUpByTheWait()
    {
        Wakeup wakeup;
        wakeup.wake();
        wakeup.wait(kForEver);
        QElapsedTimer timer;
        timer.start();
        wakeup.wait(20ms);
        QVERIFY(timer.elapsed() >= 19);
    }

    void anotherThreadWakes()
    {
        QElapsedTimer timer;
        timer.start();
        Wakeup wakeup;
        const std::jthread other([&] { wakeup.wake(); });
        wakeup.wait(kForEver);
        QVERIFY(timer.elapsed() < kWokenMs);
    }

    void aSourceThatWaitsForItsBrokerIsWoken()
    {
        KafkaConfig config;
        config.brokers = "127.0.0.1:1";
        config.topic = "t";
        StatusBoard board;
        const SystemClock clock;
        auto sources = openKafka(config, {}, board, clock);
        QVERIFY(sources.has_value());
        QElapsedTimer timer;
        timer.start();
        const std::jthread other([&] { sources->front()->wake(); });
        QVERIFY(sources->front()->poll(kForEver).empty());
        QVERIFY(timer.elapsed() < kWokenMs);
    }
};

QTEST_APPLESS_MAIN(TestWakeup)
#include "tst_wakeup.moc"
