// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds from a record's production to three places, over a real broker, the producer in the
// same process (so that one clock serves both; its wait for company, 2 ms, is part of the figure):
//   counted   its row is in a slice of the worker that read it
//   merged    that slice is in the merger: charts, totals and results have it from here on
//   shown     a snapshot with it was built, as five times a second
// The threads are those of the running pipeline. Rows that come in the first two seconds are left
// out.
//   tests/testbed/run --kafka -- bench_latency ROWS_A_SECOND SECONDS
#include "core/aggregate/merger.h"
#include "core/pipeline/snapshotbuilder.h"
#include "core/pipeline/worker.h"
#include "core/source/kafkasource.h"
#include "tests/bench/topicwriter.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

using namespace shoppulse;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds kWarmUp{2};
constexpr std::chrono::milliseconds kTick{200};

/// When each record was produced, by partition and offset.
class Stamps {
public:
    explicit Stamps(std::size_t rows)
    {
        for (auto& partition : m_ns)
            partition = std::vector<std::atomic<std::int64_t>>(rows / bench::kPartitions + 1);
    }

    void set(std::size_t partition, std::size_t offset, Steady::time_point at)
    {
        m_ns[partition][offset] = at.time_since_epoch().count();
    }
    [[nodiscard]] Steady::time_point at(std::size_t partition, std::size_t offset) const
    {
        return Steady::time_point(Steady::duration(m_ns[partition][offset]));
    }

private:
    std::array<std::vector<std::atomic<std::int64_t>>, bench::kPartitions> m_ns;
};

/// The delays of the records up to which a place has come, partition by partition. One thread.
class Delays {
public:
    Delays(const Stamps& stamps, Steady::time_point from)
        : m_stamps(stamps)
        , m_from(from)
    {
    }

    void reach(std::int32_t partition, std::int64_t nextOffset, Steady::time_point now)
    {
        const auto p = static_cast<std::size_t>(partition);
        for (; m_next[p] < nextOffset; ++m_next[p]) {
            const Steady::time_point at = m_stamps.at(p, static_cast<std::size_t>(m_next[p]));
            if (at >= m_from)
                m_ms.push_back(std::chrono::duration<float, std::milli>(now - at).count());
        }
    }

    [[nodiscard]] std::int64_t rows() const
    {
        std::int64_t rows = 0;
        for (const std::int64_t next : m_next)
            rows += next;
        return rows;
    }

    static void append(Delays& all, const Delays& more)
    {
        all.m_ms.insert(all.m_ms.end(), more.m_ms.begin(), more.m_ms.end());
    }

    std::string json(const char* name)
    {
        std::sort(m_ms.begin(), m_ms.end());
        const auto at = [&](double share) {
            return m_ms.empty()
                ? 0.0
                : static_cast<double>(
                    m_ms[static_cast<std::size_t>(share * static_cast<double>(m_ms.size() - 1))]);
        };
        std::array<char, 120> text{};
        std::snprintf(text.data(), text.size(), "\"%s\":{\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f}",
                      name, at(0.5), at(0.99), at(1));
        return text.data();
    }

private:
    const Stamps& m_stamps;
    const Steady::time_point m_from;
    std::array<std::int64_t, bench::kPartitions> m_next{};
    std::vector<float> m_ms;
};

/// What a source hands out is counted when the worker comes back for more.
class WatchedSource final : public RecordSource {
public:
    WatchedSource(std::unique_ptr<RecordSource> source, Delays& counted)
        : m_source(std::move(source))
        , m_counted(counted)
    {
    }

    std::span<const Record> poll(std::chrono::milliseconds wait) override
    {
        if (m_handedOut) {
            const Steady::time_point now = Steady::now();
            for (const PartitionState& state : m_source->partitions())
                m_counted.reach(state.partition, state.nextOffset, now);
        }
        const auto records = m_source->poll(wait);
        m_handedOut = !records.empty();
        return records;
    }
    void eventTime(std::int32_t partition, std::int64_t timeMs) override
    {
        m_source->eventTime(partition, timeMs);
    }
    std::span<const PartitionState> partitions() const override { return m_source->partitions(); }
    void wake() override { m_source->wake(); }
    void commit() override { m_source->commit(); }

private:
    std::unique_ptr<RecordSource> m_source;
    Delays& m_counted;
    bool m_handedOut = false;
};

