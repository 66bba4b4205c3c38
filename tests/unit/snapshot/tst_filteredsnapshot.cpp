// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"
#include "core/snapshot/filteredsnapshot.h"
#include "core/snapshot/snapshotjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <map>
#include <random>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;
const WindowSettings kWindows{1'000, 100'000, 20'000, 30'000, 5};

/// A live merger that is fed by hand, its events, and the snapshot of its newest state.
struct Shop {
    Merger merger{{Merger::Mode::Live, kWindows, "Asia/Shanghai", 1}};
    Accumulator accumulator{0, kWindows.keptMs};
    PartitionState state;
    std::vector<Event> events;

    void add(const Event& event)
    {
        accumulator.add(0, event.timeMs, {&event, 1});
        ++state.nextOffset;
        events.push_back(event);
    }

    Snapshot take()
    {
        merger.merge(accumulator.take({&state, 1}), 0);
        static_cast<void>(merger.takeResults(0));
        Snapshot snapshot;
        snapshot.newestEventMs = merger.limits().newestEndMs;
        snapshot.watermarkMs = merger.limits().watermarkMs;
        snapshot.windows = merger.settings();
        snapshot.history = merger.history();
        return snapshot;
    }
};

Event randomEvent(std::mt19937& random, std::int64_t timeMs, unsigned keys)
{
    Event event;
    event.timeMs = timeMs;
    event.user = random();
    event.brand = random() % 20 == 0 ? kNoId : random() % (random() % keys + 1);
    event.category = random() % 7;
    event.cell =
        cellOf(random() % kGenders, random() % kAges, random() % kActions, random() % kProvinces);
    return event;
}

/// Each dimension whole, or some of its categories.
Filter randomFilter(std::mt19937& random)
{
    Filter filter;
    for (const Dimension dimension : kFilterDimensions) {
        if (random() % 2 == 0)
            continue;
        const auto ids = idsOf(dimension);
        std::string chosen(ids[random() % ids.size()]);
        for (std::size_t more = random() % 4; more > 0; --more)
            chosen += "," + std::string(ids[random() % ids.size()]);
        if (!filter.choose(dimension, chosen))
            qFatal("%s", chosen.c_str());
    }
    return filter;
}

bool isBuy(const Event& event)
{
    return actionOf(event.cell) == 2;
}

/// The obvious count of what passes in [fromMs, toMs), by any key.
template <class Key>
std::map<std::uint64_t, std::uint64_t> countBy(const std::vector<Event>& events,
                                               const Filter& filter, std::int64_t fromMs,
                                               std::int64_t toMs, bool buys, Key&& key)
{
    std::map<std::uint64_t, std::uint64_t> counts;
    for (const Event& e : events)
        if (e.timeMs >= fromMs && e.timeMs < toMs && filter.accepts(e.cell) && (!buys || isBuy(e)))
            ++counts[key(e)];
    return counts;
}

std::uint64_t at(const std::map<std::uint64_t, std::uint64_t>& counts, std::uint64_t key)
{
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

} // namespace

