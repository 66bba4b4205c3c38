// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/source/kafkaconfig.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace shoppulse {

struct ReplayOptions {
    std::string file; ///< "-": standard input
    double rate = 0; ///< rows a second; 0: as fast as it goes
    int rowsPerMessage = 1; ///< joined by \n; the last message of the file may hold fewer
    /// Record time of the first row, epoch ms; each further row is 1/rate later, 1 ms when the rate
    /// is 0. A message has its first row's time. Not set: record times are now.
    std::optional<std::int64_t> startMs = {};
    bool loop = false; ///< begin again at the file's end, until cancelled; not for "-"
};

/// What was delivered.
struct ReplaySummary {
    std::uint64_t rows = 0;
    std::uint64_t messages = 0;
    double seconds = 0;
};

/// How far it is, told from replay()'s thread five times a second.
struct ReplayState {
    std::uint64_t rows = 0; ///< delivered so far
    std::optional<Error> trouble; ///< why nothing moves just now
};
using ReplayProgress = std::function<void(const ReplayState&)>;

/// Sends a file's lines to a topic as they are, byte for byte: empty, malformed and header lines
/// too; only the line's end (\n or \r\n) is left out. The messages go to the partitions in turn, by
/// an idempotent producer, so that each partition holds them in the file's order. Returns when all
/// are delivered, or when `cancel` is set and what was sent is. Fails by name: FileUnreadable,
/// KafkaProperty, and what reaching a topic may meet, within 5 s. A broker that goes away while
/// rows are under way has the time of message.timeout.ms (here 2 min) to come back; the progress
/// names the trouble meanwhile.
[[nodiscard]] Result<ReplaySummary> replay(const KafkaConfig& config, const ReplayOptions& options,
                                           const ReplayProgress& progress,
                                           const std::atomic<bool>& cancel);

} // namespace shoppulse
