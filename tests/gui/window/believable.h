// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace shoppulse {

/// Snapshots with numbers as a shop's stream has them, the same for the same arguments.
struct Believable {
    std::int64_t wallMs = 1'795'327'401'000; ///< 14:03:21 in Shanghai
    std::uint64_t sequence = 1;
    std::size_t seconds = 300; ///< of trend
    std::size_t timelineSeconds = 1'800;
    std::size_t partialSeconds = 2;

    [[nodiscard]] Snapshot make() const;
};

/// A running, healthy stream's identity, without any event.
[[nodiscard]] Snapshot emptySnapshot(StreamState state);

} // namespace shoppulse
