// SPDX-License-Identifier: GPL-3.0-or-later
// Rows a second of counting from memory: decoding alone, with the worker's slices, and the whole
// count with one and two workers; then milliseconds a live tick, and all panels under a filter.
// Arguments: FILE (a user log without header) [MILLION ROWS].
#include "core/aggregate/accumulator.h"
#include "core/decode/decoder.h"
#include "core/pipeline/countrun.h"
#include "core/pipeline/snapshotbuilder.h"
#include "core/snapshot/filteredsnapshot.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStartMs = 1'700'000'000'000;
constexpr std::int64_t kRowsASecond = 100'000; ///< of event time
constexpr std::size_t kPoll = 2'000;

std::vector<std::string> readLines(const char* path)
{
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

/// Hands out the same lines again and again, with times that advance.
class LoopSource final : public RecordSource {
public:
    LoopSource(const std::vector<std::string>& lines, std::int32_t partition, std::int64_t rows,
               std::int64_t partitions)
        : m_lines(lines)
        , m_partitions(partitions)
    {
        m_state.partition = partition;
        m_state.endOffset = rows;
        m_records.resize(kPoll);
    }

    std::span<const Record> poll(std::chrono::milliseconds) override
    {
        std::size_t count = 0;
        for (; count < kPoll && m_state.nextOffset < m_state.endOffset; ++count) {
            const std::int64_t row = m_state.nextOffset * m_partitions + m_state.partition;
            m_records[count] = {m_state.partition, m_state.nextOffset,
                                kStartMs + row * 1'000 / kRowsASecond, m_lines[m_line]};
            m_line = m_line + 1 == m_lines.size() ? 0 : m_line + 1;
            ++m_state.nextOffset;
        }
        m_state.atEnd = m_state.finished = m_state.nextOffset == m_state.endOffset;
        return {m_records.data(), count};
    }
    void eventTime(std::int32_t, std::int64_t) override { }
    std::span<const PartitionState> partitions() const override { return {&m_state, 1}; }

private:
    const std::vector<std::string>& m_lines;
    const std::int64_t m_partitions;
    std::size_t m_line = 0;
    PartitionState m_state;
    std::vector<Record> m_records;
};

class Timer {
public:
    void print(const char* what, std::int64_t rows) const
    {
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
        const double cpuSeconds = static_cast<double>(std::clock() - m_cpuStart) / CLOCKS_PER_SEC;
        std::printf("%-28s %7.2f M rows/s  %6.1f ns of processor a row\n", what,
                    static_cast<double>(rows) / seconds / 1e6,
                    cpuSeconds * 1e9 / static_cast<double>(rows));
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::clock_t m_cpuStart = std::clock();
};

void decodeOnly(const std::vector<std::string>& lines, const Profile& profile, std::int64_t rows,
                bool count)
{
    LoopSource source(lines, 0, rows, 1);
    const auto decoder = makeDecoder(Format::TaobaoCsv, profile);
    DecodedBatch decoded;
    Accumulator accumulator(0, 30 * 60'000);
    const Timer timer;
    for (auto records = source.poll({}); !records.empty(); records = source.poll({})) {
        for (const Record& record : records) {
            decoded.clear();
            decoder->decode(record.value, record.timestampMs, decoded);
            if (count)
                accumulator.add(record.partition, record.timestampMs, decoded.events);
        }
        if (accumulator.rows() >= 250'000)
            static_cast<void>(accumulator.take(source.partitions()));
    }
    timer.print(count ? "decode + slices" : "decode alone", rows);
}

void countAll(const std::vector<std::string>& lines, const std::shared_ptr<const Profile>& profile,
              std::int64_t rows, std::int64_t workers)
{
    RecordSources sources;
    for (std::int64_t i = 0; i < workers; ++i)
        sources.push_back(std::make_unique<LoopSource>(lines, static_cast<std::int32_t>(i),
                                                       rows / workers, workers));
    StatusBoard board;
    const SystemClock clock;
    StreamInfo info;
    info.format = Format::TaobaoCsv;
    info.profile = profile;
    CountRun run(info, {}, std::move(sources), board, clock);
    std::uint64_t results = 0;
    const std::stop_source never;
    const Timer timer;
    const auto summary = run.run([&](const ResultRecord&) { ++results; }, never.get_token());
    timer.print(workers == 1 ? "count, 1 worker" : "count, 2 workers", rows);
    std::printf("    %llu results, %llu rows\n", static_cast<unsigned long long>(results),
                summary ? static_cast<unsigned long long>(summary->counters.rows) : 0ULL);
}

/// A live stream: a tick each 200 ms of event time, as the merger thread makes them.
void liveTicks(const std::vector<std::string>& lines, const std::shared_ptr<const Profile>& profile,
               std::int64_t rowsASecond)
{
    constexpr std::int64_t kTicks = 3'000; // ten minutes
    constexpr std::int64_t kTickMs = 200;
    const auto decoder = makeDecoder(Format::TaobaoCsv, *profile);
    DecodedBatch decoded;
    Accumulator accumulator(0, WindowSettings{}.keptMs);
    Merger merger({Merger::Mode::Live, {}, profile->timeZone, 1});
    const StatusBoard board;
    const SystemClock clock;
    const FormatChoice format(Format::TaobaoCsv);
    SnapshotBuilder builder({}, format, board, clock);
    PartitionState state;
    std::uint64_t results = 0;
    std::clock_t inTicks = 0; // of the processor
    for (std::int64_t tick = 0; tick < kTicks; ++tick) {
        const std::int64_t rows = rowsASecond * kTickMs / 1'000;
        for (std::int64_t i = 0; i < rows; ++i, ++state.nextOffset) {
            const std::int64_t timeMs = kStartMs + tick * kTickMs + i * kTickMs / rows;
            decoded.clear();
            decoder->decode(lines[static_cast<std::size_t>(state.nextOffset) % lines.size()],
                            timeMs, decoded);
            accumulator.add(0, timeMs, decoded.events);
        }
        Batch batch = accumulator.take({&state, 1});
        const std::clock_t start = std::clock();
        merger.merge(std::move(batch), tick * kTickMs);
        results += merger.takeResults(tick * kTickMs).size();
        static_cast<void>(builder.build(merger, 0));
        inTicks += std::clock() - start;
    }
    std::printf("live, %6lld rows/s: %7.3f ms a tick, %5.1f results a tick\n",
                static_cast<long long>(rowsASecond),
                1e3 * static_cast<double>(inTicks) / CLOCKS_PER_SEC / kTicks,
                static_cast<double>(results) / kTicks);
}

/// All panels under a filter, from half an hour of seconds that each hold more rows than are drawn.
void filters(const std::vector<std::string>& lines, const std::shared_ptr<const Profile>& profile)
{
    constexpr std::int64_t kSeconds = 2'160;
    constexpr std::int64_t kRows = 3'000; // a second
    constexpr int kRuns = 40;
    const auto decoder = makeDecoder(Format::TaobaoCsv, *profile);
    DecodedBatch decoded;
    Accumulator accumulator(0, WindowSettings{}.keptMs);
    Merger merger({Merger::Mode::Live, {}, profile->timeZone, 1});
    PartitionState state;
    for (std::int64_t second = 0; second < kSeconds; ++second) {
        for (std::int64_t i = 0; i < kRows; ++i, ++state.nextOffset) {
            const std::int64_t timeMs = kStartMs + second * 1'000 + i * 1'000 / kRows;
            decoded.clear();
            decoder->decode(lines[static_cast<std::size_t>(state.nextOffset) % lines.size()],
                            timeMs, decoded);
            accumulator.add(0, timeMs, decoded.events);
        }
        merger.merge(accumulator.take({&state, 1}), 0);
        static_cast<void>(merger.takeResults(0));
    }
    Snapshot newest;
    newest.newestEventMs = merger.limits().newestEndMs;
    newest.history = merger.history();
    Filter gender;
    Filter provinces;
    Filter narrow;
    if (!gender.choose(Dimension::Gender, "female") || !narrow.choose(Dimension::Age, "25-29")
        || !provinces.choose(Dimension::Province, "上海,北京,广东")
        || !narrow.choose(Dimension::Province, "上海") || !narrow.choose(Dimension::Action, "buy"))
        return;
    const std::pair<const char*, Filter> cases[] = {{"all", {}},
                                                    {"gender", gender},
                                                    {"3 provinces", provinces},
                                                    {"age, buy, 1 province", narrow}};
    for (const auto& [name, filter] : cases) {
        std::vector<double> ms;
        std::uint64_t total = 0;
        for (int i = 0; i < kRuns; ++i) {
            const std::clock_t start = std::clock();
            total += filteredSnapshot(newest, filter, newest.newestEventMs - i * 1'000).brand.total;
            ms.push_back(1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        }
        std::sort(ms.begin(), ms.end());
        std::printf("filter, %-21s %6.2f ms for all panels (fastest %.2f), %llu rows\n", name,
                    ms[ms.size() / 2], ms.front(), static_cast<unsigned long long>(total));
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_engine FILE [MILLION ROWS]\n");
        return 2;
    }
    const std::vector<std::string> lines = readLines(argv[1]);
    const std::int64_t rows = (argc > 2 ? std::atoll(argv[2]) : 5) * 1'000'000;
    const auto profile = std::make_shared<const Profile>(*loadProfile("taobao", {}));
    decodeOnly(lines, *profile, rows, false);
    decodeOnly(lines, *profile, rows, true);
    countAll(lines, profile, rows, 1);
    countAll(lines, profile, rows, 2);
    for (const std::int64_t rowsASecond : {50, 1'000, 50'000})
        liveTicks(lines, profile, rowsASecond);
    filters(lines, profile);
    return 0;
}
