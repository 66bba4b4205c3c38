// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/profile.h"
#include "core/source/kafkaconfig.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shoppulse {

/// The steps of reaching a topic, in order.
enum class ProbeStep : std::uint8_t { Name, Tcp, Tls, Sasl, Metadata, Topic, Sample };
enum class ProbeOutcome : std::uint8_t { Passed, Failed, Skipped };

/// One record of the topic as it is and as it decodes.
struct ProbeSample {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::string raw; ///< first 256 bytes, control characters escaped
    std::string decoded; ///< "pv · female · 25-29 · 上海 · brand 5476", or empty
    std::string reason; ///< id of the undecodable reason, or empty
};

struct ProbeReport {
    ProbeStep step;
    ProbeOutcome outcome;
    std::string detail; ///< "3 brokers", "4 partitions, 10,000 records"
    std::optional<Error> error; ///< set when failed
    /// With ProbeStep::Sample only.
    std::vector<ProbeSample> samples;
    Format detected = Format::Auto;
    double undecodableShare = 0; ///< 0..1 of the sampled rows
};

/// Tries to reach the topic step by step and reports each step as it ends; stops at the first
/// failure. Blocks for at most about 5 s a step; call it off the GUI thread. `cancel` ends it early.
void probe(const KafkaConfig& config, const Profile& profile,
           const std::function<void(const ProbeReport&)>& report, const std::atomic<bool>& cancel);

} // namespace shoppulse
