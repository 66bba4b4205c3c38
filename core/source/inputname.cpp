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

bool mayBeSameInput(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty())
        return true;
    const std::size_t clusterA = a.find('/'); // no topic's name holds one
    const std::size_t clusterB = b.find('/');
    if (clusterA == a.npos || clusterB == b.npos)
        return a.substr(clusterA + 1) == b.substr(clusterB + 1);
    return a == b;
}

} // namespace shoppulse
