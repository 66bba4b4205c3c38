// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"
#include "core/source/kafkapartition.h"

namespace shoppulse {

/// How the property auto.offset.reset says to go on wherever there is a hole; empty: a person is to
/// be asked.
[[nodiscard]] std::optional<GoOn> goOnBySettings(const KafkaConfig& config);

/// Asks the cluster what became of the records that a partition wants, and moves it on by `choice`,
/// or halts it and returns what to say. Nothing is lost, and it goes on by itself, when only the
/// record to compare is gone. Fails when the cluster does not answer within seconds.
[[nodiscard]] Result<std::optional<Error>> mendHole(KafkaClient& client, const KafkaConfig& config,
                                                    KafkaPartition& partition,
                                                    std::optional<GoOn> choice);

} // namespace shoppulse
