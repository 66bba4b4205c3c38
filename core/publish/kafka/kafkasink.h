// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publish/resultsink.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace shoppulse {

/// Where the result topics are. A value; holds secrets among `properties`, so it is never logged.
struct KafkaSinkConfig {
    std::string brokers; ///< "host:port,host:port"
    std::map<std::string, std::string> properties; ///< of librdkafka; win over ours
    std::string prefix; ///< of every topic's name
    std::chrono::milliseconds lookEvery{60'000}; ///< at the topics' settings
};

/// Results as keyed upserts in Kafka: one topic a metric, PREFIX + its id, key
/// "metric|window_ms|start_ms", value resultJson(), header `version`. The topics are created with
/// cleanup.policy=compact; one that exists without it is the sink's concern. And PREFIX + `result`,
/// for the lab's pages: see LabResults; it has one partition, or gets its seconds in partition 0.
/// Fails when a property is not accepted or the prefix cannot begin a topic's name.
[[nodiscard]] Result<std::unique_ptr<ResultSink>> makeKafkaSink(KafkaSinkConfig config);

} // namespace shoppulse
