// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/donutchart.h"
#include "ui/charts/funnelchart.h"
#include "ui/charts/provincetiles.h"
#include "ui/charts/rankbars.h"
#include "ui/charts/trendchart.h"
#include "ui/models/numberformat.h"
#include "ui/panels/kpistrip.h"
#include "ui/panels/kpitile.h"
#include "windowrig.h"

#include <QHelpEvent>
#include <QLabel>
#include <QToolButton>
#include <QToolTip>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QPieSeries>
#include <QtCharts/QStackedBarSeries>

#include <algorithm>
#include <cmath>

using namespace shoppulse;

class TestPanels : public QObject {
    Q_OBJECT
private slots:
    void donutHoldsTheNumbers();
    void donutsLabelsStayClearOfTheRing();
    void barsHoldTheNumbers();
    void trendStacksFinalAndPartialApart();
    void trendIsEmptyBeforeTheStart();
    void behaviourAsAFunnel();
    void rankingTellsExactNumbersOnHover();
    void rankingStatesItsError();
    void rankingKeepsItsOrderUnderTheMouse();
    void provincesTellExactNumbersOnHover();
    void kpisShowValueChangeAndDefinition();
    void hiddenPanelsDoNotDraw();
    void sameSnapshotIsDrawnOnce();
    void aNearlyFullWindowIsMarkedQuietly();
    void staleIsDimmed();
    void accessibleNameAndSummary();
    void genderOnlyStreams();

private:
    static QChart* chartOf(Panel& panel);
    static QString hover(QWidget* widget, const QPoint& at);
};

QChart* TestPanels::chartOf(Panel& panel)
{
    return panel.findChild<QChartView*>()->chart();
}

QString TestPanels::hover(QWidget* widget, const QPoint& at)
{
    QHelpEvent event(QEvent::ToolTip, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &event);
    return QToolTip::text();
}

void TestPanels::donutHoldsTheNumbers()
{
    WindowRig rig;
    const Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    auto* ring = qobject_cast<QPieSeries*>(chartOf(rig.panel(PanelId::Gender))->series().first());
    QCOMPARE(ring->slices().size(), qsizetype(kGenders));
    for (qsizetype i = 0; i < ring->slices().size(); ++i) {
        QCOMPARE(ring->slices().at(i)->value(),
                 double(snapshot.orderGender.counts[std::size_t(i)]));
        QCOMPARE(ring->slices().at(i)->brush().color(),
                 categoryColor(Dimension::Gender, std::size_t(i), rig.theme.colors()));
    }
}

void TestPanels::donutsLabelsStayClearOfTheRing()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const auto* donut = rig.panel(PanelId::Gender).findChild<DonutChart*>();
    for (double angle = 0; angle < 360; angle += 3) {
        const DonutChart::Callout callout = donut->calloutAt(angle);
        const double x = callout.right ? callout.text.left() : callout.text.right();
        const double y = std::clamp(donut->centre().y(), callout.text.top(), callout.text.bottom());
        const QPointF nearest = QPointF(x, y) - donut->centre();
        QVERIFY2(std::hypot(nearest.x(), nearest.y()) > donut->radius() + 4,
                 qPrintable(QString::number(angle)));
        QVERIFY(QRectF(donut->rect()).contains(callout.text));
        QVERIFY(callout.text.width() > 50);
    }
}

void TestPanels::barsHoldTheNumbers()
{
    WindowRig rig;
    const Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    auto* bars =
        qobject_cast<QStackedBarSeries*>(chartOf(rig.panel(PanelId::Age))->series().first());
    for (int i = 0; i < int(kAges); ++i) {
        const double sum = bars->barSets()[0]->at(i) + bars->barSets()[1]->at(i);
        QCOMPARE(sum, double(snapshot.orderAge.counts[std::size_t(i)]));
    }
    // The unknown one alone is in the grey set.
    QCOMPARE(bars->barSets()[0]->at(int(kAgeUnknown)), 0.0);
    QCOMPARE(bars->barSets()[1]->brush().color(), rig.theme.colors().unknown);
}

