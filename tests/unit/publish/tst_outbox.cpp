// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/outbox.h"
#include "tests/unit/publish/records.h"

#include <QTest>

using namespace shoppulse;

class TestOutbox : public QObject {
    Q_OBJECT
private slots:
    void keepsTheNewestValueInOrderOfFirstArrival()
    {
        Outbox outbox;
        outbox.put(genderSecond(1, 5));
        outbox.put(genderSecond(2, 6));
        outbox.put(genderSecond(1, 9));
        outbox.put(genderSecond(2, 4)); // older
        const auto batch = outbox.take(10);
        QCOMPARE(batch.size(), std::size_t{2});
        QCOMPARE(batch[0], genderSecond(1, 9));
        QCOMPARE(batch[1], genderSecond(2, 6));
    }
    void sameInputSettledLaterIsNewer()
    {
        Outbox outbox;
        outbox.put(genderSecond(1, 5, false));
        outbox.put(genderSecond(1, 5, true));
        outbox.put(genderSecond(1, 5, false));
        QVERIFY(outbox.take(1).front().isFinal);
        QVERIFY(supersedes(genderSecond(1, 5, true, 1), genderSecond(1, 5, true)));
        QVERIFY(!supersedes(genderSecond(1, 5), genderSecond(1, 5)));
    }
    void sameKeyOfAnotherMetricOrWindowIsAnother()
    {
        Outbox outbox;
        ResultRecord other = genderSecond(1, 5);
        outbox.put(other);
        other.metric = Metric::Behavior;
        outbox.put(other);
        other.windowMs = 60'000;
        outbox.put(other);
        QCOMPARE(outbox.size(), std::size_t{3});
    }
    void writtenRecordsLeaveExceptWhereANewerValueCame()
    {
        Outbox outbox;
        outbox.put(genderSecond(1, 5));
        outbox.put(genderSecond(2, 5));
        outbox.put(genderSecond(3, 5));
        QCOMPARE(outbox.take(2).size(), std::size_t{2});
        outbox.put(genderSecond(1, 6));
        outbox.acknowledge();
        const auto rest = outbox.take(10);
        QCOMPARE(rest.size(), std::size_t{2});
        QCOMPARE(rest[0], genderSecond(3, 5)); // first: the changed one has had its turn
        QCOMPARE(rest[1], genderSecond(1, 6));
    }
    void unwrittenRecordsKeepTheirPlaceWithTheNewestValue()
    {
        Outbox outbox;
        outbox.put(genderSecond(1, 5));
        outbox.put(genderSecond(2, 5));
        QCOMPARE(outbox.take(2).size(), std::size_t{2});
        outbox.put(genderSecond(1, 6));
        outbox.giveBack();
        const auto again = outbox.take(2);
        QCOMPARE(again[0], genderSecond(1, 6));
        outbox.acknowledge();
        QVERIFY(outbox.empty());
    }
    void dropsTheOldestFinalWindowOnly()
    {
        Outbox outbox;
        outbox.put(runningTotal(1));
        outbox.put(genderSecond(1, 1, false));
        outbox.put(genderSecond(2, 1));
        outbox.put(genderSecond(3, 1));
        QVERIFY(outbox.dropOldestFinal());
        QVERIFY(!outbox.contains(genderSecond(2, 1)));
        QVERIFY(outbox.dropOldestFinal());
        QVERIFY(!outbox.dropOldestFinal());
        QCOMPARE(outbox.size(), std::size_t{2});
    }
    void takenRecordsAreNotDropped()
    {
        Outbox outbox;
        outbox.put(genderSecond(1, 1));
        QCOMPARE(outbox.take(1).size(), std::size_t{1});
        QVERIFY(!outbox.dropOldestFinal());
        outbox.giveBack();
        QVERIFY(outbox.dropOldestFinal());
    }
};

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
