// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/merger.h"
#include "core/snapshot/serieskpis.h"

#include <array>

namespace shoppulse {

/// Works out the key figures from what the merger holds, at the newest slice. Made for one
/// snapshot; the merger's thread.
class KpiBuilder {
public:
    KpiBuilder(const Merger& merger, const RecentSeconds& recent);

    [[nodiscard]] std::array<Kpi, kKpis> build() const;

private:
    using Optional = std::optional<double>;

    [[nodiscard]] Kpi today(bool buys) const;
    [[nodiscard]] Optional todayChange(bool buys) const;
    [[nodiscard]] Kpi uniqueVisitors() const;
    [[nodiscard]] Optional visitorsAt(std::int64_t endMs) const;

    const Merger& m_merger;
    const RecentSeconds& m_recent;
    const SeriesKpis m_series;
    const std::int64_t m_endMs;
};

} // namespace shoppulse
