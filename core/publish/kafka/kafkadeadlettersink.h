// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publish/deadlettersink.h"
#include "core/source/kafkaconfig.h"

#include <memory>
#include <string>

namespace shoppulse {

/// Writes dead letters to a topic of the source's cluster, by an idempotent producer: the value as
/// it came, and the headers `reason`, `source-topic`, `source-partition`, `source-offset`, and
/// `source-line` for a line of several. Creates the topic where the cluster lets it. Fails with
/// TopicInvalidName or KafkaProperty; no broker is contacted here.
[[nodiscard]] Result<std::unique_ptr<DeadLetterSink>>
makeKafkaDeadLetterSink(const KafkaConfig& source, const std::string& topic);

} // namespace shoppulse
