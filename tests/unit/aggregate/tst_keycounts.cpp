// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/keycounts.h"
#include "core/aggregate/ranking.h"

#include <QTest>
#include <limits>
#include <map>
#include <random>

using namespace shoppulse;

namespace {

using Pair = std::pair<std::uint64_t, std::uint64_t>;

std::map<std::uint64_t, Pair> contents(const KeyCounts<std::uint64_t>& counts)
{
    std::map<std::uint64_t, Pair> out;
    counts.forEach([&](const auto& e) { out[e.key] = {e.visits, e.buys}; });
    return out;
}

} // namespace

class TestKeyCounts : public QObject {
    Q_OBJECT
private slots:
    void takesAnyKey()
    {
        KeyCounts<std::uint32_t> counts;
        for (const std::uint64_t key : {std::uint64_t{0}, kNoId, kNoId, std::uint64_t{1} << 63})
            counts.add(key, 1, key == kNoId);
        QCOMPARE(counts.size(), std::size_t{3});
        counts.forEach([](const auto& e) {
            QCOMPARE(e.visits, e.key == kNoId ? 2U : 1U);
            QCOMPARE(e.buys, e.key == kNoId ? 2U : 0U);
        });
    }

    void sumsAndTakesBackLikeAMap()
    {
        std::mt19937_64 random(3);
        for (int round = 0; round < 40; ++round) {
            const std::uint64_t keys = random() % 500 + 1;
            std::vector<KeyCounts<std::uint32_t>> parts(10);
            for (auto& part : parts)
                for (int i = 0; i < 200; ++i)
                    part.add(random() % keys * 977, 1, random() % 2);
            KeyCounts<std::uint64_t> sum;
            for (const auto& part : parts)
                sum.add(part);
            for (std::size_t i = 0; i < 7; ++i)
                sum.subtract(parts[i]);
            std::map<std::uint64_t, Pair> want;
            for (std::size_t i = 7; i < parts.size(); ++i)
                parts[i].forEach([&](const auto& e) {
                    want[e.key].first += e.visits;
                    want[e.key].second += e.buys;
                });
            QCOMPARE(contents(sum), want);
            QCOMPARE(sum.size(), want.size());
        }
    }

    void packedCountsStayAndTakeMore()
    {
        KeyCounts<std::uint32_t> counts;
        for (std::uint64_t key = 0; key < 1'000; ++key)
            counts.add(key, 1, key % 2);
        counts.pack();
        KeyCounts<std::uint64_t> sum;
        sum.add(counts);
        QCOMPARE(sum.size(), std::size_t{1'000});
        for (std::uint64_t key = 500; key < 1'500; ++key)
            counts.add(key, 1, 0);
        QCOMPARE(counts.size(), std::size_t{1'500});
        counts.forEach([](const auto& e) {
            QCOMPARE(e.visits, e.key >= 500 && e.key < 1'000 ? 2U : 1U);
            QCOMPARE(e.buys, e.key < 1'000 ? e.key % 2 : 0U);
        });
        KeyCounts<std::uint32_t> nothing;
        nothing.pack();
        nothing.add(1, 1, 1);
        QCOMPARE(nothing.size(), std::size_t{1});
    }

    void packedCountsAreTheSame()
    {
        std::mt19937_64 random(4);
        KeyCounts<std::uint64_t> counts;
        for (int i = 0; i < 500; ++i)
            counts.add(random() >> random() % 64, (random() >> random() % 64) | 1,
                       random() >> random() % 64);
        counts.add(0, 1, 0);
        counts.add(kNoId, std::numeric_limits<std::uint64_t>::max(), 1U << 31);
        const auto before = contents(counts);
        for (int round = 0; round < 2; ++round) { // the second has nothing left to do
            counts.pack();
            QCOMPARE(counts.size(), before.size());
            QCOMPARE(contents(counts), before);
        }
        counts.reserve(2'000);
        QCOMPARE(contents(counts), before);
        KeyCounts<std::uint64_t> sum;
        counts.pack();
        sum.add(counts);
        sum.subtract(counts);
        QCOMPARE(sum.size(), std::size_t{0});
    }

    void fewLateKeysFindRoomInPackedCounts()
    {
        KeyCounts<std::uint32_t> counts;
        for (std::uint64_t key = 0; key < 100; ++key)
            counts.add(key, 1, 0);
        counts.pack();
        KeyCounts<std::uint32_t> late;
        late.add(1'000, 2, 1);
        counts.add(late);
        QCOMPARE(counts.size(), std::size_t{101});
        counts.subtract(late);
        QCOMPARE(counts.size(), std::size_t{100});
    }

    void ranksByCountThenSmallerNumberUnknownLast()
    {
        KeyCounts<std::uint64_t> counts;
        counts.add(kNoId, 5, 5);
        counts.add(30, 5, 0);
        counts.add(4, 5, 2);
        counts.add(100, 9, 2);
        counts.add(7, 1, 1);
        const auto keys = [](const std::vector<Ranked>& top) {
            std::vector<std::string> out;
            for (const Ranked& r : top)
                out.push_back(keyText(r.key));
            return out;
        };
        using Keys = std::vector<std::string>;
        QCOMPARE(keys(topRanked(counts, false, 4)), (Keys{"100", "4", "30", "unknown"}));
        QCOMPARE(keys(topRanked(counts, false, 2)), (Keys{"100", "4"}));
        QCOMPARE(keys(topRanked(counts, true, 9)), (Keys{"unknown", "4", "100", "7"}));
        QVERIFY(topRanked(counts, true, 0).empty());
        QVERIFY(topRanked({}, true, 3).empty());
    }
};

QTEST_APPLESS_MAIN(TestKeyCounts)
#include "tst_keycounts.moc"
