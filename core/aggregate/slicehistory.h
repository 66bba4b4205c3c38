// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/slice.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace shoppulse {

/// The seconds that were held at one moment, oldest first. Immutable: any thread reads it, for as
/// long as it likes, while the counting goes on.
class SliceHistory {
public:
    struct Second {
        std::int64_t startMs = 0;
        std::shared_ptr<const Slice> slice;
    };

    explicit SliceHistory(std::vector<Second> seconds)
        : m_seconds(std::move(seconds))
    {
    }

    /// The seconds with events in [fromMs, toMs).
    [[nodiscard]] std::span<const Second> range(std::int64_t fromMs, std::int64_t toMs) const
    {
        const auto before = [](const Second& second, std::int64_t ms) {
            return second.startMs < ms;
        };
        const auto first = std::lower_bound(m_seconds.begin(), m_seconds.end(), fromMs, before);
        return {first, std::lower_bound(first, m_seconds.end(), toMs, before)};
    }

    [[nodiscard]] std::span<const Second> all() const { return m_seconds; }

private:
    std::vector<Second> m_seconds;
};

using SliceHistoryPtr = std::shared_ptr<const SliceHistory>;

} // namespace shoppulse
