// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/slicestore.h"
#include "core/profile/dimensions.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace shoppulse {

/// Events by action in each of the newest seconds, the ones without events too: what the trend,
/// the timeline and the figures of the last minutes are read from. A value.
class RecentSeconds {
public:
    using Actions = std::array<std::uint32_t, kActions>;
    static constexpr std::int64_t kMost = 1'800;

    RecentSeconds() = default;
    /// The seconds before `endMs`, from `firstMs` (the start of the stream) or kMost of them.
    RecentSeconds(const SliceStore& store, std::int64_t firstMs, std::int64_t endMs);

    RecentSeconds(std::int64_t startMs, std::vector<Actions> seconds)
        : m_startMs(startMs)
        , m_seconds(std::move(seconds))
    {
    }

    [[nodiscard]] std::int64_t startMs() const { return m_startMs; }
    [[nodiscard]] std::int64_t endMs() const
    {
        return m_startMs + static_cast<std::int64_t>(m_seconds.size()) * kSliceMs;
    }
    [[nodiscard]] bool empty() const { return m_seconds.empty(); }
    [[nodiscard]] const std::vector<Actions>& seconds() const { return m_seconds; }

    /// Sums of [fromMs, toMs), as far as it lies within; whole seconds.
    [[nodiscard]] std::array<std::uint64_t, kActions> sum(std::int64_t fromMs,
                                                          std::int64_t toMs) const;
    [[nodiscard]] std::uint64_t visits(std::int64_t fromMs, std::int64_t toMs) const;

private:
    std::int64_t m_startMs = 0;
    std::vector<Actions> m_seconds;
};

} // namespace shoppulse
