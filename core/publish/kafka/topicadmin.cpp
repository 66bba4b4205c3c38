// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/topicadmin.h"

#include "core/source/kafkaerrors.h"

#include <algorithm>
#include <array>

namespace shoppulse {
namespace {

constexpr int kControllerMs = 500; ///< every broker names it in its first answer
constexpr int kTellMs = 2'000;
constexpr int kMakeMs = 4'000;
constexpr int kPollMs = 100;
constexpr const char* kPolicy = "cleanup.policy";

using Options =
    std::unique_ptr<rd_kafka_AdminOptions_t, KafkaDestroy<rd_kafka_AdminOptions_destroy>>;
using Topic = std::unique_ptr<rd_kafka_NewTopic_t, KafkaDestroy<rd_kafka_NewTopic_destroy>>;
using Resource =
    std::unique_ptr<rd_kafka_ConfigResource_t, KafkaDestroy<rd_kafka_ConfigResource_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, KafkaDestroy<rd_kafka_event_destroy>>;

Options optionsOf(const KafkaClient& client, rd_kafka_admin_op_t operation, int waitMs)
{
    Options options(rd_kafka_AdminOptions_new(client.handle(), operation));
    std::array<char, 256> text{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), waitMs, text.data(), text.size());
    return options;
}

/// Whether there is a broker to ask: librdkafka's own cluster names one that is none of its
/// brokers.
bool hasController(rd_kafka_t* handle)
{
    const std::int32_t controller = rd_kafka_controllerid(handle, kControllerMs);
    const rd_kafka_metadata_t* cluster = nullptr;
    if (rd_kafka_metadata(handle, 0, nullptr, &cluster, kControllerMs)
        != RD_KAFKA_RESP_ERR_NO_ERROR)
        return false;
    const std::span brokers(cluster->brokers, static_cast<std::size_t>(cluster->broker_cnt));
    const bool isThere =
        std::ranges::find(brokers, controller, &rd_kafka_metadata_broker_t::id) != brokers.end();
    rd_kafka_metadata_destroy(cluster);
    return isThere;
}

/// Puts the question by `request`; the answer comes at the latest when the question's time is over.
/// Null: cancelled, or nobody can be asked.
template <class Request>
Event answerTo(const KafkaClient& client, const std::atomic<bool>& cancel, Request&& request)
{
    if (!hasController(client.handle()))
        return {};
    const KafkaQueue queue(rd_kafka_queue_new(client.handle()));
    request(queue.get());
    Event answer;
    while (!answer && !cancel)
        answer.reset(rd_kafka_queue_poll(queue.get(), kPollMs));
    return answer;
}

rd_kafka_resp_err_t codeOf(const Event& answer)
{
    return answer ? rd_kafka_event_error(answer.get()) : RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE;
}

Result<std::string> policyOf(const rd_kafka_ConfigResource_t* resource)
{
    const std::string topic = rd_kafka_ConfigResource_name(resource);
    const rd_kafka_resp_err_t code = rd_kafka_ConfigResource_error(resource);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return Unexpected(topicError(code, topic));
    std::size_t count = 0;
    const rd_kafka_ConfigEntry_t** entries = rd_kafka_ConfigResource_configs(resource, &count);
    for (const rd_kafka_ConfigEntry_t* entry : std::span(entries, count)) {
        const char* value = rd_kafka_ConfigEntry_value(entry);
        if (std::string_view(rd_kafka_ConfigEntry_name(entry)) == kPolicy && value != nullptr)
            return value;
    }
    return fail(ErrorCode::KafkaOther, topic, "it has no cleanup.policy");
}

Topic topicOf(const NewTopic& topic)
{
    constexpr int kByCluster = -1;
    std::array<char, 256> text{};
    Topic created(rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions.value_or(kByCluster),
                                        kByCluster, text.data(), text.size()));
    if (created)
        rd_kafka_NewTopic_set_config(created.get(), kPolicy,
                                     topic.compacted ? "compact" : "delete");
    return created;
}

std::map<std::string, Error> refusedBy(const rd_kafka_CreateTopics_result_t* answer)
{
    std::map<std::string, Error> refused;
    std::size_t count = 0;
    const rd_kafka_topic_result_t** results = rd_kafka_CreateTopics_result_topics(answer, &count);
    for (const rd_kafka_topic_result_t* result : std::span(results, count)) {
        const rd_kafka_resp_err_t code = rd_kafka_topic_result_error(result);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
            continue;
        Error error = topicError(code, rd_kafka_topic_result_name(result));
        if (const char* words = rd_kafka_topic_result_error_string(result))
            error.detail = words;
        refused.emplace(error.subject, std::move(error));
    }
    return refused;
}

} // namespace

std::map<std::string, Result<std::string>> cleanupPolicies(const KafkaClient& client,
                                                           std::span<const std::string> topics,
                                                           const std::atomic<bool>& cancel)
{
    std::vector<Resource> resources;
    std::vector<rd_kafka_ConfigResource_t*> handles;
    for (const std::string& topic : topics) {
        resources.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        handles.push_back(resources.back().get());
    }
    const Options options = optionsOf(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, kTellMs);
    const Event answer = answerTo(client, cancel, [&](rd_kafka_queue_t* queue) {
        rd_kafka_DescribeConfigs(client.handle(), handles.data(), handles.size(), options.get(),
                                 queue);
    });
    std::map<std::string, Result<std::string>> policies;
    for (const std::string& topic : topics)
        policies.emplace(topic, Unexpected(topicError(codeOf(answer), topic)));
    if (codeOf(answer) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return policies;
    std::size_t count = 0;
    const rd_kafka_ConfigResource_t** found = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(answer.get()), &count);
    for (const rd_kafka_ConfigResource_t* resource : std::span(found, count))
        policies.insert_or_assign(rd_kafka_ConfigResource_name(resource), policyOf(resource));
    return policies;
}

std::map<std::string, Error> createTopics(const KafkaClient& client,
                                          std::span<const NewTopic> topics,
                                          const std::atomic<bool>& cancel)
{
    std::vector<Topic> created;
    std::vector<rd_kafka_NewTopic_t*> handles;
    for (const NewTopic& topic : topics) {
        created.push_back(topicOf(topic));
        if (created.back())
            handles.push_back(created.back().get());
    }
    const Options options = optionsOf(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, kMakeMs);
    std::array<char, 256> text{};
    rd_kafka_AdminOptions_set_operation_timeout(options.get(), kMakeMs, text.data(), text.size());
    const Event answer = answerTo(client, cancel, [&](rd_kafka_queue_t* queue) {
        rd_kafka_CreateTopics(client.handle(), handles.data(), handles.size(), options.get(),
                              queue);
    });
    if (codeOf(answer) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return refusedBy(rd_kafka_event_CreateTopics_result(answer.get()));
    std::map<std::string, Error> refused;
    for (const NewTopic& topic : topics)
        refused.emplace(topic.name, topicError(codeOf(answer), topic.name));
    return refused;
}

} // namespace shoppulse