void TestPanels::trendStacksFinalAndPartialApart()
{
    WindowRig rig;
    const Snapshot snapshot = Believable{.partialSeconds = 3}.make();
    rig.show(snapshot);
    QList<QAreaSeries*> areas;
    for (QAbstractSeries* series : chartOf(rig.panel(PanelId::Behavior))->series())
        areas.prepend(qobject_cast<QAreaSeries*>(series)); // the whole is first
    QCOMPARE(areas.size(), qsizetype(kActions));
    double sum = 0;
    for (std::size_t i = 0; i < kActions; ++i) {
        sum += snapshot.trend.front().counts[i];
        QLineSeries* top = areas[qsizetype(i)]->upperSeries();
        QCOMPARE(top->count(), 297); // the partial ones are not filled
        QCOMPARE(top->at(0), QPointF(-299, sum));
        QCOMPARE(top->at(296).x(), -3.0);
    }
    // What is partial has lines in their colours, and no fill.
    const QImage image = rig.panel(PanelId::Behavior).findChild<TrendChart*>()->grab().toImage();
    const auto has = [&image](int left, int right, const QColor& color) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = left; x < right; ++x)
                if (image.pixel(x, y) == color.rgb())
                    return true;
        return false;
    };
    const ThemeColors& colors = rig.theme.colors();
    const QColor fill = mix(colors.card, categoryColor(Dimension::Action, 0, colors), 0.35);
    QVERIFY(has(60, image.width() - 20, fill));
    QVERIFY(!has(image.width() - 10, image.width(), fill));
}

void TestPanels::trendIsEmptyBeforeTheStart()
{
    WindowRig rig;
    rig.show(Believable{.seconds = 10, .timelineSeconds = 10, .partialSeconds = 10}.make());
    const QImage image = rig.panel(PanelId::Behavior).findChild<TrendChart*>()->grab().toImage();
    const QColor line = categoryColor(Dimension::Action, 0, rig.theme.colors());
    int leftmost = image.width();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < leftmost; ++x)
            if (std::abs(image.pixelColor(x, y).blue() - line.blue()) < 40
                && image.pixelColor(x, y).red() < 110)
                leftmost = x;
    QVERIFY(leftmost > image.width() * 0.9 && leftmost < image.width());
    rig.step(Believable{.sequence = 2, .seconds = 0, .timelineSeconds = 0}.make());
    QCOMPARE(rig.panel(PanelId::Behavior).status().state, PanelState::Empty);
}

void TestPanels::behaviourAsAFunnel()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    Panel& panel = rig.panel(PanelId::Behavior);
    QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("funnel")), Qt::LeftButton);
    auto* funnel = panel.findChild<FunnelChart*>();
    QVERIFY(funnel->isVisible());
    QCOMPARE(funnel->rateText(2), QStringLiteral("12.68 % of clicks"));
    QCOMPARE(hover(funnel, {20, funnel->height() / 2 + 2}),
             QStringLiteral("purchase\n2,150,000  (12.68 % of clicks)"));
    QCOMPARE(panel.subtitle(), QStringLiteral("all events · since start"));
    // No ratio from a handful.
    Snapshot few = Believable{.sequence = 2}.make();
    few.behavior = {{}, {29, 3, 2, 1}, 35};
    rig.step(few);
    QCOMPARE(funnel->rateText(2), QStringLiteral("—"));
}

void TestPanels::rankingTellsExactNumbersOnHover()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* bars = rig.panel(PanelId::Category).findChild<RankBars*>();
    QCOMPARE(hover(bars, {10, 3}), QStringLiteral("656\n20,197  (7.1 %)"));
}

void TestPanels::rankingStatesItsError()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    QCOMPARE(rig.panel(PanelId::Brand).subtitle(), QStringLiteral("purchases · 60 s"));
    snapshot.sequence = 2;
    snapshot.brand.error = 1'200;
    rig.step(snapshot);
    QCOMPARE(rig.panel(PanelId::Brand).subtitle(), QStringLiteral("purchases · 60 s · ±1,200"));
}

void TestPanels::rankingKeepsItsOrderUnderTheMouse()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* bars = rig.panel(PanelId::Brand).findChild<RankBars*>();
    Snapshot next = Believable{.sequence = 2}.make();
    next.brand.top[0].count = 1; // would fall to the end
    std::rotate(next.brand.top.begin(), next.brand.top.begin() + 1, next.brand.top.end());
    QEnterEvent enter({5, 5}, {5, 5}, bars->mapToGlobal(QPointF(5, 5)));
    bars->setAttribute(Qt::WA_UnderMouse);
    QApplication::sendEvent(bars, &enter);
    rig.step(next);
    QVERIFY(hover(bars, {10, 3}).startsWith(QStringLiteral("1360\n1 ")));
    bars->setAttribute(Qt::WA_UnderMouse, false);
    next.sequence = 3;
    rig.step(next);
    QVERIFY(hover(bars, {10, 3}).startsWith(QStringLiteral("5993\n1,841")));
}

void TestPanels::provincesTellExactNumbersOnHover()
{
    WindowRig rig;
    const Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    auto* tiles = rig.panel(PanelId::Province).findChild<ProvinceTiles*>();
    const PanelTable table = panelTable(PanelId::Province, snapshot, rig.window.context());
    const QString first = hover(tiles, {tiles->width() - 60, 5});
    QCOMPARE(
        first,
        QStringLiteral("%1\n%2  (%3)").arg(table.rows[0][0], table.rows[0][1], table.rows[0][2]));
}

