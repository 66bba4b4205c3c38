// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/source/kafkaclient.h"
#include "core/source/shopgenerator.h"

#include <condition_variable>
#include <thread>

namespace shoppulse {

/// Writes a ShopGenerator's rows to a topic in real time, one row a message, evenly over the
/// partitions; record times are the clock's. Before that it can write a past, so that the charts
/// have something to show at once. Owns its thread, from start() to stop().
class DemoStream {
public:
    /// `clock` outlives the stream. The past of `historyMs` up to now goes first, as fast as it
    /// goes. Fails as KafkaClient::open.
    [[nodiscard]] static Result<std::unique_ptr<DemoStream>>
    start(const KafkaConfig& config, int partitions, ShopGenerator generator, const Clock& clock,
          std::int64_t historyMs = 0);
    ~DemoStream();

    /// Ends the stream; what is under way still arrives. Idempotent.
    void stop();

    /// Rows sent so far.
    [[nodiscard]] std::uint64_t rows() const { return m_rows; }

private:
    DemoStream(std::unique_ptr<KafkaClient> client, std::string topic, int partitions,
               ShopGenerator generator, const Clock& clock, std::int64_t historyMs);
    void run(std::int64_t historyMs);
    void sendHistory(std::int64_t historyMs);
    /// The rows of a span of time, all with the time `timeMs`.
    void sendFor(std::int64_t durationMs, std::int64_t timeMs);
    /// False when the client's queue is full.
    bool send(const std::string& row, std::int64_t timeMs);

    const std::unique_ptr<KafkaClient> m_client;
    const KafkaTopicHandle m_topic;
    const int m_partitions;
    ShopGenerator m_generator;
    const Clock& m_clock;
    double m_owed = 0; ///< rows due and not sent yet
    std::atomic<std::uint64_t> m_rows{0};

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::atomic<bool> m_stop{false}; ///< set under the mutex
    std::thread m_thread;
};

} // namespace shoppulse
