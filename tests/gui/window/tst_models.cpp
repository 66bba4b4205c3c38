// SPDX-License-Identifier: GPL-3.0-or-later
#include "believable.h"
#include "ui/charts/nicescale.h"
#include "ui/models/kpitext.h"
#include "ui/models/numberformat.h"
#include "ui/models/paneltablemodel.h"
#include "ui/models/statustext.h"
#include "ui/panels/panelstatus.h"
#include "ui/panels/windowtext.h"

#include <QApplication>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace shoppulse;

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void countsAreExactThenShort_data();
    void countsAreExactThenShort();
    void axisLabelsHaveNoNeedlessZeros();
    void durations();
    void unknownIsADashAndNeverZero();
    void kpiChangeHasArrowAndUnit();
    void scaleGrowsAtOnceAndShrinksLate();
    void scaleHasNiceSteps();
    void labelsFollowTheLanguage();
    void timesAreInTheProfilesZone();
    void tableHoldsTheSnapshotsNumbers();
    void provincesAreRanked();
    void trendTableIsNewestFirst();
    void modelChangesCellsOnly();
    void stateOfAPanel_data();
    void stateOfAPanel();
    void everyStreamStateHasItsOwnMark();
    void windowWords();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ViewContext> m_context;
    Snapshot m_snapshot = Believable{}.make();
};

void TestModels::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp, ThemeMode::Dark);
    m_context = std::make_unique<ViewContext>(*m_theme);
    m_context->setProfile(m_snapshot.info.profile);
}

void TestModels::countsAreExactThenShort_data()
{
    QTest::addColumn<double>("count");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    QTest::newRow("zero") << 0.0 << "0"
                          << "0";
    QTest::newRow("grouped") << 9'999.0 << "9,999"
                             << "9,999";
    QTest::newRow("first short") << 10'000.0 << "10.0K"
                                 << "1.0万";
    QTest::newRow("brief's example") << 12'345.0 << "12.3K"
                                     << "1.2万";
    QTest::newRow("three digits") << 128'453.0 << "128K"
                                  << "12.8万";
    QTest::newRow("rounds up a unit") << 999'950.0 << "1.00M"
                                      << "100万";
    QTest::newRow("millions") << 1'284'530.0 << "1.28M"
                              << "128万";
    QTest::newRow("thousands of 万") << 21'460'000.0 << "21.5M"
                                     << "2146万";
    QTest::newRow("亿") << 128'000'000.0 << "128M"
                        << "1.28亿";
    QTest::newRow("a small rate") << 12.4 << "12.4"
                                  << "12.4";
    QTest::newRow("rounds to exact") << 9'999.4 << "9,999"
                                     << "9,999";
    QTest::newRow("rounds to short") << 9'999.6 << "10.0K"
                                     << "1.0万";
}

void TestModels::countsAreExactThenShort()
{
    QFETCH(double, count);
    QTEST(formatCount(count, Language::English), "english");
    QTEST(formatCount(count, Language::Chinese), "chinese");
}

