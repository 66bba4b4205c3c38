// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkasink.h"

#include "core/publish/kafka/kafkaproducer.h"
#include "core/publish/kafka/labresults.h"
#include "core/publish/kafka/resulttopics.h"
#include "core/source/kafkaerrors.h"

#include <atomic>
#include <utility>

namespace shoppulse {
namespace {

class KafkaSink final : public ResultSink {
public:
    explicit KafkaSink(KafkaSinkConfig config)
        : m_prefix(std::move(config.prefix))
        , m_resultTopic(m_prefix + "result")
        , m_topics(config.lookEvery)
    {
        m_config.brokers = std::move(config.brokers);
        m_config.properties = std::move(config.properties);
    }

    /// Makes the producer unless there is one; contacts nobody.
    Result<void> open()
    {
        if (m_producer)
            return {};
        auto producer = KafkaProducer::open(m_config, m_cancelled);
        if (!producer)
            return Unexpected(producer.error());
        m_producer = std::move(*producer);
        return {};
    }

    [[nodiscard]] Component component() const override { return Component::KafkaOut; }
    [[nodiscard]] std::string target() const override { return m_config.brokers; }
    [[nodiscard]] std::string place() const override { return m_config.brokers + ' ' + m_prefix; }
    void cancel() override { m_cancelled = true; }

    Result<bool> check() override
    {
        if (const auto opened = open(); !opened)
            return Unexpected(opened.error());
        if (const auto reached = m_producer->reach(); !reached)
            return Unexpected(reached.error());
        m_topics.look(m_producer->client(), m_cancelled);
        return true;
    }

    [[nodiscard]] std::optional<Error> concern() const override { return m_topics.concern(); }

    Result<void> write(std::span<const ResultRecord> batch) override
    {
        if (batch.empty())
            return {};
        if (const auto opened = open(); !opened)
            return opened;
        const std::vector<LabResults::Second> seconds = m_lab.due(batch);
        const std::vector<Outgoing> messages = messagesOf(batch, seconds);
        prepareTopics(messages);
        std::vector<bool> acknowledged;
        const auto sent = m_producer->send(messages, acknowledged);
        for (std::size_t i = 0; i < seconds.size(); ++i) {
            if (acknowledged[batch.size() + i])
                m_lab.sent(seconds[i].startMs);
        }
        if (sent)
            return {};
        // What became of it is not known: a new producer sends the same values again.
        Error cause = m_topics.cause(sent.error());
        m_producer.reset();
        m_topics.forget();
        return Unexpected(std::move(cause));
    }

private:
    [[nodiscard]] std::string topicOf(Metric metric) const
    {
        return m_prefix + std::string(metricId(metric));
    }

    [[nodiscard]] std::vector<Outgoing>
    messagesOf(std::span<const ResultRecord> batch,
               const std::vector<LabResults::Second>& seconds) const
    {
        std::vector<Outgoing> messages;
        messages.reserve(batch.size() + seconds.size());
        for (const ResultRecord& record : batch)
            messages.push_back({.topic = topicOf(record.metric),
                                .partition = {},
                                .key = resultKey(record),
                                .value = resultJson(record, true),
                                .headers = {{"version", std::to_string(record.version)}}});
        for (const LabResults::Second& second : seconds)
            messages.push_back({.topic = m_resultTopic,
                                .partition = 0,
                                .key = {},
                                .value = second.value,
                                .headers = {}});
        return messages;
    }

    void prepareTopics(std::span<const Outgoing> messages)
    {
        std::vector<NewTopic> topics;
        for (const Outgoing& message : messages) {
            const bool isKeyed = !message.key.empty();
            if (topics.empty() || topics.back().name != message.topic)
                topics.push_back({.name = message.topic,
                                  .compacted = isKeyed,
                                  .partitions = isKeyed ? std::nullopt : std::optional(1)});
        }
        m_topics.look(m_producer->client(), topics, m_cancelled);
        // The lab's readers (kafka-python as it is installed there) cannot decompress lz4. Not
        // before: where the cluster makes topics by itself, naming one makes it.
        if (topics.back().name == m_resultTopic)
            m_producer->leaveUncompressed(m_resultTopic);
    }

    const std::string m_prefix;
    const std::string m_resultTopic;
    KafkaConfig m_config;
    std::atomic<bool> m_cancelled = false;
    std::unique_ptr<KafkaProducer> m_producer; ///< null after an error
    ResultTopics m_topics;
    LabResults m_lab;
};

} // namespace

Result<std::unique_ptr<ResultSink>> makeKafkaSink(KafkaSinkConfig config)
{
    for (const std::string_view metric : kMetricIds) {
        if (const auto named = checkTopicName(config.prefix + std::string(metric)); !named)
            return Unexpected(named.error());
    }
    auto sink = std::make_unique<KafkaSink>(std::move(config));
    if (const auto opened = sink->open(); !opened)
        return Unexpected(opened.error());
    return sink;
}

} // namespace shoppulse
