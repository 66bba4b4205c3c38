// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/labresults.h"
#include "tests/unit/publish/records.h"

#include <QTest>

using namespace shoppulse;

class TestLabResults : public QObject {
    Q_OBJECT

    static std::vector<std::int64_t> startsOf(const std::vector<LabResults::Second>& seconds)
    {
        std::vector<std::int64_t> starts;
        for (const LabResults::Second& second : seconds)
            starts.push_back(second.startMs);
        return starts;
    }
    using Starts = std::vector<std::int64_t>;

private slots:
    void valueIsAListOfOneKeyObjects()
    {
        ResultRecord record = genderSecond(1, 1);
        record.counts = {{"female", 12}, {"male", 9}, {"unknown", 3}};
        const LabResults lab;
        QCOMPARE(lab.due({&record, 1}).front().value,
                 std::string(R"([{"0": 12}, {"1": 9}, {"2": 3}])"));
        record.counts = {{"male", 9}};
        QCOMPARE(lab.due({&record, 1}).front().value, std::string(R"([{"1": 9}])"));
    }
    void onlyFinalSecondsOfGender()
    {
        ResultRecord behavior = genderSecond(1, 1);
        behavior.metric = Metric::Behavior;
        ResultRecord minute = genderSecond(1, 1);
        minute.windowMs = 60'000;
        const ResultRecord batch[] = {genderSecond(2, 1, false), behavior, minute, runningTotal(1)};
        QVERIFY(LabResults().due(batch).empty());
    }
    void inOrderOfTime()
    {
        const ResultRecord batch[] = {genderSecond(3, 1), genderSecond(1, 1), genderSecond(2, 1)};
        QCOMPARE(startsOf(LabResults().due(batch)), (Starts{1'000, 2'000, 3'000}));
    }
    void sentOnceAndNotForACorrection()
    {
        LabResults lab;
        const ResultRecord second = genderSecond(1, 1);
        QCOMPARE(lab.due({&second, 1}).size(), std::size_t{1});
        QCOMPARE(lab.due({&second, 1}).size(), std::size_t{1}); // not sent yet
        lab.sent(1'000);
        const ResultRecord later[] = {second, genderSecond(1, 5, true, 1), genderSecond(2, 5)};
        QCOMPARE(startsOf(lab.due(later)), Starts{2'000});
    }
    void secondThatWasCorrectedBeforeItWasSentGoesOnce()
    {
        LabResults lab;
        lab.sent(1'000);
        const ResultRecord corrected = genderSecond(2, 7, true, 1);
        QCOMPARE(lab.due({&corrected, 1}).front().value, std::string(R"([{"0": 7}])"));
    }
    void secondBornLateGoesButNoCorrectionFromBefore()
    {
        LabResults lab;
        lab.sent(5'000);
        const ResultRecord batch[] = {genderSecond(3, 1), genderSecond(4, 1, true, 2)};
        QCOMPARE(startsOf(lab.due(batch)), Starts{3'000});
    }
    void memoryIsBounded()
    {
        LabResults lab;
        for (std::int64_t second = 0; second < 20'000; ++second)
            lab.sent(second * 1'000);
        const ResultRecord batch[] = {genderSecond(5, 1), genderSecond(19'000, 1)};
        QVERIFY(lab.due(batch).empty()); // the first is forgotten, the second known
    }
};

QTEST_APPLESS_MAIN(TestLabResults)
#include "tst_labresults.moc"
