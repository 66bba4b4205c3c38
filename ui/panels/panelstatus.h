// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/viewcontext.h"

namespace shoppulse {

enum class PanelState { Waiting, Empty, Error, Stale, Partial, Normal };

/// How old what is seen is. Wall times in ms.
struct Freshness {
    std::int64_t nowMs = 0;
    std::int64_t newsMs = 0; ///< when something last arrived; 0: nothing yet
    bool paused = false; ///< a paused view is meant to be old
};

/// What a panel says about its data: in its body (waiting, empty, error) or its header.
struct PanelStatus {
    PanelState state = PanelState::Normal;
    QString text;
    QString mark = {}; ///< what of it stands in the header all the time; the rest is on hover
};

/// A window that is nearly full is marked by this alone.
inline constexpr QChar kPartialMark(u'◌');
inline constexpr double kNearlyFull = 0.9;

/// Data older than this is stale.
inline constexpr std::int64_t kStaleAfterMs = 5'000;

[[nodiscard]] bool isStale(const Freshness& freshness);

/// "as of 14:03:05 (12 s ago)".
[[nodiscard]] QString staleText(const Freshness& freshness, const ViewContext& context);

/// Before there is any stream.
[[nodiscard]] PanelStatus unconnectedStatus();

/// `total`: events that the panel shows; `window`: the one it shows them for.
[[nodiscard]] PanelStatus panelStatus(const Snapshot& snapshot, const WindowSpan& window,
                                      std::uint64_t total, const Freshness& freshness,
                                      const ViewContext& context);

} // namespace shoppulse
