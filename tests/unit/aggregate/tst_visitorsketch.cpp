// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/visitorsketch.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace shoppulse;

namespace {

/// SplitMix64: well mixed, different for different numbers.
std::uint64_t hashOf(std::uint64_t user)
{
    std::uint64_t x = user + 0x9E37'79B9'7F4A'7C15U;
    x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9U;
    x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EBU;
    return x ^ (x >> 31);
}

VisitorSketch sketchOf(std::uint64_t first, std::uint64_t count)
{
    VisitorSketch sketch;
    for (std::uint64_t user = first; user < first + count; ++user)
        sketch.add(hashOf(user));
    return sketch;
}

} // namespace

class TestVisitorSketch : public QObject {
    Q_OBJECT
private slots:
    void isExactUpToItsLimit()
    {
        VisitorSketch sketch;
        QVERIFY(sketch.empty());
        QCOMPARE(sketch.estimate(), 0U);
        for (std::uint64_t user = 0; user < VisitorSketch::kExactMost; ++user) {
            sketch.add(hashOf(user));
            sketch.add(hashOf(user / 2));
            QCOMPARE(sketch.estimate(), user + 1);
        }
        QCOMPARE(sketch.relativeError(), 0.0);
        sketch.add(hashOf(5)); // known
        QCOMPARE(sketch.relativeError(), 0.0);
        sketch.add(hashOf(5'000));
        QCOMPARE(sketch.relativeError(), 0.008125);
    }

    void estimatesWithinItsErrorAtEverySize_data()
    {
        QTest::addColumn<quint64>("users");
        for (const quint64 users :
             {1'025ULL, 2'000ULL, 10'000ULL, 40'000ULL, 100'000ULL, 1'000'000ULL, 3'000'000ULL})
            QTest::addRow("%llu", users) << users;
    }

    void estimatesWithinItsErrorAtEverySize()
    {
        QFETCH(quint64, users);
        // Several sets: the mean shows a bias, each one the spread.
        constexpr int kSets = 8;
        double sum = 0;
        for (int set = 0; set < kSets; ++set) {
            const double estimate = static_cast<double>(
                sketchOf(static_cast<std::uint64_t>(set) << 32, users).estimate());
            const double error = estimate / static_cast<double>(users) - 1;
            QVERIFY2(std::abs(error) < 4 * 0.008125, qPrintable(QString::number(error)));
            sum += error;
        }
        QVERIFY2(std::abs(sum / kSets) < 0.008125, qPrintable(QString::number(sum / kSets)));
    }

    void dependsOnTheSetOnly()
    {
        std::mt19937_64 random(7);
        for (int round = 0; round < 60; ++round) {
            const std::uint64_t users = random() % 4'000;
            const VisitorSketch whole = sketchOf(0, users);
            std::vector<VisitorSketch> parts(random() % 6 + 1);
            for (std::uint64_t i = 0; i < users; ++i) {
                const std::uint64_t user = users - 1 - i; // another order, and some in two parts
                parts[random() % parts.size()].add(hashOf(user));
                if (random() % 3 == 0)
                    parts[random() % parts.size()].add(hashOf(user));
            }
            VisitorSketch merged;
            for (const VisitorSketch& part : parts)
                merged.merge(part);
            QCOMPARE(merged.estimate(), whole.estimate());
            QCOMPARE(merged.relativeError(), whole.relativeError());
        }
    }

    void packedItCountsOn()
    {
        for (const std::uint64_t users : {0U, 1U, 700U, 1'023U, 1'024U, 2'000U}) {
            VisitorSketch sketch = sketchOf(0, users);
            sketch.pack();
            QCOMPARE(sketch.estimate(), sketchOf(0, users).estimate());
            VisitorSketch sum = sketchOf(users, 10);
            sum.merge(sketch);
            QCOMPARE(sum.estimate(), sketchOf(0, users + 10).estimate());
            for (std::uint64_t user = 0; user < users + 1; ++user)
                sketch.add(hashOf(user));
            QCOMPARE(sketch.estimate(), sketchOf(0, users + 1).estimate());
        }
    }

    void mergesExactIntoDenseAndDenseIntoExact()
    {
        const VisitorSketch dense = sketchOf(0, 3'000);
        const VisitorSketch exact = sketchOf(2'900, 200);
        VisitorSketch a = dense;
        a.merge(exact);
        VisitorSketch b = exact;
        b.merge(dense);
        QCOMPARE(a.estimate(), sketchOf(0, 3'100).estimate());
        QCOMPARE(b.estimate(), a.estimate());
    }
};

QTEST_APPLESS_MAIN(TestVisitorSketch)
#include "tst_visitorsketch.moc"
