// SPDX-License-Identifier: GPL-3.0-or-later
// What counting costs above bare librdkafka: the same rows of a real broker, read by one and by two
// consumers, the two ways interleaved; medians. Rows may be packed into messages.
//   tests/testbed/run --kafka -- build/release/tests/bench_count [ROWS [ROUNDS [ROWS_A_MESSAGE]]]
#include "core/pipeline/countrun.h"
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

void fill(std::uint64_t rows, std::uint64_t rowsAMessage)
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
    std::string row;
    for (std::uint64_t i = 0; i < rows;) {
        row = made[i % made.size()];
        for (std::uint64_t more = 1; more < rowsAMessage; ++more)
            row.append("\n").append(made[(i + more) % made.size()]);
        const rd_kafka_resp_err_t code = rd_kafka_producev(
            client->handle(), RD_KAFKA_V_RKT(topic.get()),
            RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(i / rowsAMessage % kPartitions)),
            RD_KAFKA_V_TIMESTAMP(kStartMs + static_cast<std::int64_t>(i) / kRowsPerMs),
            RD_KAFKA_V_VALUE(row.data(), row.size()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_END);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            i += rowsAMessage;
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
Measure bare(int consumers, std::uint64_t rows, std::uint64_t rowsAMessage)
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
        while (count * rowsAMessage < rows) {
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
    measure.rows = count * rowsAMessage;
    measure.bytes = bytes;
    return measure;
}

/// The whole of `shoppulse count`: decoded, counted for all metrics, written as JSON lines.
Measure counted(int consumers)
{
    Measure measure{"count", consumers};
    KafkaConfig wanted = config();
    wanted.consumers = consumers;
    StatusBoard board;
    const SystemClock clock;
    const double cpu = processSeconds();
    const auto begin = std::chrono::steady_clock::now();
    StreamInfo info;
    info.topic = kTopic;
    info.profile = std::make_shared<const Profile>(loadProfile("taobao", "").value());
    info.format = Format::TaobaoCsv;
    CountRun run(std::move(info), {}, openKafka(wanted, {.stopAtEnd = true}, board, clock).value(),
                 board, clock);
    std::uint64_t written = 0;
    const CountSummary summary =
        run.run([&](const ResultRecord& line) { written += resultJson(line, false).size(); }, {})
            .value();
    measure.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measure.cpu = processSeconds() - cpu;
    measure.rows = written > 0 ? summary.counters.rows : 0;
    measure.bytes = summary.counters.bytes;
    return measure;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Medians over the rounds, and what share of bare librdkafka's speed `count` reaches.
void print(const std::vector<Measure>& all)
{
    std::printf("%-12s %9s %10s %9s %8s %8s\n", "who", "consumers", "rows", "Mrows/s", "ns/row",
                "ratio");
    std::string json;
    for (const int consumers : {1, 2}) {
        double reference = 0;
        for (const std::string_view who : {"librdkafka", "count"}) {
            std::vector<double> speeds;
            std::vector<double> costs;
            std::uint64_t rows = 0;
            for (const Measure& one : all) {
                if (one.who != who || one.consumers != consumers)
                    continue;
                rows = one.rows;
                speeds.push_back(static_cast<double>(rows) / one.seconds);
                costs.push_back(one.cpu * 1e9 / static_cast<double>(rows));
            }
            const double speed = median(speeds);
            reference = reference > 0 ? reference : speed;
            std::printf("%-12s %9d %10llu %9.2f %8.0f %8.2f\n", who.data(), consumers,
                        static_cast<unsigned long long>(rows), speed / 1e6, median(costs),
                        speed / reference);
            std::array<char, 200> entry{};
            std::snprintf(entry.data(), entry.size(),
                          "%s{\"who\":\"%s\",\"consumers\":%d,\"rows\":%llu,\"rows_per_s\":%.0f,"
                          "\"cpu_ns_per_row\":%.0f,\"ratio\":%.3f}",
                          json.empty() ? "" : ",", who.data(), consumers,
                          static_cast<unsigned long long>(rows), speed, median(costs),
                          speed / reference);
            json += entry.data();
        }
    }
    std::printf("[%s]\n", json.c_str());
}

} // namespace

int main(int argc, char** argv)
{
    const auto argument = [&](int index, std::uint64_t otherwise) {
        return argc > index ? std::strtoull(argv[index], nullptr, 10) : otherwise;
    };
    const std::uint64_t rowsAMessage = std::max<std::uint64_t>(1, argument(3, 1));
    const std::uint64_t rows = argument(1, 5'000'000) / rowsAMessage * rowsAMessage;
    const std::uint64_t rounds = argument(2, 5);
    fill(rows, rowsAMessage);
    std::vector<Measure> all;
    for (std::uint64_t round = 0; round < rounds; ++round)
        for (const int consumers : {1, 2})
            for (const bool isOurs : {false, true}) {
                all.push_back(isOurs ? counted(consumers) : bare(consumers, rows, rowsAMessage));
                std::fprintf(stderr, "%s %d: %.2f s\n", all.back().who, consumers,
                             all.back().seconds);
            }
    print(all);
    const auto sameAsFirst = [&](const Measure& one) {
        return one.rows == rows && one.bytes == all.front().bytes;
    };
    return std::all_of(all.begin(), all.end(), sameAsFirst) ? 0 : 1;
}
