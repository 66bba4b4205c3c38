// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/eventtime.h"
#include "core/aggregate/marginals.h"
#include "core/aggregate/publication.h"
#include "core/profile/profile.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shoppulse {

/// What is counted since start: every decoded event, late and skewed ones too. One thread.
class RunningTotals {
public:
    void add(const Marginals& more) { m_sums += more; }

    /// Appends the totals that have changed since the last take, or hold until a later time now;
    /// not final.
    void take(std::int64_t newestEndMs, Format format, std::vector<ResultRecord>& out);

    /// Appends all totals as final ones, in the order of their names.
    void takeFinal(std::int64_t newestEndMs, Format format, std::vector<ResultRecord>& out) const;

    void save(ByteWriter& out) const;
    /// `takenEndMs`: as of the last take before the save.
    void load(ByteReader& in, std::int64_t takenEndMs);

    [[nodiscard]] const Marginals& sums() const { return m_sums; }

private:
    /// In the order of their names.
    static constexpr std::array<Metric, 5> kMetrics{Metric::Behavior, Metric::OrderNumAge,
                                                    Metric::OrderNumAll, Metric::OrderNumGender,
                                                    Metric::VisitNum};

    Marginals m_sums;
    std::array<Publication, kMetrics.size()> m_published;
    std::int64_t m_takenEndMs = kNoTime;
};

} // namespace shoppulse
