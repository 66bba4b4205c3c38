// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "core/source/shopgenerator.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStartMs = 1'700'000'000'000;

DecodedBatch decodeRows(ShopGenerator& shop, int rows, std::int64_t stepMs)
{
    const auto decoder = makeDecoder(Format::TaobaoCsv, *loadProfile("taobao", ""));
    DecodedBatch batch;
    for (int i = 0; i < rows; ++i) {
        const std::int64_t timeMs = kStartMs + i * stepMs;
        decoder->decode(shop.row(timeMs), timeMs, batch);
    }
    for (DecodeError& error : batch.errors)
        error.raw = {}; // the rows are gone
    return batch;
}

std::array<double, kActions> actionsOf(const DecodedBatch& batch)
{
    std::array<double, kActions> counts{};
    for (const Event& event : batch.events)
        ++counts[actionOf(event.cell)];
    return counts;
}

} // namespace

class TestShopGenerator : public QObject {
    Q_OBJECT
private slots:
    void sameSeedSameRows()
    {
        ShopGenerator one(5);
        ShopGenerator two(5);
        ShopGenerator other(6);
        int differences = 0;
        for (int i = 0; i < 5000; ++i) {
            const std::int64_t timeMs = kStartMs + i * 3;
            const std::string row = one.row(timeMs);
            QCOMPARE(row, two.row(timeMs));
            differences += row != other.row(timeMs) ? 1 : 0;
        }
        QVERIFY(differences > 4500);
        QCOMPARE(one.rate(kStartMs), two.rate(kStartMs));
    }
    void everyRowDecodes()
    {
        ShopGenerator shop(1);
        const DecodedBatch batch = decodeRows(shop, 50'000, 3);
        QCOMPARE(batch.errors.size(), std::size_t(0));
        QCOMPARE(batch.events.size(), std::size_t(50'000));
        std::array<int, kGenders> genders{};
        std::array<int, kAges> ages{};
        std::array<int, kProvinces> provinces{};
        for (const Event& event : batch.events) {
            ++genders[genderOf(event.cell)];
            ++ages[ageOf(event.cell)];
            ++provinces[provinceOf(event.cell)];
            QVERIFY(event.user != kNoId && event.category != kNoId);
        }
        for (const int count : genders)
            QVERIFY(count > 500);
        for (const int count : ages)
            QVERIFY(count > 100);
        QVERIFY(std::ranges::count(provinces, 0) <= 2); // some have few people
        QVERIFY(provinces[18] > provinces[27] * 2); // Guangdong, Gansu
    }
    void peopleLookMoreThanTheyBuy()
    {
        ShopGenerator shop(2);
        const auto actions = actionsOf(decodeRows(shop, 100'000, 3));
        const double buys = actions[2] / actions[0];
        QVERIFY2(buys > 0.02 && buys < 0.07, qPrintable(QString::number(buys)));
        QVERIFY(actions[1] > actions[2]); // more carts than purchases
        QVERIFY(actions[3] > 0.02 * actions[0]);
        QVERIFY(actions[0] > 0.75 * 100'000);
    }
    void aFewBrandsLeadAndLiveInFewCategories()
    {
        ShopGenerator shop(3);
        std::map<std::uint64_t, int> brands;
        std::map<std::uint64_t, std::set<std::uint64_t>> homes;
        for (const Event& event : decodeRows(shop, 50'000, 3).events) {
            if (event.brand == kNoId)
                continue;
            ++brands[event.brand];
            homes[event.brand].insert(event.category);
        }
        std::vector<int> counts;
        for (const auto& [brand, count] : brands)
            counts.push_back(count);
        std::ranges::sort(counts, std::greater<>());
        QVERIFY(counts.size() > 300);
        QVERIFY(counts[0] > 8 * counts[100]);
        for (const auto& [brand, categories] : homes)
            QVERIFY(categories.size() <= 4);
    }
    void itMovesWithinAMinute()
    {
        const ShopGenerator shop(4);
        double least = 1e9;
        double most = 0;
        for (std::int64_t at = 0; at < 60'000; at += 500) {
            least = std::min(least, shop.rate(kStartMs + at));
            most = std::max(most, shop.rate(kStartMs + at));
        }
        QVERIFY(least > 50);
        QVERIFY(most < 3000);
        QVERIFY(most > 1.25 * least);
    }
    void rushesComeAndGo()
    {
        const ShopModel model(8);
        int seconds = 0;
        bool rising = false;
        int rushes = 0;
        for (std::int64_t at = 0; at < 1'800'000; at += 1000) {
            const bool rush = model.rushAt(kStartMs + at).strength > 0;
            seconds += rush ? 1 : 0;
            rushes += rush && !rising ? 1 : 0;
            rising = rush;
        }
        QVERIFY(rushes >= 8 && rushes <= 24);
        QVERIFY(seconds > 150 && seconds < 700);
    }
    void theDayHasItsHours()
    {
        const auto hourMean = [](int hour) {
            const ShopGenerator shop(9);
            const std::int64_t midnightMs = 1'700'064'000'000; // in China
            double sum = 0;
            for (int second = 0; second < 3600; ++second)
                sum += shop.rate(midnightMs + hour * 3'600'000LL + second * 1000);
            return sum / 3600;
        };
        QVERIFY(hourMean(21) > 1.3 * hourMean(4));
        QVERIFY(hourMean(12) > hourMean(8));
    }
    void malformedRowsOnlyWhenAsked()
    {
        ShopGenerator shop(10, 0.05);
        const DecodedBatch batch = decodeRows(shop, 20'000, 3);
        QCOMPARE(batch.events.size() + batch.errors.size(), std::size_t(20'000));
        QVERIFY(batch.errors.size() > 800 && batch.errors.size() < 1200);
        std::set<Undecodable> reasons;
        for (const DecodeError& error : batch.errors)
            reasons.insert(error.reason);
        QCOMPARE(reasons,
                 (std::set<Undecodable>{Undecodable::Nul, Undecodable::Utf8,
                                        Undecodable::FieldCount, Undecodable::ActionCode}));
    }
    void monthAndDayAreChinas()
    {
        ShopGenerator shop(11);
        const std::string row = shop.row(1'699'632'000'000); // 2023-11-10 16:00 UTC
        QVERIFY2(row.find(",11,11,") != std::string::npos, row.c_str());
    }
    void shippedSampleDecodes()
    {
        std::ifstream file(SAMPLE_FILE);
        const auto decoder = makeDecoder(Format::TaobaoCsv, *loadProfile("taobao", ""));
        DecodedBatch batch;
        for (std::string line; std::getline(file, line);)
            decoder->decode(line, kStartMs, batch);
        QCOMPARE(batch.events.size(), std::size_t(2000));
        QVERIFY(batch.errors.empty());
        QCOMPARE(batch.headerLines, std::uint64_t(0));
        for (const double count : actionsOf(batch))
            QVERIFY(count > 10);
    }
};

QTEST_APPLESS_MAIN(TestShopGenerator)
#include "tst_shopgenerator.moc"
