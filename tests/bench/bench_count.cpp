// SPDX-License-Identifier: GPL-3.0-or-later
// What our source costs above bare librdkafka: the same rows of a real broker (tests/testbed/run
// --kafka -- bench_count [ROWS [ROUNDS]]), read by one and by two consumers, one after the other.
#include "core/source/kafkaclient.h"
#include "core/source/kafkasource.h"
#include "core/source/shopgenerator.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

using namespace shoppulse;

namespace {

constexpr int kPartitions = 4;
constexpr std::int64_t kStartMs = 1'700'000'000'000;
constexpr std::int64_t kRowsPerMs = 100;
constexpr const char* kTopic = "bench";

struct Measure {
    const char* who;
    int consumers;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    double cpu = 0;
};

KafkaConfig config()
{
    const char* brokers = std::getenv("SHOPPULSE_TEST_KAFKA");
    if (!brokers) {
        std::fprintf(stderr, "run it by tests/testbed/run --kafka -- bench_count\n");
        std::exit(2);
    }
    KafkaConfig config;
    config.brokers = brokers;
    config.topic = kTopic;
    return config;
}

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void fill(std::uint64_t rows)
{
    const auto client = KafkaClient::open(config(), KafkaClient::Role::Producer,
                                          {{"compression.codec", "lz4"}, {"linger.ms", "50"}},
                                          {{"enable.idempotence", "true"}})
                            .value();
    const std::atomic<bool> cancel{false};
    while (!client->metadata(kTopic, 5000, cancel)) { } // the broker makes it: 4 partitions
    const KafkaTopicHandle topic(rd_kafka_topic_new(client->handle(), kTopic, nullptr));
    ShopGenerator generator(1);
    std::vector<std::string> made;
    for (int i = 0; i < 100'000; ++i)
        made.push_back(generator.row(kStartMs));
    for (std::uint64_t i = 0; i < rows;) {
        std::string& row = made[i % made.size()];
        const rd_kafka_resp_err_t code = rd_kafka_producev(
            client->handle(), RD_KAFKA_V_RKT(topic.get()),
            RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(i % kPartitions)),
            RD_KAFKA_V_TIMESTAMP(kStartMs + static_cast<std::int64_t>(i) / kRowsPerMs),
            RD_KAFKA_V_VALUE(row.data(), row.size()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_END);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            ++i;
        client->poll(code == RD_KAFKA_RESP_ERR_NO_ERROR ? 0 : 10);
    }
    rd_kafka_flush(client->handle(), 60'000);
}

/// Runs `work(index)` on a thread each and takes the times of all together.
template <class Work> void timed(Measure& measure, Work&& work)
{
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = processSeconds();
    std::vector<std::thread> threads;
    for (int i = 0; i < measure.consumers; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads)
        thread.join();
    measure.cpu = processSeconds() - cpu;
    measure.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Bare librdkafka: partitions dealt out, one queue, count the bytes.
Measure bare(int consumers, std::uint64_t rows)
{
    Measure measure{"librdkafka", consumers};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> count{0};
    timed(measure, [&](int index) {
        const auto client = KafkaClient::open(config(), KafkaClient::Role::Consumer,
                                              {{"group.id", "bench"},
                                               {"queued.min.messages", "400000"},
                                               {"queued.max.messages.kbytes", "32768"},
                                               {"fetch.wait.max.ms", "50"},
                                               {"enable.auto.commit", "false"}})
                                .value();
        const KafkaPartitions list(rd_kafka_topic_partition_list_new(kPartitions));
        for (int p = index; p < kPartitions; p += consumers)
            rd_kafka_topic_partition_list_add(list.get(), kTopic, p)->offset = 0;
        rd_kafka_assign(client->handle(), list.get());
        const KafkaQueue queue(rd_kafka_queue_get_consumer(client->handle()));
        std::vector<rd_kafka_message_t*> messages(2000);
        while (count < rows) {
            const ssize_t got =
                rd_kafka_consume_batch_queue(queue.get(), 20, messages.data(), messages.size());
            std::uint64_t sum = 0;
            for (ssize_t i = 0; i < got; ++i) {
                sum += messages[static_cast<std::size_t>(i)]->len;
                rd_kafka_message_destroy(messages[static_cast<std::size_t>(i)]);
            }
            bytes += sum;
            count += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
        }
    });
    measure.rows = count;
    measure.bytes = bytes;
    return measure;
}

Measure ours(int consumers)
{
    Measure measure{"KafkaSource", consumers};
    KafkaConfig wanted = config();
    wanted.consumers = consumers;
    StatusBoard board;
    const SystemClock clock;
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> count{0};
    RecordSources sources;
    const auto begin = std::chrono::steady_clock::now();
    sources = openKafka(wanted, {.stopAtEnd = true}, board, clock).value();
    timed(measure, [&](int index) {
        RecordSource& source = *sources[static_cast<std::size_t>(index)];
        const auto finished = [](const PartitionState& state) { return state.finished; };
        std::span<const PartitionState> states;
        do {
            std::uint64_t sum = 0;
            const std::span<const Record> records = source.poll(std::chrono::milliseconds(20));
            for (const Record& record : records)
                sum += record.value.size();
            for (std::size_t i = 0; i < records.size(); ++i)
                if (i + 1 == records.size() || records[i + 1].partition != records[i].partition)
                    source.eventTime(records[i].partition, records[i].timestampMs);
            bytes += sum;
            count += records.size();
            states = source.partitions();
        } while (states.empty() || !std::all_of(states.begin(), states.end(), finished));
    });
    measure.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measure.rows = count;
    measure.bytes = bytes;
    return measure;
}

void print(const std::vector<Measure>& all)
{
    std::printf("%-12s %9s %10s %9s %9s %8s\n", "who", "consumers", "rows", "Mrows/s", "CPU s",
                "ns/row");
    for (const Measure& one : all)
        std::printf("%-12s %9d %10llu %9.2f %9.2f %8.0f\n", one.who, one.consumers,
                    static_cast<unsigned long long>(one.rows),
                    static_cast<double>(one.rows) / one.seconds / 1e6, one.cpu,
                    one.cpu * 1e9 / static_cast<double>(one.rows));
    std::printf("[");
    for (const Measure& one : all)
        std::printf("%s{\"who\":\"%s\",\"consumers\":%d,\"rows\":%llu,\"bytes\":%llu,"
                    "\"seconds\":%.3f,\"cpu\":%.3f}",
                    &one == all.data() ? "" : ",", one.who, one.consumers,
                    static_cast<unsigned long long>(one.rows),
                    static_cast<unsigned long long>(one.bytes), one.seconds, one.cpu);
    std::printf("]\n");
}

} // namespace

int main(int argc, char** argv)
{
    const std::uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 5'000'000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    fill(rows);
    std::vector<Measure> all;
    for (int round = 0; round < rounds; ++round)
        for (const int consumers : {1, 2})
            for (const bool isOurs : {false, true}) {
                all.push_back(isOurs ? ours(consumers) : bare(consumers, rows));
                std::fprintf(stderr, "%s %d: %.2f s\n", all.back().who, consumers,
                             all.back().seconds);
            }
    std::stable_sort(all.begin(), all.end(),
                     [](const Measure& a, const Measure& b) { return a.consumers < b.consumers; });
    print(all);
    const auto sameAsFirst = [&](const Measure& one) {
        return one.rows == rows && one.bytes == all.front().bytes;
    };
    return std::all_of(all.begin(), all.end(), sameAsFirst) ? 0 : 1;
}
