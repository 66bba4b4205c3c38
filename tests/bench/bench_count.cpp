// SPDX-License-Identifier: GPL-3.0-or-later
// What counting costs above bare librdkafka: the same rows of a real broker, read by one and by two
// consumers, the two ways interleaved; medians. Rows may be packed into messages, or be JSON.
//   tests/testbed/run --kafka -- bench_count [ROWS [ROUNDS [ROWS_A_MESSAGE [taobao-csv|json]]]]
// A broker that has the topic from an earlier run is not filled again.
#include "core/pipeline/countrun.h"
#include "core/source/kafkaclient.h"
#include "core/source/kafkasource.h"
#include "core/source/shopgenerator.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sstream>
#include <thread>

using namespace shoppulse;

namespace {

constexpr int kPartitions = 4;
constexpr std::int64_t kStartMs = 1'700'000'000'000;
constexpr std::int64_t kRowsPerMs = 100;
constexpr std::array<const char*, 11> kColumns{"user_id",   "item_id", "cat_id",  "merchant_id",
                                               "brand_id",  "month",   "day",     "action",
                                               "age_range", "gender",  "province"};

/// The topic's rows.
struct Load {
    std::uint64_t rows = 5'000'000;
    std::uint64_t rowsAMessage = 1;
    Format format = Format::TaobaoCsv;
    KafkaConfig kafka = {};
};

struct Measure {
    const char* who;
    int consumers;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    double cpu = 0;
};

Load loadOf(int argc, char** argv)
{
    const char* brokers = std::getenv("SHOPPULSE_TEST_KAFKA");
    if (!brokers) {
        std::fprintf(stderr, "run it by tests/testbed/run --kafka -- bench_count\n");
        std::exit(2);
    }
    Load load;
    if (argc > 3)
        load.rowsAMessage = std::max<std::uint64_t>(1, std::strtoull(argv[3], nullptr, 10));
    if (argc > 1)
        load.rows = std::strtoull(argv[1], nullptr, 10) / load.rowsAMessage * load.rowsAMessage;
    if (argc > 4 && std::string_view(argv[4]) == "json")
        load.format = Format::Json;
    load.kafka.brokers = brokers;
    load.kafka.topic = std::string("bench-").append(formatId(load.format)) + "-"
        + std::to_string(load.rows) + "-" + std::to_string(load.rowsAMessage);
    return load;
}

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// A generated row as an object of its columns.
std::string asJson(const std::string& row)
{
    nlohmann::ordered_json object;
    std::istringstream fields(row);
    std::string value;
    for (const char* column : kColumns) {
        std::getline(fields, value, ',');
        object[column] = value;
    }
    return object.dump();
}

std::vector<std::string> makeRows(Format format)
{
    constexpr int kDifferent = 100'000;
    ShopGenerator generator(1);
    std::vector<std::string> rows;
    for (int i = 0; i < kDifferent; ++i) {
        const std::string row = generator.row(kStartMs);
        rows.push_back(format == Format::Json ? asJson(row) : row);
    }
    return rows;
}

void produce(rd_kafka_t* client, const Load& load)
{
    const KafkaTopicHandle topic(rd_kafka_topic_new(client, load.kafka.topic.c_str(), nullptr));
    const std::vector<std::string> made = makeRows(load.format);
    std::string value;
    for (std::uint64_t i = 0; i < load.rows;) {
        value = made[i % made.size()];
        for (std::uint64_t more = 1; more < load.rowsAMessage; ++more)
            value.append("\n").append(made[(i + more) % made.size()]);
        const rd_kafka_resp_err_t code = rd_kafka_producev(
            client, RD_KAFKA_V_RKT(topic.get()),
            RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(i / load.rowsAMessage % kPartitions)),
            RD_KAFKA_V_TIMESTAMP(kStartMs + static_cast<std::int64_t>(i) / kRowsPerMs),
            RD_KAFKA_V_VALUE(value.data(), value.size()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_END);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            i += load.rowsAMessage;
        rd_kafka_poll(client, code == RD_KAFKA_RESP_ERR_NO_ERROR ? 0 : 10);
    }
    rd_kafka_flush(client, 60'000);
}

/// Fills the topic when it is empty; the broker makes it, with 4 partitions.
void fill(const Load& load)
{
    const auto client = KafkaClient::open(load.kafka, KafkaClient::Role::Producer,
                                          {{"compression.codec", "lz4"}, {"linger.ms", "50"}},
                                          {{"enable.idempotence", "true"}})
                            .value();
    const std::atomic<bool> cancel{false};
    while (!client->metadata(load.kafka.topic, 5000, cancel)) { }
    const auto ends = client->offsets(load.kafka.topic, {0}, true, 5000);
    if (ends.value().front() == 0)
        produce(client->handle(), load);
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
Measure bare(int consumers, const Load& load)
{
    Measure measure{"librdkafka", consumers};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> count{0};
    timed(measure, [&](int index) {
        const auto client = KafkaClient::open(load.kafka, KafkaClient::Role::Consumer,
                                              {{"group.id", "bench"},
                                               {"queued.min.messages", "400000"},
                                               {"queued.max.messages.kbytes", "32768"},
                                               {"fetch.wait.max.ms", "50"},
                                               {"enable.auto.commit", "false"}})
                                .value();
        const KafkaPartitions list(rd_kafka_topic_partition_list_new(kPartitions));
        for (int p = index; p < kPartitions; p += consumers)
            rd_kafka_topic_partition_list_add(list.get(), load.kafka.topic.c_str(), p)->offset = 0;
        rd_kafka_assign(client->handle(), list.get());
        const KafkaQueue queue(rd_kafka_queue_get_consumer(client->handle()));
        std::vector<rd_kafka_message_t*> messages(2000);
        while (count * load.rowsAMessage < load.rows) {
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
    measure.rows = count * load.rowsAMessage;
    measure.bytes = bytes;
    return measure;
}

/// The whole of `shoppulse count`: decoded, counted for all metrics, written as JSON lines.
Measure counted(int consumers, const Load& load)
{
    Measure measure{"count", consumers};
    KafkaConfig wanted = load.kafka;
    wanted.consumers = consumers;
    StatusBoard board;
    const SystemClock clock;
    const double cpu = processSeconds();
    const auto begin = std::chrono::steady_clock::now();
    StreamInfo info;
    info.topic = load.kafka.topic;
    info.profile = std::make_shared<const Profile>(loadProfile("taobao", "").value());
    info.format = load.format;
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

/// Medians over the rounds.
nlohmann::ordered_json summary(const std::vector<Measure>& all, std::string_view who, int consumers)
{
    std::vector<double> speeds;
    std::vector<double> costs;
    for (const Measure& one : all) {
        if (one.who != who || one.consumers != consumers)
            continue;
        speeds.push_back(static_cast<double>(one.rows) / one.seconds);
        costs.push_back(one.cpu * 1e9 / static_cast<double>(one.rows));
    }
    return {{"who", who},
            {"consumers", consumers},
            {"rows", all.front().rows},
            {"rows_per_s", median(speeds)},
            {"cpu_ns_per_row", median(costs)}};
}

/// A table, and the same as JSON: what share of bare librdkafka's speed `count` reaches.
void print(const std::vector<Measure>& all)
{
    std::printf("%-12s %9s %10s %9s %8s %8s\n", "who", "consumers", "rows", "Mrows/s", "ns/row",
                "ratio");
    nlohmann::ordered_json list;
    for (const int consumers : {1, 2}) {
        double reference = 0;
        for (const char* who : {"librdkafka", "count"}) {
            nlohmann::ordered_json entry = summary(all, who, consumers);
            const double speed = entry["rows_per_s"];
            reference = reference > 0 ? reference : speed;
            entry["ratio"] = speed / reference;
            std::printf("%-12s %9d %10llu %9.2f %8.0f %8.2f\n", who, consumers,
                        static_cast<unsigned long long>(all.front().rows), speed / 1e6,
                        entry["cpu_ns_per_row"].get<double>(), speed / reference);
            list.push_back(std::move(entry));
        }
    }
    std::printf("%s\n", list.dump().c_str());
}

} // namespace

int main(int argc, char** argv)
{
    const Load load = loadOf(argc, argv);
    const std::uint64_t rounds = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 5;
    fill(load);
    std::vector<Measure> all;
    for (std::uint64_t round = 0; round < rounds; ++round)
        for (const int consumers : {1, 2})
            for (const bool isOurs : {false, true}) {
                all.push_back(isOurs ? counted(consumers, load) : bare(consumers, load));
                std::fprintf(stderr, "%s %d: %.2f s\n", all.back().who, consumers,
                             all.back().seconds);
            }
    if (all.empty())
        return 0;
    print(all);
    const auto sameAsFirst = [&](const Measure& one) {
        return one.rows == load.rows && one.bytes == all.front().bytes;
    };
    return std::all_of(all.begin(), all.end(), sameAsFirst) ? 0 : 1;
}