void TestPanels::kpisShowValueChangeAndDefinition()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    snapshot.kpis[3].value.reset();
    rig.show(snapshot);
    const KpiTile& orders = rig.window.dashboard().kpis().tile(KpiId::Orders);
    QCOMPARE(orders.value(), QStringLiteral("1.28M"));
    QCOMPARE(orders.change(), QStringLiteral("▲ 4.2 % vs previous"));
    QVERIFY(orders.toolTip().contains(QStringLiteral("1,284,537")));
    QVERIFY(orders.toolTip().contains(QStringLiteral("since midnight")));
    QCOMPARE(rig.window.dashboard().kpis().tile(KpiId::Conversion).value(), QStringLiteral("—"));
    const KpiTile& visitors = rig.window.dashboard().kpis().tile(KpiId::UniqueVisitors);
    QVERIFY(visitors.toolTip().contains(QStringLiteral("48,212 (± 0.8 %)")));
}

void TestPanels::hiddenPanelsDoNotDraw()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    Panel& age = rig.panel(PanelId::Age);
    Panel& gender = rig.panel(PanelId::Gender);
    rig.window.dashboard().setHidden(PanelId::Age, true);
    const std::uint64_t ageDraws = age.draws();
    const std::uint64_t genderDraws = gender.draws();
    for (std::uint64_t sequence = 2; sequence < 7; ++sequence)
        rig.step(Believable{.sequence = sequence}.make());
    QCOMPARE(age.draws(), ageDraws);
    QCOMPARE(gender.draws(), genderDraws + 5);
    // Shown again it has the newest numbers at once.
    rig.window.dashboard().setHidden(PanelId::Age, false);
    QVERIFY(age.draws() > ageDraws);
    auto* bars = qobject_cast<QStackedBarSeries*>(chartOf(age)->series().first());
    QCOMPARE(bars->barSets()[0]->at(1), 248'000.0 + 6 * 37);
}

void TestPanels::sameSnapshotIsDrawnOnce()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const std::uint64_t draws = rig.panel(PanelId::Gender).draws();
    for (int i = 0; i < 5; ++i)
        rig.window.tick();
    QCOMPARE(rig.panel(PanelId::Gender).draws(), draws);
}

void TestPanels::aNearlyFullWindowIsMarkedQuietly()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    snapshot.brand.window.isFinal = false;
    snapshot.brand.window.progress = 0.97;
    rig.show(snapshot);
    Panel& panel = rig.panel(PanelId::Brand);
    const auto* mark = panel.findChild<QLabel*>(QStringLiteral("status"));
    QVERIFY(mark->isVisible());
    QCOMPARE(mark->text(), QString(kPartialMark));
    QVERIFY(mark->toolTip().startsWith(QStringLiteral("partial 97 %")));
    QCOMPARE(mark->accessibleName(), QStringLiteral("partial 97 %"));
    snapshot.sequence = 2;
    snapshot.brand.window.progress = 0.62;
    rig.step(snapshot);
    QCOMPARE(mark->text(), QString(kPartialMark) + QStringLiteral(" partial 62 %"));
    snapshot.sequence = 3;
    snapshot.brand.window.isFinal = true;
    rig.step(snapshot);
    QVERIFY(!mark->isVisible());
}

void TestPanels::staleIsDimmed()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    Panel& panel = rig.panel(PanelId::Brand);
    const QColor green = categoryColor(Dimension::Action, 2, rig.theme.colors());
    const QPoint onBar = panel.findChild<RankBars*>()->mapTo(&panel, QPoint(90, 10));
    QCOMPARE(panel.grab().toImage().pixelColor(onBar), green);
    rig.clock.advance(12'000);
    rig.window.tick();
    QCOMPARE(panel.status().state, PanelState::Stale);
    const QColor dimmed = panel.grab().toImage().pixelColor(onBar);
    const QColor wanted = mix(green, rig.theme.colors().card, 0.4);
    QVERIFY2(std::abs(dimmed.green() - wanted.green()) <= 3, qPrintable(dimmed.name()));
}

void TestPanels::accessibleNameAndSummary()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    for (const PanelId id : kPanels) {
        QVERIFY(!rig.panel(id).accessibleName().isEmpty());
        QVERIFY(!rig.panel(id).accessibleDescription().isEmpty());
    }
    QVERIFY(rig.panel(PanelId::Gender)
                .accessibleDescription()
                .contains(QStringLiteral("female 785,037")));
}

void TestPanels::genderOnlyStreams()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    snapshot.info.format = Format::GenderCode;
    rig.show(snapshot);
    QVERIFY(rig.panel(PanelId::Gender).isVisible());
    QVERIFY(!rig.panel(PanelId::Behavior).isVisible());
    QCOMPARE(rig.panel(PanelId::Gender).subtitle(), QStringLiteral("events · since start"));
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
