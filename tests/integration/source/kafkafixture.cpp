// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/source/kafkafixture.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <unistd.h>

namespace shoppulse::testing {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::unique_ptr<KafkaClient> producer(const KafkaProperties& properties = {})
{
    KafkaProperties all = properties;
    all.emplace_back("enable.idempotence", "true");
    auto client =
        KafkaClient::open(KafkaFixture::plain("any"), KafkaClient::Role::Producer, {}, all);
    if (!client)
        qFatal("%s", describe(client.error()).c_str());
    return std::move(*client);
}

void check(rd_kafka_error_t* error)
{
    if (error)
        qFatal("%s", rd_kafka_error_string(error));
}

void send(rd_kafka_t* handle, const std::string& topic, const std::vector<KafkaFixture::Row>& rows)
{
    for (const KafkaFixture::Row& row : rows) {
        rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
        do {
            code = rd_kafka_producev(
                handle, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(row.partition),
                RD_KAFKA_V_TIMESTAMP(row.timestampMs),
                RD_KAFKA_V_VALUE(const_cast<char*>(row.value.data()), row.value.size()),
                RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
            rd_kafka_poll(handle, code == RD_KAFKA_RESP_ERR__QUEUE_FULL ? 10 : 0);
        } while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
            qFatal("%s", rd_kafka_err2str(code));
    }
    if (rd_kafka_flush(handle, 30'000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        qFatal("the rows were not delivered");
}

/// Runs one admin request and waits for its result; ends the program when the request fails.
template <class Request> void administer(Request&& request)
{
    const auto client = producer();
    const KafkaQueue queue(rd_kafka_queue_new(client->handle()));
    request(client->handle(), queue.get());
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue.get(), 20'000);
    if (!event || rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
        qFatal("admin: %s", event ? rd_kafka_event_error_string(event) : "no answer");
    rd_kafka_event_destroy(event);
}

void runScript(const char* action)
{
    const std::string command = KafkaFixture::environment("SHOPPULSE_TEST_KAFKA_SCRIPT") + " "
        + action + " " + KafkaFixture::environment("SHOPPULSE_TEST_KAFKA_FOLDER") + " >&2";
    if (std::system(command.c_str()) != 0)
        qFatal("%s failed", command.c_str());
}

} // namespace

std::string KafkaFixture::environment(const char* name)
{
    const char* value = std::getenv(name);
    if (!value)
        qFatal("%s is not set: run this test by tests/testbed/run", name);
    return value;
}

KafkaConfig KafkaFixture::plain(const std::string& topic)
{
    KafkaConfig config;
    config.brokers = environment("SHOPPULSE_TEST_KAFKA");
    config.topic = topic;
    return config;
}

KafkaConfig KafkaFixture::secure(const std::string& topic)
{
    KafkaConfig config;
    config.brokers = environment("SHOPPULSE_TEST_KAFKA_SASL");
    config.topic = topic;
    config.properties = {{"security.protocol", "SASL_SSL"},
                         {"ssl.ca.location", environment("SHOPPULSE_TEST_KAFKA_CA")},
                         {"sasl.mechanism", "SCRAM-SHA-256"},
                         {"sasl.username", environment("SHOPPULSE_TEST_KAFKA_USER")},
                         {"sasl.password", environment("SHOPPULSE_TEST_KAFKA_PASSWORD")}};
    return config;
}

std::string KafkaFixture::freshTopic(const std::string& prefix)
{
    static int number = 0;
    return prefix + "-" + std::to_string(getpid()) + "-" + std::to_string(++number);
}

void KafkaFixture::createTopic(const std::string& topic, int partitions,
                               const std::map<std::string, std::string>& settings)
{
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        std::array<char, 256> text{};
        rd_kafka_NewTopic_t* wanted =
            rd_kafka_NewTopic_new(topic.c_str(), partitions, 1, text.data(), text.size());
        for (const auto& [name, value] : settings)
            rd_kafka_NewTopic_set_config(wanted, name.c_str(), value.c_str());
        rd_kafka_CreateTopics(handle, &wanted, 1, nullptr, queue);
        rd_kafka_NewTopic_destroy(wanted);
    });
}

void KafkaFixture::deleteTopic(const std::string& topic)
{
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        rd_kafka_DeleteTopic_t* wanted = rd_kafka_DeleteTopic_new(topic.c_str());
        rd_kafka_DeleteTopics(handle, &wanted, 1, nullptr, queue);
        rd_kafka_DeleteTopic_destroy(wanted);
    });
    const auto client = KafkaClient::open(plain(topic), KafkaClient::Role::Consumer);
    const std::atomic<bool> never = false;
    while ((*client)->metadata(topic, 5'000, never)) { }
}

void KafkaFixture::growTopic(const std::string& topic, int partitions)
{
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        std::array<char, 256> text{};
        rd_kafka_NewPartitions_t* wanted = rd_kafka_NewPartitions_new(
            topic.c_str(), static_cast<std::size_t>(partitions), text.data(), text.size());
        rd_kafka_CreatePartitions(handle, &wanted, 1, nullptr, queue);
        rd_kafka_NewPartitions_destroy(wanted);
    });
}

