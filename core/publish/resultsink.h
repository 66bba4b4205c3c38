// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/base/error.h"
#include "core/base/statusboard.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace shoppulse {

/// A place that results are written to. Owned by a Publisher, whose thread alone calls it.
class ResultSink {
public:
    virtual ~ResultSink() = default;

    /// Which dot on the screen tells of it.
    [[nodiscard]] virtual Component component() const = 0;

    /// Writes absolute values and returns when they are acknowledged. On an error nothing of the
    /// batch may be counted on; the publisher waits and writes it (or newer values) again.
    /// Returns within about 5 s.
    virtual Result<void> write(std::span<const ResultRecord> batch) = 0;

    /// Connects when needed and tells whether what was written before is still there; false: the
    /// place was wiped or restored from an older copy. Asked at the start, every few seconds, and
    /// before the first write after an error.
    virtual Result<bool> check() { return true; }

    /// How many of the newest written results the publisher keeps, to write them again when
    /// check() says that they are gone.
    [[nodiscard]] virtual std::size_t retained() const { return 0; }

    /// Trouble that does not stop the writing, as of the last write or check.
    [[nodiscard]] virtual std::optional<Error> concern() const { return {}; }

    /// "127.0.0.1:9092", "redis://127.0.0.1:6379/0"; no secret.
    [[nodiscard]] virtual std::string target() const { return {}; }

    /// Where the results are put, exactly: another place has got nothing yet. No secret.
    [[nodiscard]] virtual std::string place() const { return target(); }

    /// From any thread: a call under way returns early with an error. Final.
    virtual void cancel() { }
};

} // namespace shoppulse
