// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/aggregate/boundedfeed.h"

#include <QTest>
#include <algorithm>
#include <fstream>
#include <map>
#include <unistd.h>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;
const WindowSettings kWindows{1'000, 20'000, 3'000, 5'000, 10};

constexpr std::int64_t kSeconds = 300;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::int64_t kMostIds = 3'100'000;
constexpr bool kMeasuresMemory = false;
#else
constexpr std::int64_t kMostIds = 10'000'000;
constexpr bool kMeasuresMemory = true;
#endif

/// Some ids have many rows, most have one; quiet seconds have few ids.
std::uint64_t randomKey(std::mt19937& random, bool quiet)
{
    constexpr std::uint32_t kHeavy = 40;
    if (random() % 3 == 0) // the smaller the number, the more rows
        return random() % (random() % kHeavy + 1);
    if (random() % 50 == 0)
        return kNoId;
    return quiet ? random() % 3'000 : std::uint64_t{random()} << 20;
}

bool isQuiet(std::int64_t second)
{
    return second >= 2 && second <= 5;
}

/// Four partitions, eight seconds; seconds 2 to 5 are quiet. A tenth of the rows is late.
std::vector<EventPartition> randomTopic(std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::vector<EventPartition> topic(4);
    for (EventPartition& partition : topic) {
        for (std::int64_t second = 0; second < 8; ++second) {
            const bool quiet = isQuiet(second);
            for (int i = 0; i < (quiet ? 600 : 6'000); ++i) {
                std::int64_t at = second;
                if (random() % 10 == 0)
                    at = static_cast<std::int64_t>(random() % static_cast<unsigned>(second + 1));
                const bool into = isQuiet(at);
                Event event;
                event.timeMs = kStart + at * 1'000 + static_cast<std::int64_t>(random() % 1'000);
                event.user = random();
                event.brand = randomKey(random, into);
                event.category = seed % 2 == 0 ? randomKey(random, into) : random() % 100;
                event.cell = cellOf(random() % 3, 1, random() % 4, 3);
                partition.push_back(event);
            }
        }
    }
    return topic;
}

std::vector<std::string> linesOf(const std::vector<ResultRecord>& results)
{
    std::vector<std::string> lines;
    for (const ResultRecord& record : results)
        lines.push_back(resultJson(record, false));
    return lines;
}

std::map<std::string, std::uint64_t> trueCounts(const std::vector<EventPartition>& topic,
                                                const ResultRecord& record)
{
    std::map<std::string, std::uint64_t> counts;
    for (const EventPartition& partition : topic)
        for (const Event& e : partition)
            if (e.timeMs >= record.startMs && e.timeMs < record.endMs
                && (record.metric != Metric::Brand || actionOf(e.cell) == 2))
                ++counts[keyText(record.metric == Metric::Category ? e.category : e.brand)];
    return counts;
}

std::int64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::int64_t size = 0;
    std::int64_t resident = 0;
    file >> size >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

} // namespace

