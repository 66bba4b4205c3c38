// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace shoppulse {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A message on its way out.
struct Outgoing {
    std::string topic;
    std::optional<std::int32_t> partition; ///< empty: by the key
    std::string key; ///< empty: none
    std::string value;
    Headers headers;
};

/// An idempotent producer that waits for its acknowledgements; made anew after an error. One
/// thread; cancel() from any.
class KafkaProducer {
public:
    /// Fails with KafkaProperty; no broker is contacted here.
    [[nodiscard]] static Result<std::unique_ptr<KafkaProducer>>
    open(const KafkaConfig& config, const std::atomic<bool>& cancel);

    /// Whether the cluster answers and takes this user. Makes no topic.
    Result<void> reach();

    /// To ask the cluster by.
    [[nodiscard]] const KafkaClient& client() const { return *m_client; }

    /// Sends this topic uncompressed from now on. A missing topic may be made by it.
    void leaveUncompressed(const std::string& topic);

    /// Sends the messages, in order a partition, and waits for at most 5 s until each is
    /// acknowledged. `acknowledged[i]` tells it of messages[i], also when others failed.
    Result<void> send(std::span<const Outgoing> messages, std::vector<bool>& acknowledged);

private:
    KafkaProducer(std::unique_ptr<KafkaClient> client, std::string brokers,
                  const std::atomic<bool>& cancel);

    void enqueue(const Outgoing& message, rd_kafka_resp_err_t& outcome);
    [[nodiscard]] Error errorOf(rd_kafka_resp_err_t code, const std::string& topic) const;

    const std::unique_ptr<KafkaClient> m_client;
    std::map<std::string, KafkaTopicHandle> m_topics; ///< with settings of their own
    const std::string m_brokers;
    const std::atomic<bool>& m_cancel;
};

} // namespace shoppulse
