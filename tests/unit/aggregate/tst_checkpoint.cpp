// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"
#include "tests/unit/aggregate/savedstate.h"

#include <QTest>
#include <random>
#include <set>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;
constexpr std::size_t kWorkers = 2;
constexpr std::size_t kPartitions = 4;
const WindowSettings kSmall{1'000, 20'000, 5'000, 12'000, 3};

/// A whole run of workers and merger, stepped by rounds; it can end at any round and go on from
/// what it kept.
class Run {
public:
    explicit Run(const WindowSettings& settings)
        : m_settings(settings)
    {
        begin();
    }

    /// One round: every worker counts some rows and hands them over, then the results are taken.
    void round(const std::vector<std::vector<Event>>& rows)
    {
        for (std::size_t p = 0; p < rows.size(); ++p) {
            PartitionState& state = m_states[p % kWorkers][p / kWorkers];
            for (const Event& event : rows[p]) {
                m_workers[p % kWorkers].add(state.partition, event.timeMs - event.timeMs % 7,
                                            {&event, 1});
                ++state.nextOffset;
                ++m_workers[p % kWorkers].counters().messages;
            }
        }
        for (std::size_t w = 0; w < kWorkers; ++w)
            m_merger->merge(m_workers[w].take(m_states[w]), m_steadyMs);
        for (const ResultRecord& record : m_merger->takeResults(m_steadyMs))
            results.push_back(resultJson(record, true) + ' ' + std::to_string(record.version));
        m_steadyMs += 200;
    }

    void save() { m_saved.add(m_merger->takeCheckpoint()); }

    /// Ends without a word and begins with what was saved last.
    bool restart()
    {
        begin();
        auto checkpoint = m_saved.read();
        if (!checkpoint)
            return false;
        for (Accumulator& worker : m_workers)
            worker.restore(checkpoint->partitions);
        for (const PartitionProgress& progress : checkpoint->partitions) {
            const auto p = static_cast<std::size_t>(progress.partition);
            m_states[p % kWorkers][p / kWorkers].nextOffset = progress.nextOffset;
        }
        return m_merger->restore(std::move(*checkpoint), m_steadyMs);
    }

    [[nodiscard]] const Merger& merger() const { return *m_merger; }
    [[nodiscard]] SavedState& saved() { return m_saved; }

    std::vector<std::string> results;

private:
    void begin()
    {
        m_merger = std::make_unique<Merger>(
            Merger::Config{Merger::Mode::Live, m_settings, "Asia/Shanghai", kWorkers});
        m_workers.clear();
        m_states.assign(kWorkers, {});
        for (std::size_t w = 0; w < kWorkers; ++w)
            m_workers.emplace_back(w, m_settings.keptMs);
        for (std::size_t p = 0; p < kPartitions; ++p)
            m_states[p % kWorkers].push_back({.partition = static_cast<std::int32_t>(p)});
    }

    const WindowSettings m_settings;
    std::unique_ptr<Merger> m_merger;
    std::vector<Accumulator> m_workers;
    std::vector<std::vector<PartitionState>> m_states;
    SavedState m_saved;
    std::int64_t m_steadyMs = 0;
};

/// Rows of a round by partition: most near the clock, some late, far too late, far ahead.
std::vector<std::vector<Event>> drawRows(std::mt19937& random, std::int64_t nowMs, std::size_t most,
                                         std::uint64_t ids)
{
    std::vector<std::vector<Event>> rows(kPartitions);
    for (std::size_t p = 0; p < kPartitions; ++p) {
        for (std::size_t n = random() % (most + 1); n > 0; --n) {
            std::int64_t timeMs = nowMs + static_cast<std::int64_t>(random() % 900);
            const auto kind = random() % 100;
            if (kind < 5)
                timeMs -= static_cast<std::int64_t>(random() % 19'000);
            else if (kind < 7)
                timeMs -= 40'000;
            else if (kind < 8)
                timeMs += 4'000'000'000;
            rows[p].push_back({timeMs, random() % 50 == 0 ? kNoId : random() * 0x9E37'79B9ULL % ids,
                               random() % ids, random() % (ids / 2 + 1),
                               static_cast<std::uint16_t>(random() % kCells)});
        }
    }
    return rows;
}

void compareRuns(const WindowSettings& settings, std::size_t rounds, std::size_t most,
                 std::uint64_t ids, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Run whole(settings);
    Run broken(settings);
    std::size_t restarts = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
        const auto rows = drawRows(random, kStart + static_cast<std::int64_t>(i) * 700, most, ids);
        whole.round(rows);
        broken.round(rows);
        broken.save(); // each time, so that most seconds are kept by an earlier one
        if (random() % 5 == 0) {
            QVERIFY(broken.restart());
            ++restarts;
        }
        QCOMPARE(broken.results, whole.results);
    }
    QVERIFY(restarts > 0);
    QVERIFY(whole.results.size() > rounds);
    QCOMPARE(broken.merger().counters().rows, whole.merger().counters().rows);
    QCOMPARE(broken.merger().counters().lateDropped, whole.merger().counters().lateDropped);
    QCOMPARE(broken.merger().lateCorrected(), whole.merger().lateCorrected());
    QCOMPARE(broken.merger().firstSliceMs(), whole.merger().firstSliceMs());
}

