// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/resultrecord.h"

#include <QTest>

using namespace shoppulse;

class TestResultJson : public QObject {
    Q_OBJECT
private slots:
    void keyIsMetricWindowAndStart()
    {
        ResultRecord record;
        record.metric = Metric::Gender;
        record.windowMs = 1000;
        record.startMs = 1'700'000'000'000;
        QCOMPARE(resultKey(record), std::string("gender|1000|1700000000000"));
        record.metric = Metric::OrderNumAll;
        record.windowMs = kRunningTotal;
        record.startMs = 0;
        QCOMPARE(resultKey(record), std::string("ordernumall|0|0"));
    }
    void countsInTheirOrder()
    {
        ResultRecord record;
        record.metric = Metric::Gender;
        record.windowMs = 1000;
        record.startMs = 1'700'000'000'000;
        record.endMs = 1'700'000'001'000;
        record.revision = 3;
        record.isFinal = true;
        record.counts = {{"male", 9}, {"female", 12}};
        record.total = 21;
        const std::string withRevision =
            "{\"metric\":\"gender\",\"window_ms\":1000,\"start\":1700000000000,"
            "\"end\":1700000001000,\"revision\":3,\"final\":true,"
            "\"counts\":{\"male\":9,\"female\":12},\"total\":21}";
        QCOMPARE(resultJson(record, true), withRevision);
        const std::string withoutRevision =
            "{\"metric\":\"gender\",\"window_ms\":1000,\"start\":1700000000000,"
            "\"end\":1700000001000,\"final\":true,"
            "\"counts\":{\"male\":9,\"female\":12},\"total\":21}";
        QCOMPARE(resultJson(record, false), withoutRevision);
    }
    void rankingKeepsItsOrderAndTheRest()
    {
        ResultRecord record;
        record.metric = Metric::Brand;
        record.windowMs = 60'000;
        record.endMs = 60'000;
        record.ranked = true;
        record.counts = {{"1360", 7}, {"unknown", 2}};
        record.other = 1;
        record.error = 0.0125;
        record.total = 10;
        QCOMPARE(
            resultJson(record, false),
            std::string(
                "{\"metric\":\"brand\",\"window_ms\":60000,\"start\":0,\"end\":60000,"
                "\"final\":false,\"top\":[{\"id\":\"1360\",\"count\":7},"
                "{\"id\":\"unknown\",\"count\":2}],\"other\":1,\"error\":0.0125,\"total\":10}"));
    }
    void errorOfZeroIsSaid()
    {
        ResultRecord record;
        record.metric = Metric::UniqueVisitors;
        record.counts = {{"visitors", 4}};
        record.error = 0.0;
        record.total = 4;
        const std::string part = "\"counts\":{\"visitors\":4},\"error\":0,\"total\":4}";
        QVERIFY(resultJson(record, true).find(part) != std::string::npos);
    }
    void idsAreEscaped()
    {
        ResultRecord record;
        record.counts = {{"a\"b\\\n", 1}, {"内蒙古", 2}};
        const std::string part = "\"counts\":{\"a\\\"b\\\\\\u000a\":1,\"内蒙古\":2}";
        QVERIFY(resultJson(record, true).find(part) != std::string::npos);
    }
    void everyMetricHasItsName()
    {
        for (std::size_t i = 0; i < kMetricIds.size(); ++i) {
            QVERIFY(!kMetricIds[i].empty());
            QCOMPARE(metricId(static_cast<Metric>(i)), kMetricIds[i]);
        }
        QCOMPARE(metricId(Metric::Category), std::string_view("category"));
    }
};

QTEST_APPLESS_MAIN(TestResultJson)
#include "tst_resultjson.moc"
