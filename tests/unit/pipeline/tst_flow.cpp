// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/blockingqueue.h"
#include "core/pipeline/formatchoice.h"

#include <QTest>
#include <future>
#include <thread>

using namespace shoppulse;
using namespace std::chrono_literals;

class TestFlow : public QObject {
    Q_OBJECT
private slots:
    void aFullQueueMakesItsWriterWaitAndLosesNothing()
    {
        BlockingQueue<int> queue(2);
        std::jthread writer([&] {
            for (int i = 0; i < 1'000; ++i)
                QVERIFY(queue.push(i));
            queue.close();
        });
        QTRY_COMPARE(queue.fill(), 1.0);
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(queue.pop(10s).value(), i);
        QVERIFY(!queue.pop(10s));
        QVERIFY(queue.drained());
    }

    void closingWakesTheWriterWhoWaits()
    {
        BlockingQueue<int> queue(1);
        QVERIFY(queue.push(1));
        auto waiting = std::async(std::launch::async, [&] { return queue.push(2); });
        queue.close();
        QVERIFY(!waiting.get());
        QCOMPARE(queue.pop(0ms).value(), 1); // what was in it can be taken
        QVERIFY(queue.drained());
    }

    void aSetFormatIsNotQuestioned()
    {
        FormatChoice choice(Format::Json);
        const Record record{0, 0, 0, "1"};
        QCOMPARE(choice.choose({&record, 1}), Format::Json);
        QCOMPARE(choice.known(), Format::Json);
    }

    void theFormatIsToldFromTheFirstMessagesOnce()
    {
        FormatChoice choice(Format::Auto);
        QCOMPARE(choice.known(), Format::Auto);
        std::vector<Record> records(FormatDetector::kSamples, Record{0, 0, 0, "1"});
        QCOMPARE(choice.choose(records), Format::GenderCode);
        records.assign(1'000, Record{0, 0, 0, "1,1,2,3,4,11,11,2,1,0,上海"});
        QCOMPARE(choice.choose(records), Format::GenderCode);
        QCOMPARE(choice.known(), Format::GenderCode);
        QVERIFY(!choice.mixed());
    }

    void whatLooksLikeNothingIsJudgedAsCsv()
    {
        FormatChoice choice(Format::Auto);
        const Record record{0, 0, 0, "what is this"};
        QCOMPARE(choice.choose({&record, 1}), Format::TaobaoCsv);
        QCOMPARE(choice.known(), Format::Auto);
    }
};

QTEST_APPLESS_MAIN(TestFlow)
#include "tst_flow.moc"
