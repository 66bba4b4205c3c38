// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statusboard.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace shoppulse {

/// Says in one word how the stream is, from the input's health and from how the lag moves. Looks
/// at wall and steady time only for this, never for counting. The merger's thread.
class StreamJudge {
public:
    /// One look at the stream.
    struct Look {
        std::int64_t steadyMs = 0;
        std::int64_t wallMs = 0;
        std::int64_t newestEventMs = 0; ///< 0: none yet
        std::uint64_t messages = 0;
        std::uint64_t rows = 0;
        std::uint64_t undecodable = 0;
        std::uint64_t lagMessages = 0;
        bool allAtEnd = false;
    };

    /// Also remembers the look.
    [[nodiscard]] StreamState judge(const Look& look, Health input);

    /// Share of rows that could not be decoded in the last half minute, when it is worth a word
    /// (1 in 100, and ten rows).
    [[nodiscard]] std::optional<double> undecodableShare() const;

private:
    [[nodiscard]] bool behind(const Look& look) const;
    [[nodiscard]] bool gaining(const Look& look) const;
    [[nodiscard]] const Look& lookBefore(std::int64_t spanMs) const;

    std::deque<Look> m_looks; ///< the oldest first, some 200 ms apart, half a minute of them
    std::optional<std::int64_t> m_atEndMs; ///< steady; when all was read last
};

} // namespace shoppulse
