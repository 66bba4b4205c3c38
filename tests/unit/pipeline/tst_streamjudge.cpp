// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/streamjudge.h"

#include <QTest>

using namespace shoppulse;

namespace {

/// Looks half a second apart; the test moves the figures between them.
struct Stream {
    StreamJudge judge;
    StreamJudge::Look look{1'000, 2'000'000, 0, 0, 0, 0, 0, false};

    StreamState after(std::int64_t ms, std::int64_t eventMs, std::uint64_t messages,
                      std::uint64_t lag, Health input = Health::Ok)
    {
        StreamState state{};
        for (std::int64_t passed = 0; passed < ms; passed += 500) {
            look.steadyMs += 500;
            look.wallMs += 500;
            if (eventMs != 0)
                look.newestEventMs += eventMs * 500 / ms;
            look.messages += messages * 500 / static_cast<std::uint64_t>(ms);
            look.lagMessages = lag;
            look.allAtEnd = lag == 0;
            state = judge.judge(look, input);
        }
        return state;
    }
};

} // namespace

class TestStreamJudge : public QObject {
    Q_OBJECT
private slots:
    void healthComesFirst()
    {
        Stream stream;
        QCOMPARE(stream.after(500, 0, 0, 0, Health::Starting), StreamState::Connecting);
        QCOMPARE(stream.after(500, 0, 0, 0, Health::Ok), StreamState::Waiting);
        QCOMPARE(stream.after(500, 0, 0, 0, Health::Degraded), StreamState::Waiting);
        QCOMPARE(stream.after(500, 0, 0, 0, Health::Down), StreamState::Disconnected);
        QCOMPARE(stream.after(500, 0, 0, 0, Health::Stopped), StreamState::Stopped);
    }

    void oldEventsThatAreBeingReadAreCatchingUpThenLive()
    {
        Stream stream;
        stream.look.newestEventMs = stream.look.wallMs - 900'000;
        QCOMPARE(stream.after(5'000, 400'000, 40'000, 50'000), StreamState::CatchingUp);
        QCOMPARE(stream.after(5'000, 500'000, 50'000, 10), StreamState::Live);
    }

    void behindAndNotGainingIsDelayed()
    {
        Stream stream;
        stream.look.newestEventMs = stream.look.wallMs - 1'000;
        QCOMPARE(stream.after(2'000, 2'000, 2'000, 100), StreamState::Live);
        // Reading at half the speed of time: after some seconds the lag is more than five.
        QCOMPARE(stream.after(12'000, 5'000, 500, 20'000), StreamState::Delayed);
    }

    void oldEventsThatArriveLiveAreLive()
    {
        // A replay of last year's log: every event is a year old, and all is read at once.
        Stream stream;
        stream.look.newestEventMs = 1'000;
        QCOMPARE(stream.after(5'000, 5'000, 5'000, 0), StreamState::Live);
        QCOMPARE(stream.after(1'000, 1'000, 1'000, 3), StreamState::Live);
    }

    void undecodableShareIsOfTheLastHalfMinute()
    {
        Stream stream;
        stream.look.undecodable = 9;
        stream.after(500, 0, 0, 0);
        QVERIFY(!stream.judge.undecodableShare()); // too few to say
        stream.look.undecodable = 20;
        stream.look.rows = 180;
        stream.after(500, 0, 0, 0);
        QCOMPARE(*stream.judge.undecodableShare(), 0.1);
        stream.look.rows = 20'000;
        stream.after(500, 0, 0, 0);
        QVERIFY(!stream.judge.undecodableShare()); // below one in a hundred
        stream.look.undecodable += 100;
        stream.look.rows += 900;
        stream.after(40'000, 0, 0, 0);
        QVERIFY(!stream.judge.undecodableShare()); // long past
    }
};

QTEST_APPLESS_MAIN(TestStreamJudge)
#include "tst_streamjudge.moc"