class TestManyKeys : public QObject {
    Q_OBJECT
private slots:
    void resultsDoNotDependOnWorkersOrBatches_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::newRow("many brands") << 1U;
        QTest::newRow("many brands and categories") << 2U;
    }

    void resultsDoNotDependOnWorkersOrBatches()
    {
        QFETCH(unsigned, seed);
        const std::vector<EventPartition> topic = randomTopic(seed);
        const auto want = linesOf(countByLot(topic, kWindows, 1, 1'000'000, 0));
        QVERIFY(want.size() > 60);
        std::uint32_t lot = 100 * seed;
        const std::pair<std::size_t, std::size_t> runs[] = {{1, 300}, {2, 30'000}, {4, 3'000}};
        for (const auto& [workers, most] : runs) {
            const auto got = linesOf(countByLot(topic, kWindows, workers, most, ++lot));
            QCOMPARE(got.size(), want.size());
            for (std::size_t i = 0; i < want.size(); ++i)
                QCOMPARE(got[i], want[i]);
        }
    }

    void rankingsKeepTheirWordAgainstTheObviousCount_data()
    {
        resultsDoNotDependOnWorkersOrBatches_data();
    }

    void rankingsKeepTheirWordAgainstTheObviousCount()
    {
        QFETCH(unsigned, seed);
        const std::vector<EventPartition> topic = randomTopic(seed);
        std::map<bool, int> seen; // estimated or not
        for (const ResultRecord& record : countByLot(topic, kWindows, 2, 5'000, seed)) {
            if (!record.ranked)
                continue;
            ++seen[record.error.has_value()];
            const auto counts = trueCounts(topic, record);
            std::vector<std::uint64_t> order;
            std::uint64_t total = 0;
            for (const auto& [id, count] : counts) {
                order.push_back(count);
                total += count;
            }
            std::sort(order.rbegin(), order.rend());
            QCOMPARE(record.total, total);
            const double error = record.error.value_or(0);
            QVERIFY2(error < 0.01 * static_cast<double>(total) + 20,
                     resultJson(record, false).c_str());
            std::uint64_t listed = 0;
            for (std::size_t i = 0; i < record.counts.size(); ++i) {
                const Count& item = record.counts[i];
                listed += item.count;
                const auto found = counts.find(item.id);
                const double truth = found == counts.end() ? 0 : static_cast<double>(found->second);
                QVERIFY2(std::abs(static_cast<double>(item.count) - truth) <= error,
                         (item.id + " in " + resultJson(record, false)).c_str());
                // Who stands here has no fewer rows than who should, but for the error of both.
                QVERIFY(truth + 2 * error >= static_cast<double>(order[i]));
            }
            QCOMPARE(record.other, total - listed);
            QCOMPARE(record.counts.size(), std::min<std::size_t>(10, counts.size()));
        }
        QVERIFY(seen[true] > 5);
        QVERIFY(seen[false] > 1);
    }

    void manyIdsTakeNoMoreThanTheStatedRoom_data()
    {
        QTest::addColumn<qint64>("ids");
        QTest::newRow("ten million, in sketches") << qint64(kMostIds);
        QTest::newRow("as many as are counted exactly")
            << qint64(kSeconds * std::int64_t{SliceKeys::kExactMost});
    }

    void manyIdsTakeNoMoreThanTheStatedRoom()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer's own memory would be measured");
#endif
        QFETCH(qint64, ids);
        constexpr std::int64_t kBytesASlice = 300'000; // as ARCHITECTURE.md says
        constexpr std::int64_t kWorkerBytes = 40'000'000; // a batch, seconds not packed yet, sums
        WindowSettings settings;
        settings.rankingMs = 10'000;
        Merger merger({Merger::Mode::Bounded, settings, "Asia/Shanghai", 1});
        Accumulator accumulator(0, settings.keptMs);
        PartitionState state;
        state.endOffset = ids;
        std::uint64_t rankings = 0;
        ResultRecord day;
        const auto yield = [&](const ResultRecord& record) {
            rankings += record.metric == Metric::BrandVisit;
            if (record.metric == Metric::UniqueVisitors && record.windowMs == kDayMs)
                day = record;
        };
        const std::int64_t before = residentBytes();
        std::int64_t most = 0;
        std::size_t slices = 0;
        while (!state.finished) {
            const std::uint64_t id = mixedBits(static_cast<std::uint64_t>(state.nextOffset));
            const Event event{kStart + state.nextOffset * kSeconds * 1'000 / ids, mixedBits(id), id,
                              id + 1, cellOf(id % 3, id % 8, id % 4, id % 35)};
            accumulator.add(0, event.timeMs, {&event, 1});
            state.finished = ++state.nextOffset == ids;
            if (accumulator.rows() < 1 << 18 && !state.finished)
                continue;
            merger.merge(accumulator.take({&state, 1}), 0);
            merger.takeClosed(yield);
            most = std::max(most, residentBytes() - before);
            if (!state.finished)
                slices = merger.store().slices().size();
        }
        QVERIFY(slices > kSeconds * 9 / 10); // they were all held at once
        merger.takeRest(yield);
        most = std::max(most, residentBytes() - before);
        QCOMPARE(rankings, std::uint64_t{kSeconds + 9});
        QVERIFY(std::abs(static_cast<double>(day.total) / ids - 1) < 0.03);
        qInfo("%lld MB", static_cast<long long>(most / 1'000'000));
        if (kMeasuresMemory)
            QVERIFY2(most < kSeconds * kBytesASlice + kWorkerBytes,
                     qPrintable(QString::number(most)));
    }
};

QTEST_APPLESS_MAIN(TestManyKeys)
#include "tst_manykeys.moc"
