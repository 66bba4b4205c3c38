// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/decode/event.h"
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
    std::optional<Event> event; ///< the first in it, when it could be decoded
    std::string reason; ///< id of the undecodable reason, or empty
};

struct ProbeReport {
    ProbeStep step = ProbeStep::Name;
    ProbeOutcome outcome = ProbeOutcome::Skipped;
    std::string detail; ///< a name as it is: an address, the SASL mechanism; or empty
    std::optional<Error> error; ///< set when failed
    std::optional<int> brokers; ///< with ProbeStep::Metadata, when known
    std::optional<int> partitions; ///< with ProbeStep::Topic
    std::optional<std::int64_t> records; ///< with ProbeStep::Topic: those that can be read now
    /// With ProbeStep::Sample only.
    std::vector<ProbeSample> samples;
    Format detected = Format::Auto;
    std::optional<int> rows; ///< in the sample
    double undecodableShare = 0; ///< 0..1 of these rows
};

/// Tries to reach the topic step by step and reports each step as it ends; stops at the first
/// failure. Blocks for at most about 5 s a step; call it off the GUI thread. `cancel` ends it
/// early.
void probe(const KafkaConfig& config, const Profile& profile,
           const std::function<void(const ProbeReport&)>& report, const std::atomic<bool>& cancel);

} // namespace shoppulse