void KafkaFixture::setTopic(const std::string& topic, const std::string& setting,
                            const std::string& value)
{
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        rd_kafka_ConfigResource_t* wanted =
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
        rd_kafka_ConfigResource_set_config(wanted, setting.c_str(), value.c_str());
        rd_kafka_AlterConfigs(handle, &wanted, 1, nullptr, queue);
        rd_kafka_ConfigResource_destroy(wanted);
    });
}

void KafkaFixture::forbid(rd_kafka_AclOperation_t operation, const std::string& prefix)
{
    const std::string user = "User:" + environment("SHOPPULSE_TEST_KAFKA_USER");
    std::vector<rd_kafka_AclBinding_t*> rules;
    // What any rule names is closed to whom none allows it.
    const auto add = [&](rd_kafka_ResourceType_t type, const char* name,
                         rd_kafka_ResourcePatternType_t pattern) {
        std::array<char, 256> text{};
        rules.push_back(rd_kafka_AclBinding_new(type, name, pattern, user.c_str(), "*", operation,
                                                RD_KAFKA_ACL_PERMISSION_TYPE_DENY, text.data(),
                                                text.size()));
        rules.push_back(rd_kafka_AclBinding_new(
            type, name, pattern, user.c_str(), "*", RD_KAFKA_ACL_OPERATION_ALL,
            RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, text.data(), text.size()));
    };
    add(RD_KAFKA_RESOURCE_TOPIC, prefix.c_str(), RD_KAFKA_RESOURCE_PATTERN_PREFIXED);
    if (operation == RD_KAFKA_ACL_OPERATION_CREATE)
        add(RD_KAFKA_RESOURCE_BROKER, "kafka-cluster", RD_KAFKA_RESOURCE_PATTERN_LITERAL);
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        rd_kafka_CreateAcls(handle, rules.data(), rules.size(), nullptr, queue);
    });
    rd_kafka_AclBinding_destroy_array(rules.data(), rules.size());
}

void KafkaFixture::deleteRecords(const std::string& topic, std::int32_t partition,
                                 std::int64_t before)
{
    administer([&](rd_kafka_t* handle, rd_kafka_queue_t* queue) {
        const KafkaPartitions list(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = before;
        rd_kafka_DeleteRecords_t* wanted = rd_kafka_DeleteRecords_new(list.get());
        rd_kafka_DeleteRecords(handle, &wanted, 1, nullptr, queue);
        rd_kafka_DeleteRecords_destroy(wanted);
    });
}

void KafkaFixture::produce(const std::string& topic, const std::vector<Row>& rows)
{
    send(producer()->handle(), topic, rows);
}

void KafkaFixture::produceInTransaction(const std::string& topic, const std::vector<Row>& rows,
                                        bool abort)
{
    const auto reader = KafkaClient::open(plain(topic), KafkaClient::Role::Consumer);
    const std::int64_t before = (*reader)->offsets(topic, {0}, true, 10'000)->front();
    const auto client = producer({{"transactional.id", topic}});
    rd_kafka_t* handle = client->handle();
    check(rd_kafka_init_transactions(handle, 20'000));
    check(rd_kafka_begin_transaction(handle));
    send(handle, topic, rows);
    check(abort ? rd_kafka_abort_transaction(handle, 20'000)
                : rd_kafka_commit_transaction(handle, 20'000));
    // The mark is written after the answer; until then the records are not to be seen.
    while ((*reader)->offsets(topic, {0}, true, 10'000)->front()
           <= before + static_cast<std::int64_t>(rows.size())) { }
}

void KafkaFixture::stopBroker()
{
    runScript("stop");
}

void KafkaFixture::startBroker()
{
    runScript("start");
}

namespace {

bool finished(std::span<const PartitionState> states)
{
    return !states.empty() && std::ranges::all_of(states, &PartitionState::finished);
}

} // namespace

void Reading::step()
{
    for (const auto& source : m_sources) {
        if (finished(source->partitions()))
            continue; // as a worker does
        for (const Record& record : source->poll(std::chrono::milliseconds(20))) {
            std::vector<std::int64_t>& seen = offsets[record.partition];
            inOrder = inOrder && (seen.empty() || record.offset > seen.back());
            seen.push_back(record.offset);
            values[record.partition].emplace_back(record.value);
            source->eventTime(record.partition, record.timestampMs);
            ++count;
        }
    }
}

bool Reading::until(std::size_t wanted, int ms)
{
    const auto end = SteadyClock::now() + std::chrono::milliseconds(ms);
    while (count < wanted && SteadyClock::now() < end)
        step();
    return count >= wanted;
}

bool Reading::untilFinished(int ms)
{
    const auto end = SteadyClock::now() + std::chrono::milliseconds(ms);
    while (!finished(states()) && SteadyClock::now() < end)
        step();
    return finished(states());
}

std::vector<PartitionState> Reading::states() const
{
    std::vector<PartitionState> all;
    for (const auto& source : m_sources)
        for (const PartitionState& state : source->partitions())
            all.push_back(state);
    return all;
}

} // namespace shoppulse::testing
