// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/publish/redis/redisconnection.h"

#include <string>
#include <string_view>

namespace shoppulse {

/// The script that writes one record, all or nothing, when it is newer than what stands there.
/// It answers 1 when it wrote, 0 when not.
[[nodiscard]] std::string_view redisWriteScript();

/// The call of the script for a record. `newestEndMs` is the end of the newest slice known, by
/// which a window that ends in the future is told; 0: not known yet.
[[nodiscard]] RedisCommand redisWriteCommand(const ResultRecord& record, std::int64_t newestEndMs,
                                             const std::string& scriptSha,
                                             const std::string& source);

} // namespace shoppulse
