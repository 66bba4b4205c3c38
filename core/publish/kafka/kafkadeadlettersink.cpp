// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/kafkadeadlettersink.h"

#include "core/publish/kafka/kafkaproducer.h"
#include "core/publish/kafka/topicadmin.h"
#include "core/source/kafkaerrors.h"

#include <atomic>
#include <utility>

namespace shoppulse {
namespace {

/// Brokers take messages of a MiB unless told otherwise; the headers need some of it.
constexpr std::size_t kLongest = 1'000'000;

class KafkaDeadLetterSink final : public DeadLetterSink {
public:
    KafkaDeadLetterSink(const KafkaConfig& source, std::string topic)
        : m_sourceTopic(source.topic)
        , m_topic(std::move(topic))
    {
        m_config.brokers = source.brokers;
        m_config.properties = source.properties;
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

    Result<void> reach() override
    {
        if (const auto opened = open(); !opened)
            return opened;
        if (const auto reached = m_producer->reach(); !reached)
            return reached;
        const NewTopic wanted{.name = m_topic, .compacted = false, .partitions = {}};
        // What was refused does not matter: the cluster may make it by itself; if not, sending
        // names the topic.
        static_cast<void>(createTopics(m_producer->client(), {&wanted, 1}, m_cancelled));
        return {};
    }

    Result<void> write(std::vector<DeadLetter>& letters) override
    {
        if (const auto opened = open(); !opened)
            return opened;
        std::vector<Outgoing> messages;
        messages.reserve(letters.size());
        for (const DeadLetter& letter : letters)
            messages.push_back({.topic = m_topic,
                                .partition = {},
                                .key = {},
                                .value = letter.value,
                                .headers = headersOf(letter)});
        std::vector<bool> acknowledged;
        auto sent = m_producer->send(messages, acknowledged);
        std::size_t at = 0;
        std::erase_if(letters, [&](const DeadLetter&) { return acknowledged[at++]; });
        if (!sent)
            m_producer.reset();
        return sent;
    }

    [[nodiscard]] std::size_t longest() const override { return kLongest; }
    [[nodiscard]] std::string target() const override
    {
        return m_topic + " at " + m_config.brokers;
    }
    void cancel() override { m_cancelled = true; }

private:
    [[nodiscard]] Headers headersOf(const DeadLetter& letter) const
    {
        Headers headers{{"reason", letter.reason},
                        {"source-topic", m_sourceTopic},
                        {"source-partition", std::to_string(letter.partition)},
                        {"source-offset", std::to_string(letter.offset)}};
        if (letter.line > 0)
            headers.emplace_back("source-line", std::to_string(letter.line));
        return headers;
    }

    const std::string m_sourceTopic;
    const std::string m_topic;
    KafkaConfig m_config;
    std::atomic<bool> m_cancelled = false;
    std::unique_ptr<KafkaProducer> m_producer; ///< null after an error
};

} // namespace

Result<std::unique_ptr<DeadLetterSink>> makeKafkaDeadLetterSink(const KafkaConfig& source,
                                                                const std::string& topic)
{
    if (const auto named = checkTopicName(topic); !named)
        return Unexpected(named.error());
    auto sink = std::make_unique<KafkaDeadLetterSink>(source, topic);
    if (const auto opened = sink->open(); !opened)
        return Unexpected(opened.error());
    return sink;
}

} // namespace shoppulse
