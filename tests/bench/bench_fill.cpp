// SPDX-License-Identifier: GPL-3.0-or-later
// A topic for the marks: 100,000 rows a second of event time, a row a message, in 4 partitions; the
// first of them may lie behind the others.
//   tests/testbed/run --kafka -- bench_fill TOPIC ROWS [BEHIND_MS]
#include "tests/bench/topicwriter.h"

using namespace shoppulse;

int main(int argc, char** argv)
{
    constexpr std::int64_t kStartMs = 1'700'000'000'000;
    constexpr std::int64_t kRowsPerMs = 100;
    if (argc < 3) {
        std::fprintf(stderr, "bench_fill TOPIC ROWS [BEHIND_MS]\n");
        return 2;
    }
    bench::TopicWriter writer(bench::testTopic(argv[1]), "50");
    const std::int64_t rows = std::atoll(argv[2]);
    const std::int64_t behindMs = argc > 3 ? std::atoll(argv[3]) : 0;
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto partition = static_cast<std::int32_t>(i % bench::kPartitions);
        writer.send(partition, kStartMs + i / kRowsPerMs - (partition == 0 ? behindMs : 0));
    }
    writer.flush();
    return 0;
}
