// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/source/kafkaconfig.h"

#include <memory>
#include <string>

namespace shoppulse {

/// The demo's own broker: librdkafka's mock cluster in this process, speaking the real protocol on
/// a loopback port of its own choice. Other clients may read and write it; other topics come into
/// being when used. It keeps the newest 5 MiB or 100,000 batches a partition, in memory, and proves
/// nothing about a real cluster. Must outlive its clients' use; any thread.
class DemoBroker {
public:
    static constexpr const char* kTopic = "demo";
    static constexpr int kPartitions = 16;

    /// Fails with KafkaOther when no port can be had.
    [[nodiscard]] static Result<std::unique_ptr<DemoBroker>> start(int partitions = kPartitions);
    ~DemoBroker();

    /// "127.0.0.1:40123"
    [[nodiscard]] std::string bootstrap() const;
    /// How to read the topic `demo`: quick fetches, and older records may vanish.
    [[nodiscard]] KafkaConfig config() const;

private:
    class Impl;
    explicit DemoBroker(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace shoppulse
