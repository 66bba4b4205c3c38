// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shoppulse {

/// A row that could not be decoded, on its way to people who can mend its producer.
struct DeadLetter {
    std::string value; ///< the row's bytes as they came; of a message of several lines the line
    std::string reason; ///< undecodableId
    std::int32_t partition = 0; ///< where its message stands
    std::int64_t offset = 0;
    std::uint32_t line = 0; ///< in a message of several lines, from 1; 0: it is the whole message
};

/// A place that dead letters are written to. Owned by DeadLetters, whose thread alone calls it.
class DeadLetterSink {
public:
    virtual ~DeadLetterSink() = default;

    /// Writes the letters, in their order a partition, and takes those out of the list that are
    /// acknowledged; on an error the others are to be written again. Returns within about 5 s.
    virtual Result<void> write(std::vector<DeadLetter>& letters) = 0;

    /// Whether the place answers; asked until it does.
    virtual Result<void> reach() = 0;

    /// Longer ones are refused by the place, so they are not to be sent.
    [[nodiscard]] virtual std::size_t longest() const = 0;

    /// "user_log_dead at 127.0.0.1:9092"; no secret.
    [[nodiscard]] virtual std::string target() const = 0;

    /// From any thread: a call under way returns early with an error. Final.
    virtual void cancel() = 0;
};

} // namespace shoppulse
