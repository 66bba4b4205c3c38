// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"
#include "core/source/shopgenerator.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace shoppulse::bench {

inline constexpr int kPartitions = 4; ///< what the testbed's broker gives a new topic

/// The testbed's broker and `topic`; ends the program when there is no testbed.
inline KafkaConfig testTopic(std::string topic)
{
    const char* brokers = std::getenv("SHOPPULSE_TEST_KAFKA");
    if (brokers == nullptr) {
        std::fprintf(stderr, "run it by tests/testbed/run --kafka -- PROGRAM\n");
        std::exit(2);
    }
    KafkaConfig config;
    config.brokers = brokers;
    config.topic = std::move(topic);
    return config;
}

/// Sends generated rows to a topic of the testbed, which the broker makes. One thread.
class TopicWriter {
public:
    /// A message waits at most `lingerMs` for others to go with.
    TopicWriter(const KafkaConfig& config, const char* lingerMs)
        : m_client(KafkaClient::open(config, KafkaClient::Role::Producer,
                                     {{"compression.codec", "lz4"}, {"linger.ms", lingerMs}},
                                     {{"enable.idempotence", "true"}})
                       .value())
    {
        constexpr int kDifferent = 100'000;
        constexpr std::int64_t kTimeMs = 1'700'000'000'000;
        const std::atomic<bool> cancel{false};
        while (!m_client->metadata(config.topic, 5'000, cancel)) { }
        m_topic.reset(rd_kafka_topic_new(m_client->handle(), config.topic.c_str(), nullptr));
        ShopGenerator generator(1);
        for (int i = 0; i < kDifferent; ++i)
            m_rows.push_back(generator.row(kTimeMs));
    }

    /// The next row; waits for room.
    void send(std::int32_t partition, std::int64_t timeMs)
    {
        const std::string& row = m_rows[m_next];
        m_next = m_next + 1 == m_rows.size() ? 0 : m_next + 1;
        while (rd_kafka_producev(m_client->handle(), RD_KAFKA_V_RKT(m_topic.get()),
                                 RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_TIMESTAMP(timeMs),
                                 RD_KAFKA_V_VALUE(const_cast<char*>(row.data()), row.size()),
                                 RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END)
               != RD_KAFKA_RESP_ERR_NO_ERROR)
            m_client->poll(10);
        m_client->poll(0);
    }

    void flush() { rd_kafka_flush(m_client->handle(), 60'000); }

private:
    std::unique_ptr<KafkaClient> m_client;
    KafkaTopicHandle m_topic;
    std::vector<std::string> m_rows;
    std::size_t m_next = 0;
};

} // namespace shoppulse::bench
