// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/inputname.h"

#include "core/source/kafkaclient.h"

namespace shoppulse {

std::string inputName(const KafkaConfig& config, int waitMs)
{
    const auto client = KafkaClient::open(config, KafkaClient::Role::Consumer);
    char* id = client ? rd_kafka_clusterid((*client)->handle(), waitMs) : nullptr;
    if (id == nullptr)
        return config.topic;
    std::string name = id + ("/" + config.topic);
    rd_kafka_mem_free((*client)->handle(), id);
    return name;
}

} // namespace shoppulse