void TestModels::axisLabelsHaveNoNeedlessZeros()
{
    QCOMPARE(formatAxis(0, Language::English), QStringLiteral("0"));
    QCOMPARE(formatAxis(80'000, Language::English), QStringLiteral("80K"));
    QCOMPARE(formatAxis(2'500'000, Language::English), QStringLiteral("2.5M"));
    QCOMPARE(formatAxis(80'000, Language::Chinese), QStringLiteral("8万"));
    QCOMPARE(formatAxis(500, Language::Chinese), QStringLiteral("500"));
}

void TestModels::durations()
{
    QCOMPARE(formatDuration(400), QStringLiteral("0.4 s"));
    QCOMPARE(formatDuration(12'000), QStringLiteral("12 s"));
    QCOMPARE(formatDuration(95'000), QStringLiteral("1 min 35 s"));
    QCOMPARE(formatDuration(3'720'000), QStringLiteral("1 h 2 min"));
}

void TestModels::unknownIsADashAndNeverZero()
{
    QCOMPARE(kpiValue(KpiId::Conversion, Kpi{}, Language::English), QStringLiteral("—"));
    QCOMPARE(kpiChange(KpiId::Orders, Kpi{}), QStringLiteral("—"));
    QCOMPARE(formatShare(0, 0), QStringLiteral("—"));
}

void TestModels::kpiChangeHasArrowAndUnit()
{
    QCOMPARE(kpiChange(KpiId::Orders, Kpi{1, 0.042, {}}), QStringLiteral("▲ 4.2 % vs previous"));
    QCOMPARE(kpiChange(KpiId::UniqueVisitors, Kpi{1, -0.006, {}}),
             QStringLiteral("▼ 0.6 % vs previous"));
    QCOMPARE(kpiChange(KpiId::Conversion, Kpi{1, 0.003, {}}),
             QStringLiteral("▲ 0.3 pt vs previous"));
    QCOMPARE(kpiChange(KpiId::Orders, Kpi{1, 0.0001, {}}), QStringLiteral("· 0.0 % vs previous"));
}

void TestModels::scaleGrowsAtOnceAndShrinksLate()
{
    NiceScale scale;
    QVERIFY(scale.update(75'000));
    QCOMPARE(scale.top(), 80'000.0);
    QVERIFY(scale.update(81'000));
    QVERIFY(scale.top() >= 81'000);
    const double top = scale.top();
    for (int tick = 0; tick < 40; ++tick)
        QVERIFY(!scale.update(1'000));
    QCOMPARE(scale.top(), top);
    for (int tick = 0; tick < 20; ++tick)
        scale.update(1'000);
    QCOMPARE(scale.top(), 1'000.0);
}

void TestModels::scaleHasNiceSteps()
{
    for (const double greatest : {0.0, 1.0, 3.0, 7.0, 42.0, 999.0, 1'001.0, 65'432.0, 3e9}) {
        NiceScale scale;
        scale.update(greatest);
        QVERIFY(scale.top() >= greatest);
        QVERIFY2(scale.steps() >= 1 && scale.steps() <= 5, qPrintable(QString::number(greatest)));
        QCOMPARE(scale.step() * scale.steps(), scale.top());
        QVERIFY(scale.step() >= 1);
    }
}

void TestModels::labelsFollowTheLanguage()
{
    QSignalSpy changed(m_context.get(), &ViewContext::changed);
    QCOMPARE(m_context->label(Dimension::Gender, 0), QStringLiteral("female"));
    m_context->setLanguage(Language::Chinese);
    QCOMPARE(m_context->label(Dimension::Gender, 0), QStringLiteral("女"));
    QCOMPARE(changed.count(), 1);
    m_context->setLanguage(Language::English);
}

void TestModels::timesAreInTheProfilesZone()
{
    QCOMPARE(m_context->time(0), QStringLiteral("08:00:00"));
    QCOMPARE(m_context->minute(90'000), QStringLiteral("08:01"));
    QCOMPARE(m_context->zoneName(0), QStringLiteral("CST"));
}

void TestModels::tableHoldsTheSnapshotsNumbers()
{
    const PanelTable gender = panelTable(PanelId::Gender, m_snapshot, *m_context);
    QCOMPARE(gender.rows.size(), kGenders);
    QCOMPARE(gender.rows[0], (QStringList{"female", "785,037", "61.1 %"}));
    const PanelTable brand = panelTable(PanelId::Brand, m_snapshot, *m_context);
    QCOMPARE(brand.rows.size(), std::size_t(11));
    QCOMPARE(brand.rows[0], (QStringList{"1360", "2,374", "12.2 %", "▲ 1"}));
    QCOMPARE(brand.rows[2].last(), QStringLiteral("▼ 1"));
    QCOMPARE(brand.rows[9].last(), QStringLiteral("new"));
    QCOMPARE(brand.rows[10].mid(0, 2), (QStringList{"others", "6,860"}));
    QVERIFY(panelSummary(PanelId::Brand, m_snapshot, *m_context).contains("others 6,860"));
}

void TestModels::provincesAreRanked()
{
    const PanelTable table = panelTable(PanelId::Province, m_snapshot, *m_context);
    QCOMPARE(table.rows.size(), kProvinces);
    const auto number = [&table](std::size_t row) {
        return QString(table.rows[row][1]).remove(',').toULongLong();
    };
    for (std::size_t row = 1; row < table.rows.size(); ++row)
        QVERIFY(number(row) <= number(row - 1));
}

void TestModels::trendTableIsNewestFirst()
{
    const PanelTable table = panelTable(PanelId::Behavior, m_snapshot, *m_context);
    QCOMPARE(table.rows.size(), std::size_t(300));
    QCOMPARE(table.rows.front().first(), QStringLiteral("14:03:20"));
    QCOMPARE(table.rows.front()[1], formatExact(m_snapshot.trend.back().counts[0]));
    QCOMPARE(table.rows[0].last(), QStringLiteral("partial"));
    QCOMPARE(table.rows[2].last(), QStringLiteral("final"));
}

void TestModels::modelChangesCellsOnly()
{
    PanelTableModel model;
    model.setTable(panelTable(PanelId::Gender, m_snapshot, *m_context));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Snapshot next = m_snapshot;
    next.orderGender.counts[1] += 1;
    model.setTable(panelTable(PanelId::Gender, next, *m_context));
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(model.data(model.index(1, 1), Qt::DisplayRole).toString(), QStringLiteral("408,301"));
}

void TestModels::stateOfAPanel_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("stream");
    QTest::addColumn<int>("silentMs");
    QTest::addColumn<bool>("paused");
    QTest::addColumn<bool>("isFinal");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name) -> QTestData& { return QTest::newRow(name); };
    row("waiting") << 0 << 0 << int(StreamState::Waiting) << 0 << false << true
                   << int(PanelState::Waiting)
                   << "Connected, waiting for the first event (topic demo)";
    row("connecting") << 0 << 0 << int(StreamState::Connecting) << 0 << false << true
                      << int(PanelState::Waiting) << "Connecting to 127.0.0.1:9092 (topic demo)";
    row("error") << 0 << 0 << int(StreamState::Disconnected) << 0 << false << true
                 << int(PanelState::Error)
                 << "Kafka broker b:1: cannot connect (refused). Check the address and the port, "
                    "and that the broker is running.";
    row("empty") << 9 << 0 << int(StreamState::Live) << 0 << false << true << int(PanelState::Empty)
                 << "No matching events in this window";
    row("stale") << 9 << 9 << int(StreamState::Live) << 12'000 << false << true
                 << int(PanelState::Stale) << "as of 08:01:40 (12 s ago)";
    row("not yet stale") << 9 << 9 << int(StreamState::Live) << 5'000 << false << true
                         << int(PanelState::Normal) << "";
    row("paused is not stale") << 9 << 9 << int(StreamState::Live) << 12'000 << true << true
                               << int(PanelState::Normal) << "";
    row("partial") << 9 << 9 << int(StreamState::Live) << 0 << false << false
                   << int(PanelState::Partial) << "partial 62 %";
}

void TestModels::stateOfAPanel()
{
    QFETCH(int, rows);
    QFETCH(int, total);
    QFETCH(int, stream);
    QFETCH(int, silentMs);
    QFETCH(bool, paused);
    QFETCH(bool, isFinal);
    Snapshot snapshot = emptySnapshot(static_cast<StreamState>(stream));
    snapshot.counters.rows = static_cast<std::uint64_t>(rows);
    snapshot.components[0].error = Error{ErrorCode::BrokerUnreachable, "b:1", "refused"};
    const WindowSpan window{1'000, 61'000, isFinal, 0.629};
    const Freshness freshness{100'000 + silentMs, 100'000, paused};
    const PanelStatus status =
        panelStatus(snapshot, window, static_cast<std::uint64_t>(total), freshness, *m_context);
    QTEST(int(status.state), "state");
    QTEST(status.text, "text");
}

void TestModels::everyStreamStateHasItsOwnMark()
{
    QStringList seen;
    for (int i = 0; i <= int(StreamState::Stopped); ++i) {
        const StatusMark mark = streamMark(static_cast<StreamState>(i), m_theme->colors());
        QVERIFY(!mark.word.isEmpty());
        seen << mark.word;
    }
    seen.removeDuplicates();
    QCOMPARE(seen.size(), int(StreamState::Stopped) + 1);
    // Good, trouble and down differ by shape, not by colour alone.
    QStringList shapes;
    for (const Health health : {Health::Off, Health::Ok, Health::Degraded, Health::Down})
        shapes << healthMark(health, m_theme->colors()).shape;
    QCOMPARE(shapes.removeDuplicates(), 0);
}

void TestModels::windowWords()
{
    QCOMPARE(windowText({}), QStringLiteral("since start"));
    QCOMPARE(withWindow(QStringLiteral("orders"), {}), QStringLiteral("orders · since start"));
    QCOMPARE(withSlidingWindow(QStringLiteral("orders"), {}), QStringLiteral("orders"));
    QCOMPARE(withSlidingWindow(QStringLiteral("orders"), {0, 60'000, true, 1}),
             QStringLiteral("orders · 60 s"));
    QCOMPARE(withWindow("visits", {0, 60'000, true, 1}), QStringLiteral("visits · 60 s"));
    QCOMPARE(windowText({0, 300'000, true, 1}), QStringLiteral("5 min"));
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
