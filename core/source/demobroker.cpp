// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/demobroker.h"

// In this order: the second needs the first.
#include <librdkafka/rdkafka.h>

#include <librdkafka/rdkafka_mock.h>

#include <array>

namespace shoppulse {

class DemoBroker::Impl {
public:
    ~Impl()
    {
        if (cluster)
            rd_kafka_mock_cluster_destroy(cluster);
        if (handle)
            rd_kafka_destroy(handle);
    }

    rd_kafka_t* handle = nullptr;
    rd_kafka_mock_cluster_t* cluster = nullptr;
};

DemoBroker::DemoBroker(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

DemoBroker::~DemoBroker() = default;

Result<std::unique_ptr<DemoBroker>> DemoBroker::start(int partitions)
{
    auto impl = std::make_unique<Impl>();
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t*, int, const char*, const char*) {});
    std::array<char, 512> text{};
    impl->handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text.data(), text.size());
    if (!impl->handle) {
        rd_kafka_conf_destroy(conf);
        return fail(ErrorCode::KafkaOther, "demo", text.data());
    }
    impl->cluster = rd_kafka_mock_cluster_new(impl->handle, 1);
    if (!impl->cluster)
        return fail(ErrorCode::KafkaOther, "demo", "no port on the loopback address");
    const rd_kafka_resp_err_t code =
        rd_kafka_mock_topic_create(impl->cluster, kTopic, partitions, 1);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return fail(ErrorCode::KafkaOther, "demo", rd_kafka_err2str(code));
    return std::unique_ptr<DemoBroker>(new DemoBroker(std::move(impl)));
}

std::string DemoBroker::bootstrap() const
{
    return rd_kafka_mock_cluster_bootstraps(m_impl->cluster);
}

KafkaConfig DemoBroker::config() const
{
    KafkaConfig config;
    config.brokers = bootstrap();
    config.topic = kTopic;
    config.properties = {
        // The mock cluster lets an empty fetch wait the whole time.
        {"fetch.wait.max.ms", "10"},
        {"auto.offset.reset", "earliest"},
    };
    return config;
}

} // namespace shoppulse
