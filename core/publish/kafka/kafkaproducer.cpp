// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkaproducer.h"

#include "core/source/kafkaerrors.h"

#include <array>
#include <utility>

namespace shoppulse {
namespace {

constexpr int kAnswerMs = 4'000;
constexpr int kPollMs = 100;

const KafkaProperties kDefaults{
    {"compression.codec", "lz4"},
    {"linger.ms", "5"},
};
/// Every message is settled within 5 s; a topic that is missing is told by name before that.
const KafkaProperties kFixed{
    {"enable.idempotence", "true"},
    {"acks", "all"},
    {"message.timeout.ms", "5000"},
    {"topic.metadata.propagation.max.ms", "4000"},
};

} // namespace

KafkaProducer::KafkaProducer(std::unique_ptr<KafkaClient> client, std::string brokers,
                             const std::atomic<bool>& cancel)
    : m_client(std::move(client))
    , m_brokers(std::move(brokers))
    , m_cancel(cancel)
{
    m_client->setOnDelivery([](const rd_kafka_message_t& message) {
        *static_cast<rd_kafka_resp_err_t*>(message._private) = message.err;
    });
}

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::open(const KafkaConfig& config,
                                                           const std::atomic<bool>& cancel)
{
    auto client = KafkaClient::open(config, KafkaClient::Role::Producer, kDefaults, kFixed);
    if (!client)
        return Unexpected(client.error());
    return std::unique_ptr<KafkaProducer>(
        new KafkaProducer(std::move(*client), config.brokers, cancel));
}

Result<void> KafkaProducer::reach()
{
    return m_client->reach(kAnswerMs, m_cancel);
}

void KafkaProducer::leaveUncompressed(const std::string& topic)
{
    if (m_topics.contains(topic))
        return;
    rd_kafka_topic_conf_t* conf = rd_kafka_default_topic_conf_dup(m_client->handle());
    rd_kafka_topic_conf_set(conf, "compression.codec", "none", nullptr, 0);
    // The topic takes its settings over.
    m_topics[topic].reset(rd_kafka_topic_new(m_client->handle(), topic.c_str(), conf));
}

void KafkaProducer::enqueue(const Outgoing& message, rd_kafka_resp_err_t& outcome)
{
    std::vector<rd_kafka_vu_t> fields;
    fields.reserve(6 + message.headers.size());
    const auto add = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t& {
        fields.push_back({.vtype = type, .u = {}});
        return fields.back();
    };
    add(RD_KAFKA_VTYPE_TOPIC).u.cstr = message.topic.c_str();
    add(RD_KAFKA_VTYPE_PARTITION).u.i32 = message.partition.value_or(RD_KAFKA_PARTITION_UA);
    add(RD_KAFKA_VTYPE_MSGFLAGS).u.i = RD_KAFKA_MSG_F_COPY;
    add(RD_KAFKA_VTYPE_VALUE).u.mem = {const_cast<char*>(message.value.data()),
                                       message.value.size()};
    add(RD_KAFKA_VTYPE_OPAQUE).u.ptr = &outcome;
    if (!message.key.empty())
        add(RD_KAFKA_VTYPE_KEY).u.mem = {const_cast<char*>(message.key.data()), message.key.size()};
    for (const auto& [name, value] : message.headers)
        add(RD_KAFKA_VTYPE_HEADER).u.header = {name.c_str(), value.data(),
                                               static_cast<ssize_t>(value.size())};
    const std::unique_ptr<rd_kafka_error_t, KafkaDestroy<rd_kafka_error_destroy>> error(
        rd_kafka_produceva(m_client->handle(), fields.data(), fields.size()));
    if (error)
        outcome = rd_kafka_error_code(error.get());
}

Result<void> KafkaProducer::send(std::span<const Outgoing> messages,
                                 std::vector<bool>& acknowledged)
{
    rd_kafka_t* const handle = m_client->handle();
    std::vector<rd_kafka_resp_err_t> outcomes(messages.size(), RD_KAFKA_RESP_ERR__IN_PROGRESS);
    for (std::size_t i = 0; i < messages.size(); ++i)
        enqueue(messages[i], outcomes[i]);
    // Each is settled: delivered, timed out, or purged. The outcomes must outlive that.
    for (bool isPurged = false; rd_kafka_outq_len(handle) > 0; m_client->poll(kPollMs)) {
        if (m_cancel && !std::exchange(isPurged, true))
            rd_kafka_purge(handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    }
    Result<void> result;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        acknowledged.push_back(outcomes[i] == RD_KAFKA_RESP_ERR_NO_ERROR);
        if (!acknowledged.back() && result)
            result = Unexpected(errorOf(outcomes[i], messages[i].topic));
    }
    if (result)
        m_client->clearErrors();
    return result;
}

Error KafkaProducer::errorOf(rd_kafka_resp_err_t code, const std::string& topic) const
{
    std::array<char, 512> text{};
    if (rd_kafka_fatal_error(m_client->handle(), text.data(), text.size()) != 0)
        return {ErrorCode::KafkaFatal, m_brokers, text.data()};
    if (code != RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
        return topicError(code, topic);
    if (const auto named = m_client->error())
        return *named;
    return {ErrorCode::KafkaTimeout, m_brokers, "not acknowledged within 5 s"};
}

} // namespace shoppulse
