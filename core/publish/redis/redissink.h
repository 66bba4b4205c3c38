// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publish/redis/redisconfig.h"
#include "core/publish/resultsink.h"

#include <memory>

namespace shoppulse {

/// Results as absolute values in Redis, for other programs to read:
/// - `shoppulse:win:METRIC:WINDOW_MS:START_MS`, a hash: the ids, `_window_ms _start _end _revision
///   _final _version _total`, for rankings `_other`, with a sketch `_error`; expires after an hour,
///   a day's after 48 hours, a running total never.
/// - `shoppulse:latest:METRIC`, the same of the newest window that has ended in event time: the
///   1 s window where the metric has one, else its sliding window, else its running total
///   (`ordernumall`, `visitnum`); `_window_ms` tells which.
/// - `shoppulse:top:METRIC`, a sorted set: the same ranking as the latest.
/// - `shoppulse:results`, a stream of final windows (field `json`), about the newest 10,000.
/// - PUBLISH of each change on `shoppulse:updates`.
/// - `shoppulse:marker:RUN`: tells whether the database is the one that this run wrote to.
/// A value is written only when it supersedes the stored one, in one script a record.
[[nodiscard]] std::unique_ptr<ResultSink> makeRedisSink(RedisConfig config);

} // namespace shoppulse
