// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/panelid.h"
#include "ui/models/viewcontext.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace shoppulse {

/// The exact numbers behind a panel, as text; the first column names the row.
struct PanelTable {
    QStringList headers;
    std::vector<QStringList> rows;

    friend bool operator==(const PanelTable&, const PanelTable&) = default;
};

[[nodiscard]] PanelTable panelTable(PanelId id, const Snapshot& snapshot,
                                    const ViewContext& context);

/// The numbers behind the funnel: all events by action, and what share of the clicks they are.
[[nodiscard]] PanelTable funnelTable(const Snapshot& snapshot, const ViewContext& context);

/// How many of an action come on one click; nothing from fewer than 30 clicks.
[[nodiscard]] std::optional<double> clickRate(const std::vector<std::uint64_t>& counts,
                                              std::size_t action);

/// One or two sentences that say what the chart shows, for screen readers.
[[nodiscard]] QString panelSummary(PanelId id, const Snapshot& snapshot,
                                   const ViewContext& context);

/// The same for a chart whose rows are `table`.
[[nodiscard]] QString tableSummary(const PanelTable& table);

/// The counts behind the gender panel: purchases, or all events where only the gender is known.
[[nodiscard]] const CategoryCounts& categoryCounts(PanelId id, const Snapshot& snapshot);

} // namespace shoppulse
