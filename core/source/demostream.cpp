// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/demostream.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::chrono::milliseconds kTick{10};
constexpr int kFlushMs = 1000;
constexpr std::int64_t kTickMs = kTick.count();
/// After a pause (a laptop asleep) the stream goes on; it does not catch up.
constexpr std::int64_t kMostOwedMs = 1000;

} // namespace

Result<std::unique_ptr<DemoStream>> DemoStream::start(const KafkaConfig& config, int partitions,
                                                      ShopGenerator generator, const Clock& clock,
                                                      std::int64_t historyMs)
{
    KafkaConfig producer;
    producer.brokers = config.brokers;
    Result<std::unique_ptr<KafkaClient>> client = KafkaClient::open(
        producer, KafkaClient::Role::Producer, {{"linger.ms", "5"}, {"acks", "1"}});
    if (!client)
        return Unexpected(client.error());
    return std::unique_ptr<DemoStream>(new DemoStream(std::move(*client), config.topic, partitions,
                                                      std::move(generator), clock, historyMs));
}

DemoStream::DemoStream(std::unique_ptr<KafkaClient> client, std::string topic, int partitions,
                       ShopGenerator generator, const Clock& clock, std::int64_t historyMs)
    : m_client(std::move(client))
    , m_topic(rd_kafka_topic_new(m_client->handle(), topic.c_str(), nullptr))
    , m_partitions(partitions)
    , m_generator(std::move(generator))
    , m_clock(clock)
    , m_thread(&DemoStream::run, this, historyMs)
{
}

DemoStream::~DemoStream()
{
    stop();
}

void DemoStream::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
    rd_kafka_flush(m_client->handle(), kFlushMs);
}

void DemoStream::run(std::int64_t historyMs)
{
    sendHistory(historyMs);
    std::int64_t before = m_clock.steadyMs();
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, kTick, [this] { return m_stop.load(); })) {
        const std::int64_t now = m_clock.steadyMs();
        sendFor(std::min(now - before, kMostOwedMs), m_clock.wallMs());
        before = now;
        m_client->poll(0);
    }
}

void DemoStream::sendHistory(std::int64_t historyMs)
{
    // Until it has caught up with the present, which goes on meanwhile: no hole between the two.
    for (std::int64_t timeMs = m_clock.wallMs() - historyMs; timeMs < m_clock.wallMs();
         timeMs += kTickMs) {
        if (m_stop)
            return;
        sendFor(kTickMs, timeMs);
    }
}

void DemoStream::sendFor(std::int64_t durationMs, std::int64_t timeMs)
{
    m_owed += m_generator.rate(timeMs) * static_cast<double>(durationMs) / 1000.0;
    for (; m_owed >= 1; m_owed -= 1) {
        const std::string row = m_generator.row(timeMs);
        // The queue is full while history goes out faster than the broker takes it.
        while (!send(row, timeMs) && !m_stop)
            m_client->poll(static_cast<int>(kTickMs));
    }
}

bool DemoStream::send(const std::string& row, std::int64_t timeMs)
{
    const auto partition =
        static_cast<std::int32_t>(m_rows % static_cast<std::uint64_t>(m_partitions));
    const rd_kafka_resp_err_t code = rd_kafka_producev(
        m_client->handle(), RD_KAFKA_V_RKT(m_topic.get()), RD_KAFKA_V_PARTITION(partition),
        RD_KAFKA_V_TIMESTAMP(timeMs), RD_KAFKA_V_VALUE(const_cast<char*>(row.data()), row.size()),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        return false;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        ++m_rows;
    return true;
}

} // namespace shoppulse
