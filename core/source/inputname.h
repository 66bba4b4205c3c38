// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaconfig.h"

#include <string>
#include <string_view>

namespace shoppulse {

/// "CLUSTER/TOPIC", the same by whichever of its addresses a cluster is reached; the topic alone
/// when the cluster does not answer within `waitMs` or has no id. Blocks; any thread.
[[nodiscard]] std::string inputName(const KafkaConfig& config, int waitMs);

/// Whether two names, as far as they tell, name the same input; an empty one tells nothing.
[[nodiscard]] bool mayBeSameInput(std::string_view a, std::string_view b);

} // namespace shoppulse
