// SPDX-License-Identifier: GPL-3.0-or-later
// A topic for the marks: a row a message, in 4 partitions, the first of which may lie behind the
// others; 100,000 rows a second of event time unless told otherwise.
//   tests/testbed/run --kafka -- bench_fill TOPIC ROWS [BEHIND_MS [ROWS_A_SECOND]]
#include "tests/bench/topicwriter.h"

using namespace shoppulse;

int main(int argc, char** argv)
{
    constexpr std::int64_t kStartMs = 1'700'000'000'000;
    constexpr std::int64_t kMsPerSecond = 1'000;
    if (argc < 3) {
        std::fprintf(stderr, "bench_fill TOPIC ROWS [BEHIND_MS [ROWS_A_SECOND]]\n");
        return 2;
    }
    bench::TopicWriter writer(bench::testTopic(argv[1]), "50");
    const std::int64_t rows = std::atoll(argv[2]);
    const std::int64_t behindMs = argc > 3 ? std::atoll(argv[3]) : 0;
    const std::int64_t rowsASecond = argc > 4 ? std::atoll(argv[4]) : 100'000;
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto partition = static_cast<std::int32_t>(i % bench::kPartitions);
        const std::int64_t timeMs = kStartMs + i * kMsPerSecond / rowsASecond;
        writer.send(partition, timeMs - (partition == 0 ? behindMs : 0));
    }
    writer.flush();
    return 0;
}
