// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"
#include "core/snapshot/panelcsv.h"

#include <QtTest>

using namespace shoppulse;

namespace {

constexpr std::int64_t kNow = 1'763'733'600'000; // 2025-11-21 22:00:00 in Shanghai

Snapshot sample()
{
    auto profile = std::make_shared<Profile>();
    profile->gender.labels = {{"female", "女"}, {"male", "男"}, {"unknown", "未知"}};
    Snapshot s;
    s.sequence = 7;
    s.wallMs = kNow;
    s.newestEventMs = kNow;
    s.info.topic = "=cmd|' /C calc'!A1";
    s.info.profile = profile;
    s.orderGender = {{0, 0, false, 0}, {3, 1, 0}, 4};
    s.brand.window = {kNow - 60'000, kNow, false, 0.62};
    s.brand.top = {{"1360", 6, 2, false}, {"@say \"hi\", now", 3, -1, false}, {"-7", 1, 0, true}};
    s.brand.other = 10;
    s.brand.total = 20;
    s.trendStartMs = kNow - 2'000;
    s.trend = {{{4, 3, 2, 1}}, {{5, 0, 0, 0}}};
    s.trendFinal = 1;
    s.kpis[0].value = 1'234'567;
    s.kpis[0].change = -0.25;
    return s;
}

QStringList linesOf(std::string_view panel, std::string_view language, std::string_view filter = {})
{
    const std::string csv = panelCsv(sample(), panel, language, filter);
    return QString::fromStdString(csv).split("\r\n");
}

} // namespace

class TestPanelCsv : public QObject {
    Q_OBJECT

private slots:
    void saysWhatItIs();
    void makesFormulasHarmless();
    void writesRankings();
    void tellsThatARankingIsEstimated();
    void writesTheTrend();
    void writesTheFunnel();
    void writesCategoriesInBothLanguages();
    void leavesUnknownFiguresEmpty();
    void refusesAnUnknownPanel();
};

void TestPanelCsv::saysWhatItIs()
{
    const std::string csv = panelCsv(sample(), "brand", "en", "province = Shanghai");
    QVERIFY(csv.starts_with("\xEF\xBB\xBFProgram,ShopPulse "));
    const QStringList lines = linesOf("brand", "en", "gender, age");
    QVERIFY(lines[0].endsWith(kVersion));
    QCOMPARE(lines[1], QString("Panel,Brands by purchases"));
    QCOMPARE(lines[3], QString("Window,2025-11-21 21:59:00 – 2025-11-21 22:00:00 partial 62 %"));
    QCOMPARE(lines[4], QString("Filter,\"gender, age\""));
    QCOMPARE(lines[5], QString("Time zone,Asia/Shanghai"));
    QCOMPARE(lines[6], QString("Made at,2025-11-21 22:00:00"));
    QCOMPARE(lines[7], QString("Sequence,7"));
    QCOMPARE(lines[8], QString());
    QCOMPARE(linesOf("brand", "en")[4], QString("Filter,none"));
}

void TestPanelCsv::makesFormulasHarmless()
{
    const QStringList lines = linesOf("brand", "en");
    QCOMPARE(lines[2], QString("Topic,'=cmd|' /C calc'!A1"));
    QVERIFY(lines[11].startsWith("2,\"'@say \"\"hi\"\", now\",3,"));
    QVERIFY(lines[12].startsWith("3,'-7,1,"));
}

void TestPanelCsv::writesRankings()
{
    const QStringList lines = linesOf("brand", "en");
    QCOMPARE(lines[9], QString("rank,id,count,share,rank change"));
    QCOMPARE(lines[10], QString("1,1360,6,0.3,2"));
    QVERIFY(lines[11].endsWith(",0.15,-1")); // a number is no formula
    QVERIFY(lines[12].endsWith(",0.05,new"));
    QCOMPARE(lines[13], QString(",others,10,0.5,"));
    QCOMPARE(lines.size(), 15);
}

void TestPanelCsv::tellsThatARankingIsEstimated()
{
    Snapshot snapshot = sample();
    snapshot.brand.error = 12;
    const auto csv = QString::fromStdString(panelCsv(snapshot, "brand", "en"));
    QCOMPARE(csv.split("\r\n")[8], QString("Estimated with an error of at most,12"));
    QCOMPARE(csv.split("\r\n")[9], QString());
}

void TestPanelCsv::writesTheTrend()
{
    const QStringList lines = linesOf("behavior", "en");
    QCOMPARE(lines[3], QString("Window,2025-11-21 21:59:58 – 2025-11-21 22:00:00"));
    QCOMPARE(lines[9], QString("second,state,pv,cart,buy,fav"));
    QCOMPARE(lines[10], QString("2025-11-21 21:59:58,final,4,3,2,1"));
    QCOMPARE(lines[11], QString("2025-11-21 21:59:59,partial,5,0,0,0"));
}

void TestPanelCsv::writesTheFunnel()
{
    Snapshot s = sample();
    s.behavior = {{}, {40, 10, 5, 1}, 56};
    QStringList lines = QString::fromStdString(panelCsv(s, "funnel", "en")).split("\r\n");
    QCOMPARE(lines[1], QString("Panel,Behaviours as a funnel"));
    QCOMPARE(lines[3], QString("Window,since start"));
    QCOMPARE(lines[9], QString("id,name,events,share of clicks"));
    QCOMPARE(lines[10], QString("pv,pv,40,1"));
    QCOMPARE(lines[12], QString("buy,buy,5,0.125"));
    s.behavior.counts[0] = 29;
    lines = QString::fromStdString(panelCsv(s, "funnel", "en")).split("\r\n");
    QCOMPARE(lines[12], QString("buy,buy,5,"));
}

void TestPanelCsv::writesCategoriesInBothLanguages()
{
    const QStringList english = linesOf("gender", "en");
    QCOMPARE(english[3], QString("Window,since start"));
    QCOMPARE(english[10], QString("female,female,3,0.75"));
    QCOMPARE(english[12], QString("unknown,unknown,0,0"));
    const QStringList chinese = linesOf("gender", "zh");
    QCOMPARE(chinese[3], QString("窗口,自启动以来"));
    QCOMPARE(chinese[10], QString("female,女,3,0.75"));
    QCOMPARE(linesOf("province", "en").size(), 10 + static_cast<int>(kProvinces) + 1);
}

void TestPanelCsv::leavesUnknownFiguresEmpty()
{
    const QStringList lines = linesOf("kpis", "en");
    QCOMPARE(lines[10], QString("orders,Orders,today,1234567,-0.25"));
    QCOMPARE(lines[13], QString("conversion,Conversion,5 min,,"));
    // The sample has counts by gender, none by age or province.
    QCOMPARE(linesOf("age", "en")[10], QString("u18,u18,,"));
    QCOMPARE(linesOf("province", "en")[10], QString("北京,北京,,,"));
}

void TestPanelCsv::refusesAnUnknownPanel()
{
    QVERIFY(panelCsv(sample(), "", "en").empty());
    QVERIFY(panelCsv(sample(), "../brand", "en").empty());
}

QTEST_APPLESS_MAIN(TestPanelCsv)
#include "tst_panelcsv.moc"
