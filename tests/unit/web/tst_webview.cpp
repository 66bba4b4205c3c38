// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"
#include "webfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;

/// Ten purchases a second for a minute; one of them by a woman in Shanghai.
SnapshotPtr minuteOfPurchases()
{
    Merger merger({Merger::Mode::Live, {}, "Asia/Shanghai", 1});
    Accumulator accumulator(0, WindowSettings{}.keptMs);
    PartitionState state;
    for (std::int64_t i = 0; i < 600; ++i) {
        const bool isWoman = i % 10 == 0;
        const Event event{kStart + i * 100, 1, 5, 2, cellOf(isWoman ? 0 : 1, 2, 2, 8)};
        accumulator.add(0, event.timeMs, {&event, 1});
        ++state.nextOffset;
    }
    merger.merge(accumulator.take({&state, 1}), 0);
    static_cast<void>(merger.takeResults(0));
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = 7;
    snapshot->newestEventMs = merger.limits().newestEndMs;
    snapshot->history = merger.history();
    return snapshot;
}

} // namespace

class TestWebView : public QObject {
    Q_OBJECT

private slots:
    void looksThroughAFilter()
    {
        WebFixture f;
        f.hub.publish(minuteOfPurchases());
        RawClient client(f,
                         f.get("/api/v1/snapshot?gender=female&province=%E4%B8%8A%E6%B5%B7&end="
                                   + QByteArray::number(qint64(kStart + 30'500)),
                               f.bearer()));
        QTRY_VERIFY(client.isAnswered());
        QCOMPARE(client.status(), 200);
        const QJsonObject values = QJsonDocument::fromJson(client.body())["values"].toObject();
        QCOMPARE(values["sequence"].toInt(), 7);
        QCOMPARE(values["view"]["gender"].toArray(), QJsonArray{"female"});
        QCOMPARE(values["view"]["province"].toArray(), QJsonArray{QString("上海")});
        QCOMPARE(values["view"]["window"]["end"].toInteger(), kStart + 30'000);
        QCOMPARE(values["kpis"]["orders"]["value"].toInt(), 30);
        QCOMPARE(values["brand"]["top"].toArray().at(0)["count"].toInt(), 30);
    }

    void withoutAFilterItIsTheNewest()
    {
        WebFixture f;
        f.hub.publish(minuteOfPurchases());
        RawClient client(f, f.get("/api/v1/snapshot?lang=zh&gender=", f.bearer()));
        QTRY_VERIFY(client.isAnswered());
        const QJsonObject values = QJsonDocument::fromJson(client.body())["values"].toObject();
        QCOMPARE(values["sequence"].toInt(), 7);
        QVERIFY(!values.contains("view"));
    }

    void aPanelNamesItsFilter()
    {
        WebFixture f;
        f.hub.publish(minuteOfPurchases());
        RawClient client(
            f, f.get("/api/v1/panels/brand.csv?gender=female&age=25-29,30-34", f.bearer()));
        QTRY_VERIFY(client.isAnswered());
        QVERIFY(client.body().contains("Filter,\"gender=female age=25-29,30-34\"\r\n"));
        QVERIFY(client.body().contains("\r\n1,5,60,1,"));
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char* query :
             {"gender=women", "age=25-29,", "action=buy%00", "province=%E4%B8", "end=now", "end=1x",
              "end=99999999999999999999", "gender=female&action=view"})
            QTest::newRow(query) << QByteArray(query);
    }

    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QByteArray, query);
        WebFixture f;
        f.hub.publish(minuteOfPurchases());
        for (const char* path : {"/api/v1/snapshot?", "/api/v1/panels/brand.csv?"}) {
            RawClient client(f, f.get(path + query, f.bearer()));
            QTRY_COMPARE(client.status(), 400);
        }
    }

    void anyEndIsMovedIntoTheKeptTime_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<qint64>("shownMs");
        QTest::newRow("far past") << QByteArray("-9223372036854775808") << qint64(kStart + 1'000);
        QTest::newRow("far future") << QByteArray("9223372036854775807") << qint64(kStart + 60'000);
    }

    void anyEndIsMovedIntoTheKeptTime()
    {
        QFETCH(QByteArray, end);
        QFETCH(qint64, shownMs);
        WebFixture f;
        f.hub.publish(minuteOfPurchases());
        RawClient client(f, f.get("/api/v1/snapshot?end=" + end, f.bearer()));
        QTRY_VERIFY(client.isAnswered());
        const QJsonObject values = QJsonDocument::fromJson(client.body())["values"].toObject();
        QCOMPARE(values["view"]["window"]["end"].toInteger(), shownMs);
    }
};

QTEST_GUILESS_MAIN(TestWebView)
#include "tst_webview.moc"