void produce(const KafkaConfig& config, Stamps& stamps, std::int64_t rowsASecond, std::int64_t rows)
{
    bench::TopicWriter writer(config, "2");
    const Steady::time_point begin = Steady::now();
    for (std::int64_t i = 0; i < rows; ++i) {
        std::this_thread::sleep_until(begin
                                      + std::chrono::nanoseconds(1'000'000'000 / rowsASecond) * i);
        const auto partition = static_cast<std::int32_t>(i % bench::kPartitions);
        stamps.set(static_cast<std::size_t>(partition),
                   static_cast<std::size_t>(i / bench::kPartitions), Steady::now());
        writer.send(partition, SystemClock().wallMs());
    }
    writer.flush();
}

/// The merger's thread: batches as they come, a snapshot five times a second; until all is merged.
void merge(BlockingQueue<Batch>& batches, SnapshotBuilder& builder, std::size_t workers,
           std::int64_t rows, Delays& merged, Delays& shown)
{
    constexpr std::chrono::seconds kPatience{30};
    const SystemClock clock;
    Merger merger({Merger::Mode::Live, {}, "Asia/Shanghai", workers});
    Steady::time_point tickAt = Steady::now() + kTick;
    Steady::time_point heardAt = Steady::now();
    while (shown.rows() < rows && Steady::now() - heardAt < kPatience) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(tickAt - Steady::now());
        if (auto batch = batches.pop(std::max(left, std::chrono::milliseconds(0)))) {
            const std::vector<PartitionProgress> partitions = batch->partitions;
            if (batch->counters.rows > 0)
                heardAt = Steady::now();
            merger.merge(std::move(*batch), clock.steadyMs());
            for (const PartitionProgress& progress : partitions)
                merged.reach(progress.partition, progress.nextOffset, Steady::now());
        }
        if (Steady::now() < tickAt)
            continue;
        tickAt += kTick;
        static_cast<void>(merger.takeResults(clock.steadyMs()));
        static_cast<void>(builder.build(merger, batches.fill()));
        for (const auto& [partition, entry] : merger.partitions().entries())
            shown.reach(partition, entry.progress.nextOffset, Steady::now());
    }
}

} // namespace

int main(int argc, char** argv)
{
    const std::int64_t rowsASecond = argc > 1 ? std::atoll(argv[1]) : 100'000;
    const std::int64_t rows =
        rowsASecond * (kWarmUp.count() + (argc > 2 ? std::atoll(argv[2]) : 10));
    const KafkaConfig config = bench::testTopic("latency-" + std::to_string(rowsASecond) + "-"
                                                + std::to_string(SystemClock().wallMs()));
    const Profile profile = loadProfile("taobao", {}).value();
    const SystemClock clock;
    StatusBoard board;
    Stamps stamps(static_cast<std::size_t>(rows));
    {
        bench::TopicWriter make(config, "0");
    }
    const Steady::time_point from = Steady::now() + kWarmUp;
    RecordSources sources = openKafka(config, {}, board, clock).value();
    std::vector<Delays> counted(sources.size(), Delays(stamps, from));
    for (std::size_t i = 0; i < sources.size(); ++i)
        sources[i] = std::make_unique<WatchedSource>(std::move(sources[i]), counted[i]);

    Delays merged(stamps, from);
    Delays shown(stamps, from);
    FormatChoice format(Format::TaobaoCsv);
    BlockingQueue<Batch> batches(4 * sources.size());
    SnapshotBuilder builder({}, format, board, clock);
    const Worker::Stream stream{profile, WindowSettings{}.keptMs, clock, format, batches, nullptr};
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < sources.size(); ++i)
        threads.emplace_back(
            [&, i](const std::stop_token& stop) { Worker(i, *sources[i], stream).run(stop); });
    threads.emplace_back([&] { produce(config, stamps, rowsASecond, rows); });
    merge(batches, builder, sources.size(), rows, merged, shown);
    batches.close();
    threads.clear(); // stopped and joined

    for (std::size_t i = 1; i < counted.size(); ++i)
        Delays::append(counted[0], counted[i]);
    std::printf("{\"rows_per_s\":%lld,\"rows\":%lld,\"unit\":\"ms\",%s,%s,%s}\n",
                static_cast<long long>(rowsASecond), static_cast<long long>(merged.rows()),
                counted[0].json("counted").c_str(), merged.json("merged").c_str(),
                shown.json("shown").c_str());
    return merged.rows() == rows ? 0 : 1;
}
