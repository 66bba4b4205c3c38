// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/probe.h"

namespace shoppulse {

/// One message of a topic, copied.
struct SampledMessage {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::string value;
};

/// Reads some of the newest messages of a topic, at most about 100; fewer when `timeoutMs` is over.
/// Offsets: the topic's partitions in order, earliest and next.
[[nodiscard]] Result<std::vector<SampledMessage>>
sampleTopic(const KafkaConfig& config, const std::vector<std::int64_t>& earliest,
            const std::vector<std::int64_t>& next, int timeoutMs, const std::atomic<bool>& cancel);

/// Decodes them as the profile says, or as they look, into the report of ProbeStep::Sample.
[[nodiscard]] ProbeReport judgeSample(const std::vector<SampledMessage>& messages,
                                      const Profile& profile, const std::string& topic);

} // namespace shoppulse
