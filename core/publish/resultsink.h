// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/base/error.h"
#include "core/snapshot/statusboard.h"

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
    virtual Result<void> write(std::span<const ResultRecord> batch) = 0;
};

} // namespace shoppulse
