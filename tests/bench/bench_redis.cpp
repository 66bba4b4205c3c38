// SPDX-License-Identifier: GPL-3.0-or-later
// Microseconds for the results of one second of a live stream, all metrics and windows, from the
// sink's call to Redis' last answer. Generated rows, counted as the running program counts them.
//   tests/testbed/run --redis -- bench_redis [ROWS_A_SECOND] [SECONDS]
#include "core/aggregate/accumulator.h"
#include "core/aggregate/merger.h"
#include "core/decode/decoder.h"
#include "core/profile/profile.h"
#include "core/publish/redis/redissink.h"
#include "core/source/shopgenerator.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStartMs = 1'700'000'000'000;
constexpr std::int64_t kSecondMs = 1'000;

/// What each second of a live stream has to publish.
class Seconds {
public:
    explicit Seconds(std::int64_t rows)
        : m_rows(rows)
        , m_profile(loadProfile("taobao", {}).value())
        , m_decoder(makeDecoder(Format::TaobaoCsv, m_profile))
        , m_accumulator(0, WindowSettings{}.keptMs)
        , m_merger({Merger::Mode::Live, {}, m_profile.timeZone, 1})
        , m_generator(1)
    {
    }

    std::vector<ResultRecord> next()
    {
        const std::int64_t startMs = kStartMs + m_second++ * kSecondMs;
        for (std::int64_t i = 0; i < m_rows; ++i, ++m_state.nextOffset) {
            const std::int64_t timeMs = startMs + i * kSecondMs / m_rows;
            m_decoded.clear();
            m_decoder->decode(m_generator.row(timeMs), timeMs, m_decoded);
            m_accumulator.add(0, timeMs, m_decoded.events);
        }
        m_merger.merge(m_accumulator.take({&m_state, 1}), startMs);
        return m_merger.takeResults(startMs);
    }

private:
    const std::int64_t m_rows;
    const Profile m_profile;
    const std::unique_ptr<Decoder> m_decoder;
    Accumulator m_accumulator;
    Merger m_merger;
    ShopGenerator m_generator;
    DecodedBatch m_decoded;
    PartitionState m_state;
    std::int64_t m_second = 0;
};

} // namespace

int main(int argc, char** argv)
{
    const char* address = std::getenv("SHOPPULSE_TEST_REDIS");
    if (address == nullptr) {
        std::fprintf(stderr, "run it by tests/testbed/run --redis -- bench_redis\n");
        return 2;
    }
    const auto sink = makeRedisSink(parseRedisUrl(std::string("redis://") + address).value());
    Seconds seconds(argc > 1 ? std::atoll(argv[1]) : 1'000);
    const std::int64_t count = argc > 2 ? std::atoll(argv[2]) : 300;
    std::vector<double> ms;
    std::size_t results = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::vector<ResultRecord> records = seconds.next();
        const auto begin = std::chrono::steady_clock::now();
        if (const auto written = sink->write(records); !written) {
            std::fprintf(stderr, "%s\n", describe(written.error()).c_str());
            return 1;
        }
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        ms.push_back(took.count());
        results += records.size();
    }
    std::sort(ms.begin(), ms.end());
    std::printf("{\"results\":%.1f,\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f}\n",
                static_cast<double>(results) / static_cast<double>(count), ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back());
    return 0;
}
