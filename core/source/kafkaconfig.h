// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

namespace shoppulse {

/// Where reading starts. Stored: the group's committed offsets, else the earliest record.
enum class StartAt { Earliest, Latest, Stored };

/// How to reach a Kafka topic. A value; holds secrets among `properties`, so it is never logged.
struct KafkaConfig {
    std::string brokers; ///< "host:port,host:port"
    std::string topic;
    StartAt from = StartAt::Earliest;
    int consumers = 0; ///< 0: chosen from cores and partitions
    std::string groupId = "shoppulse"; ///< for lag displays only; partitions are assigned by hand
    /// librdkafka properties that win over ours: security.protocol, sasl.username, ...
    std::map<std::string, std::string> properties;
};

} // namespace shoppulse