class TestFilteredSnapshot : public QObject {
    Q_OBJECT

private:
    void compareCategories(const CategoryCounts& got,
                           const std::map<std::uint64_t, std::uint64_t>& want)
    {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < got.counts.size(); ++i) {
            QCOMPARE(got.counts[i], at(want, i));
            total += at(want, i);
        }
        QCOMPARE(got.total, total);
    }

    void compareRanking(const Ranking& got, const std::map<std::uint64_t, std::uint64_t>& want)
    {
        std::uint64_t total = 0;
        std::vector<std::uint64_t> order;
        for (const auto& [key, count] : want) {
            total += count;
            order.push_back(count);
        }
        std::sort(order.rbegin(), order.rend());
        QCOMPARE(got.total, total);
        std::uint64_t listed = 0;
        const auto error = static_cast<std::int64_t>(got.error.value_or(0));
        for (std::size_t i = 0; i < got.top.size(); ++i) {
            const auto& item = got.top[i];
            const auto truth = static_cast<std::int64_t>(
                at(want, item.id == "unknown" ? kNoId : std::stoull(item.id)));
            QVERIFY2(std::abs(static_cast<std::int64_t>(item.count) - truth) <= error,
                     item.id.c_str());
            QVERIFY(truth + 2 * error >= static_cast<std::int64_t>(order[i]));
            listed += item.count;
        }
        QCOMPARE(got.other, total - listed);
        if (!got.error)
            QCOMPARE(got.top.size(), std::min(kWindows.topN, want.size()));
    }

    void compareAll(const Snapshot& got, const std::vector<Event>& events, const Filter& filter)
    {
        const std::int64_t from = got.view->span.startMs;
        const std::int64_t end = got.view->span.endMs;
        const auto by = [&](std::int64_t fromMs, bool buys, auto&& key) {
            return countBy(events, filter, fromMs, end, buys, key);
        };
        compareCategories(got.orderGender,
                          by(from, true, [](auto& e) { return genderOf(e.cell); }));
        compareCategories(got.orderAge, by(from, true, [](auto& e) { return ageOf(e.cell); }));
        compareCategories(got.behavior, by(from, false, [](auto& e) { return actionOf(e.cell); }));
        const std::int64_t window = end - kWindows.rankingMs;
        const auto province = [](auto& e) { return provinceOf(e.cell); };
        compareCategories(got.province, by(window, false, province));
        compareCategories(got.provinceBuy, by(window, true, province));
        compareRanking(got.brand, by(window, true, [](auto& e) { return e.brand; }));
        compareRanking(got.brandVisit, by(window, false, [](auto& e) { return e.brand; }));
        compareRanking(got.category, by(window, false, [](auto& e) { return e.category; }));
        const auto seconds = by(from, false, [&](auto& e) {
            return static_cast<std::uint64_t>(e.timeMs - from) / 1'000;
        });
        QCOMPARE(static_cast<std::int64_t>(got.timeline.size()), (end - from) / 1'000);
        for (std::size_t i = 0; i < got.timeline.size(); ++i)
            QCOMPARE(got.timeline[i], at(seconds, i));
        QCOMPARE(got.trend.size(), std::min<std::size_t>(300, got.timeline.size()));
        QCOMPARE(*got.kpi(KpiId::Orders).value, static_cast<double>(got.orderGender.total));
        QCOMPARE(*got.kpi(KpiId::Visits).value, static_cast<double>(got.behavior.total));
        QVERIFY(!got.kpi(KpiId::UniqueVisitors).value);
    }

private slots:
    void equalsTheObviousCount_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    /// Random events, some late, some seconds empty; any filter, any second of the kept time.
    void equalsTheObviousCount()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        Shop shop;
        Snapshot newest;
        for (std::int64_t second = 0; second < 90; ++second) {
            if (second % 30 > 25)
                continue;
            for (int i = 0; i < 40; ++i) {
                const std::int64_t back = random() % 10 == 0 ? random() % 60'000 : random() % 900;
                shop.add(randomEvent(random, std::max(kStart, kStart + second * 1'000 + 900 - back),
                                     30));
            }
            newest = shop.take();
        }
        for (int i = 0; i < 20; ++i) {
            const Filter filter = randomFilter(random);
            const std::int64_t endMs = kStart + static_cast<std::int64_t>(random() % 100'000);
            const Snapshot got = filteredSnapshot(newest, filter, endMs);
            QCOMPARE(got.view->span.endMs,
                     std::clamp(sliceStart(endMs), kStart + 1'000, newest.newestEventMs));
            QVERIFY(got.view->filter == filter);
            QVERIFY(!got.brandVisit.error); // few rows are all drawn
            compareAll(got, shop.events, filter);
        }
        compareAll(filteredSnapshot(newest, {}), shop.events, {});
    }

    void rankingsOfManyRowsKeepTheirWord()
    {
        std::mt19937 random(5);
        Shop shop;
        for (int i = 0; i < 250'000; ++i)
            shop.add(randomEvent(random, kStart + i / 10, 400));
        const Snapshot newest = shop.take();
        for (int i = 0; i < 30; ++i) {
            const Filter filter = randomFilter(random);
            const Snapshot got = filteredSnapshot(newest, filter, kStart + 20'000 + i * 100);
            QVERIFY(got.brandVisit.total == 0 || got.brandVisit.error);
            compareAll(got, shop.events, filter);
        }
        Filter women;
        QVERIFY(women.choose(Dimension::Gender, "female"));
        const Ranking shown = filteredSnapshot(newest, women).category;
        QVERIFY(*shown.error < shown.top[0].count / 4); // it says something
    }

    void aHistoryIsNotChangedByWhatComesLater()
    {
        std::mt19937 random(6);
        Shop shop;
        for (int i = 0; i < 2'000; ++i)
            shop.add(randomEvent(random, kStart + i * 10, 9));
        const Snapshot before = shop.take();
        const std::vector<Event> events = shop.events;
        for (int i = 0; i < 30'000; ++i) // late ones into each second, then far ahead of them
            shop.add(randomEvent(random, kStart + i * 10, 9));
        const Snapshot after = shop.take();
        QVERIFY(after.history->all().front().startMs > kStart); // some are forgotten
        compareAll(filteredSnapshot(before, {}), events, {});
        QCOMPARE(shop.merger.history(), after.history); // nothing new, nothing copied
    }

    void tellsWhatRoseSinceTheWindowBefore()
    {
        Shop shop;
        const auto sell = [&](std::int64_t second, std::uint64_t brand, int rows) {
            for (int i = 0; i < rows; ++i)
                shop.add({kStart + second * 1'000, 1, brand, 2, cellOf(0, 1, 2, 3)});
        };
        sell(0, 1, 3);
        sell(0, 2, 2);
        sell(30, 2, 9);
        sell(30, 3, 8);
        sell(30, 1, 7);
        sell(41, 9, 1);
        const Snapshot got = filteredSnapshot(shop.take(), {}, kStart + 40'000);
        QCOMPARE(got.brand.top.size(), std::size_t{3});
        QCOMPARE(got.brand.top[0].rankChange, 1);
        QVERIFY(got.brand.top[1].isNew);
        QCOMPARE(got.brand.top[2].rankChange, -2);
        QVERIFY(got.brand.window.isFinal);
        const Snapshot newest = filteredSnapshot(shop.take(), {});
        QVERIFY(!newest.brand.window.isFinal);
        QCOMPARE(newest.brand.window.endMs, kStart + 42'000);
    }

    void ratiosAreThoseOfTheFilter()
    {
        Shop shop;
        for (int i = 0; i < 100; ++i) {
            shop.add({kStart, 1, 1, 2, cellOf(0, 1, 0, 3)}); // women click
            shop.add({kStart, 1, 1, 2, cellOf(1, 1, i % 4 == 0 ? 2 : 0, 3)}); // some men buy
        }
        shop.add({kStart + 9'000, 1, 1, 2, cellOf(2, 1, 0, 3)});
        Filter filter;
        QVERIFY(filter.choose(Dimension::Gender, "male"));
        const Snapshot got = filteredSnapshot(shop.take(), filter);
        QCOMPARE(*got.kpi(KpiId::Conversion).value, 25.0 / 75.0);
        QCOMPARE(*got.kpi(KpiId::CartRate).value, 0.0);
        QCOMPARE(*got.kpi(KpiId::EventsPerSecond).value, 0.0); // they came 8 s ago
    }

    void genderCodeTellsGendersOnly()
    {
        Shop shop;
        shop.add({kStart, kNoId, kNoId, kNoId, cellOf(1, kAgeUnknown, 0, kProvinceUnknown)});
        Snapshot newest = shop.take();
        newest.info.format = Format::GenderCode;
        const Snapshot got = filteredSnapshot(newest, {});
        QCOMPARE(got.orderGender.counts, (std::vector<std::uint64_t>{0, 1, 0}));
        QVERIFY(got.trend.empty());
        QVERIFY(got.brandVisit.top.empty());
        QVERIFY(!got.kpi(KpiId::Orders).value);
        QCOMPARE(*got.kpi(KpiId::Visits).value, 1.0);
    }

    void beforeTheFirstEventThereIsNothing()
    {
        const Snapshot got = filteredSnapshot({}, {}, kStart);
        QVERIFY(got.view);
        QVERIFY(got.timeline.empty());
    }

    void filtersAreChosenByIds()
    {
        Filter filter;
        QCOMPARE(filterText(filter), std::string());
        QVERIFY(filter.choose(Dimension::Age, "30-34,25-29"));
        QVERIFY(filter.choose(Dimension::Province, "上海"));
        QCOMPARE(filterText(filter), std::string("age=25-29,30-34 province=上海"));
        QVERIFY(filter.accepts(cellOf(0, 2, 1, 8)));
        QVERIFY(!filter.accepts(cellOf(0, 2, 1, 9)));
        QVERIFY(!filter.accepts(cellOf(0, 1, 1, 8)));
        const Filter before = filter;
        for (const char* wrong : {"", "pv,", ",pv", "pv,,buy", "click", "PV"})
            QVERIFY2(!filter.choose(Dimension::Action, wrong), wrong);
        QVERIFY(filter == before);
        for (const Dimension dimension : kFilterDimensions) {
            std::string all;
            for (const std::string_view id : idsOf(dimension))
                all += (all.empty() ? "" : ",") + std::string(id);
            QVERIFY(filter.choose(dimension, all));
        }
        QVERIFY(filter == Filter());
    }

    void theJsonTellsTheView()
    {
        Shop shop;
        shop.add({kStart, 1, 1, 2, cellOf(0, 1, 2, 3)});
        const Snapshot newest = shop.take();
        Filter filter;
        QVERIFY(filter.choose(Dimension::Gender, "female,unknown"));
        const auto json = [](const Snapshot& s) {
            return QJsonDocument::fromJson(QByteArray::fromStdString(valuesJson(s))).object();
        };
        QVERIFY(!json(newest).contains("view"));
        const QJsonObject view = json(filteredSnapshot(newest, filter))["view"].toObject();
        QCOMPARE(view.keys(), (QStringList{"gender", "window"}));
        QCOMPARE(view["gender"].toArray(), (QJsonArray{"female", "unknown"}));
        QCOMPARE(view["window"]["start"].toInteger(), kStart);
        QCOMPARE(view["window"]["end"].toInteger(), kStart + 1'000);
    }
};

QTEST_APPLESS_MAIN(TestFilteredSnapshot)
#include "tst_filteredsnapshot.moc"
