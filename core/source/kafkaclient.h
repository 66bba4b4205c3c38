// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/source/kafkaconfig.h"

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shoppulse {

using KafkaProperties = std::vector<std::pair<std::string, std::string>>;

/// librdkafka's values with their destructors.
template <auto destroy> struct KafkaDestroy {
    template <class T> void operator()(T* value) const { destroy(value); }
};
using KafkaPartitions = std::unique_ptr<rd_kafka_topic_partition_list_t,
                                        KafkaDestroy<rd_kafka_topic_partition_list_destroy>>;
using KafkaQueue = std::unique_ptr<rd_kafka_queue_t, KafkaDestroy<rd_kafka_queue_destroy>>;
using KafkaTopicHandle = std::unique_ptr<rd_kafka_topic_t, KafkaDestroy<rd_kafka_topic_destroy>>;
using KafkaMessage = std::unique_ptr<rd_kafka_message_t, KafkaDestroy<rd_kafka_message_destroy>>;

/// The cluster as one of its brokers describes it.
struct TopicMetadata {
    int brokers = 0;
    int partitions = 0; ///< numbered from 0
    int leaderless = 0; ///< of them, how many cannot be read now
};

/// One librdkafka client. Owns the handle; the callbacks' findings are kept here, named. All
/// functions are thread safe; errors arrive while poll() runs.
class KafkaClient {
public:
    enum class Role { Consumer, Producer };

    /// `defaults` give way to the person's properties, `fixed` don't. Fails with KafkaProperty; no
    /// broker is contacted here.
    [[nodiscard]] static Result<std::unique_ptr<KafkaClient>>
    open(const KafkaConfig& config, Role role, const KafkaProperties& defaults = {},
         const KafkaProperties& fixed = {});
    ~KafkaClient();
    KafkaClient(const KafkaClient&) = delete;
    KafkaClient& operator=(const KafkaClient&) = delete;

    [[nodiscard]] rd_kafka_t* handle() const { return m_handle; }

    /// Called from poll() for each message whose delivery succeeded or failed. Set it before the
    /// first message is sent.
    void setOnDelivery(std::function<void(const rd_kafka_message_t&)> function)
    {
        m_onDelivery = std::move(function);
    }

    /// Serves the callbacks, waiting at most `waitMs` for the first.
    void poll(int waitMs);

    /// The most telling error since clearErrors().
    [[nodiscard]] std::optional<Error> error() const;
    /// To be called when all works; an error that lasts is told only now and then, so it is kept.
    void clearErrors();

    /// Asks for the topic's partitions, for at most `timeoutMs` and while `cancel` is false. Ends
    /// early, with the cause by name, when every broker was found down or refuses this client.
    [[nodiscard]] Result<TopicMetadata> metadata(const std::string& topic, int timeoutMs,
                                                 const std::atomic<bool>& cancel);

    /// Asks the same way whether the cluster answers and takes this client; makes no topic.
    [[nodiscard]] Result<void> reach(int timeoutMs, const std::atomic<bool>& cancel);

    /// Earliest (low) or latest (high) offsets of these partitions.
    [[nodiscard]] Result<std::vector<std::int64_t>>
    offsets(const std::string& topic, const std::vector<std::int32_t>& partitions, bool latest,
            int timeoutMs);

private:
    explicit KafkaClient(std::string brokers);
    void note(const Error& error);
    [[nodiscard]] Error asFarAsKnown(Error error) const;
    [[nodiscard]] Error namedOr(rd_kafka_resp_err_t code) const;
    /// Without a topic it asks for none.
    [[nodiscard]] Result<TopicMetadata> ask(rd_kafka_topic_t* topic, int timeoutMs,
                                            const std::atomic<bool>& cancel);
    [[nodiscard]] Result<TopicMetadata> askOnce(rd_kafka_topic_t* topic, int timeoutMs,
                                                bool& final);
    [[nodiscard]] Result<std::vector<std::int64_t>>
    offsetsOnce(const std::string& topic, const std::vector<std::int32_t>& partitions, bool latest,
                int timeoutMs, bool& final);

    static void onError(rd_kafka_t*, int code, const char* reason, void* self);
    static void onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* self);
    static void onLog(const rd_kafka_t* handle, int level, const char* facility, const char* text);
    static int onCertificate(rd_kafka_t*, const char* broker, std::int32_t, int* x509, int,
                             const char*, std::size_t, char*, std::size_t, void* self);

    const std::string m_brokers;
    mutable std::mutex m_mutex;
    std::optional<Error> m_error;
    std::chrono::steady_clock::time_point m_errorAt;
    std::atomic<bool> m_allDown{false};
    std::atomic<bool> m_worked{false};
    std::function<void(const rd_kafka_message_t&)> m_onDelivery;
    rd_kafka_t* m_handle = nullptr;
};

} // namespace shoppulse
