// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/source/kafkaclient.h"
#include "core/source/shopgenerator.h"

#include <condition_variable>
#include <thread>

namespace shoppulse {

/// Writes a ShopGenerator's rows to a topic in real time, one row a message, evenly over the
/// partitions; record times are the clock's. Owns its thread, from start() to stop().
class DemoStream {
public:
    /// `clock` outlives the stream. Fails as KafkaClient::open.
    [[nodiscard]] static Result<std::unique_ptr<DemoStream>>
    start(const KafkaConfig& config, int partitions, ShopGenerator generator, const Clock& clock);
    ~DemoStream();

    /// Ends the stream; what is under way still arrives. Idempotent.
    void stop();

    /// Rows sent so far.
    [[nodiscard]] std::uint64_t rows() const { return m_rows; }

private:
    DemoStream(std::unique_ptr<KafkaClient> client, std::string topic, int partitions,
               ShopGenerator generator, const Clock& clock);
    void run();
    void send(std::int64_t wallMs);

    const std::unique_ptr<KafkaClient> m_client;
    const KafkaTopicHandle m_topic;
    const int m_partitions;
    ShopGenerator m_generator;
    const Clock& m_clock;
    std::atomic<std::uint64_t> m_rows{0};

    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace shoppulse
