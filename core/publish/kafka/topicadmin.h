// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"

#include <atomic>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shoppulse {

/// A topic as it is to be made.
struct NewTopic {
    std::string name;
    bool compacted = false; ///< else old records are deleted
    std::optional<int> partitions; ///< empty: as many as the cluster makes by itself
};

/// Each topic's cleanup.policy ("compact", "delete", "compact,delete") as the cluster tells it.
/// TopicUnknown: there is none. Any other error: the cluster does not tell. Waits 2 s at most, less
/// when `cancel` becomes true.
[[nodiscard]] std::map<std::string, Result<std::string>>
cleanupPolicies(const KafkaClient& client, std::span<const std::string> topics,
                const std::atomic<bool>& cancel);

/// Makes the topics; one that exists is left as it is. What was refused, by topic, the detail in
/// the cluster's words. Waits 4 s at most, less when `cancel` becomes true.
[[nodiscard]] std::map<std::string, Error> createTopics(const KafkaClient& client,
                                                        std::span<const NewTopic> topics,
                                                        const std::atomic<bool>& cancel);

} // namespace shoppulse