/// Any bytes: loading them ends, whether they can be or not.
void loadAll(const SavedState& state)
{
    Merger merger({Merger::Mode::Live, kSmall, "Asia/Shanghai", kWorkers});
    auto checkpoint = state.read();
    if (!checkpoint || !merger.restore(std::move(*checkpoint), 0))
        return;
    merger.merge({}, 0);
    static_cast<void>(merger.takeResults(0));
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT
private slots:
    void aRunThatIsBrokenOffGoesOnToTheSameResults()
    {
        for (std::uint32_t seed = 1; seed <= 20; ++seed)
            compareRuns(kSmall, 120, 12, 30, seed);
    }

    void soDoesOneWithSketches() { compareRuns(kSmall, 12, 9'000, 1'000'000, 7); }

    void whatWasNotSavedIsCountedAgainOnce()
    {
        std::mt19937 random(3);
        Run whole(kSmall);
        Run broken(kSmall);
        const auto first = drawRows(random, kStart, 20, 9);
        const auto second = drawRows(random, kStart + 500, 20, 9);
        whole.round(first);
        broken.round(first);
        broken.save();
        broken.round(second); // lost
        QVERIFY(broken.restart());
        whole.round(second);
        broken.round(second);
        QCOMPARE(broken.merger().totals().sums().visits(), whole.merger().totals().sums().visits());
        QCOMPARE(broken.merger().partitions().version(), whole.merger().partitions().version());
    }

    void onlyChangedSecondsAreHandedOver()
    {
        Merger merger({Merger::Mode::Live, kSmall, "Asia/Shanghai", 1});
        Accumulator worker(0, kSmall.keptMs);
        std::vector<PartitionState> states(1);
        const auto count = [&](std::int64_t timeMs) {
            const Event event{timeMs, 1, 2, 3, 4};
            worker.add(0, timeMs, {&event, 1});
            merger.merge(worker.take(states), 0);
            static_cast<void>(merger.takeResults(0));
        };
        count(kStart);
        count(kStart + 1'000);
        QCOMPARE(merger.takeCheckpoint().seconds.size(), 2U);
        QVERIFY(merger.takeCheckpoint().seconds.empty());
        count(kStart + 1'500);
        const Checkpoint last = merger.takeCheckpoint();
        QCOMPARE(last.seconds.size(), 1U);
        QCOMPARE(last.seconds.front().startMs, kStart + 1'000);
        count(kStart + 1'600); // what was handed over stays as it was
        QCOMPARE(last.seconds.front().slice->marginals().visits(), 2U);
        QCOMPARE(merger.takeCheckpoint().seconds.front().slice->marginals().visits(), 3U);
    }

    void windowsOfAnotherSizeAreCountedOnFromTheKeptSeconds()
    {
        std::mt19937 random(5);
        Run run(kSmall);
        run.round(drawRows(random, kStart, 50, 9));
        run.save();
        auto checkpoint = run.saved().read();
        QVERIFY(checkpoint);
        WindowSettings wider = kSmall;
        wider.rankingMs = 8'000;
        Merger merger({Merger::Mode::Live, wider, "Europe/Paris", 1});
        QVERIFY(merger.restore(std::move(*checkpoint), 0));
        QVERIFY(!merger.store().empty());
        QVERIFY(merger.newestWindow(WindowKind::Ranking).total(Counted::Visits) > 0);
        QVERIFY(merger.days().days().empty()); // they were Shanghai's
    }

    void cutOrChangedBytesAreRefusedOrHarmless()
    {
        std::mt19937 random(11);
        Run run(kSmall);
        for (int i = 0; i < 4; ++i)
            run.round(drawRows(random, kStart + i * 900, 40, 2'000));
        run.save();
        const SavedState good = run.saved();
        for (std::size_t size = 0; size < good.rest.size(); ++size) {
            SavedState cut = good;
            cut.rest.resize(size);
            Merger merger({Merger::Mode::Live, kSmall, "Asia/Shanghai", kWorkers});
            QVERIFY(!merger.restore(*cut.read(), 0));
        }
        for (int i = 0; i < 3'000; ++i) {
            SavedState changed = good;
            changed.rest[random() % changed.rest.size()] ^=
                static_cast<std::uint8_t>(1 + random() % 255);
            for (auto& [startMs, bytes] : changed.seconds)
                bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(random() % 256);
            loadAll(changed);
        }
        for (const auto& [startMs, bytes] : good.seconds) {
            for (std::size_t size = 0; size < bytes.size(); ++size) {
                ByteReader in({bytes.data(), size});
                Slice slice;
                slice.load(in);
                QVERIFY(!in.finished());
            }
        }
    }

    void resultsComeBackAsTheyWere()
    {
        std::mt19937 random(4);
        Merger merger({Merger::Mode::Live, kSmall, "Asia/Shanghai", 1});
        Accumulator worker(0, kSmall.keptMs);
        std::vector<PartitionState> states(1);
        const auto rows = drawRows(random, kStart, 50, 9);
        for (const Event& event : rows[0])
            worker.add(0, event.timeMs, {&event, 1});
        merger.merge(worker.take(states), 0);
        const std::vector<ResultRecord> results = merger.takeResults(0);
        QVERIFY(results.size() > 10);
        for (const ResultRecord& record : results) {
            ByteWriter out;
            record.save(out);
            ByteReader in(out.bytes());
            ResultRecord read;
            read.load(in);
            QVERIFY(in.finished());
            QCOMPARE(read, record);
        }
    }

    void whatFollowsTheEndIsRefused()
    {
        std::mt19937 random(2);
        Run run(kSmall);
        run.round(drawRows(random, kStart, 5, 9));
        run.save();
        run.saved().rest.push_back(0);
        QVERIFY(!run.restart());
    }
};

QTEST_APPLESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
