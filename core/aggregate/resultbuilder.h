// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/aggregate/windowreader.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shoppulse {

/// Fills counts, other, total and error of a windowed metric; the caller fills the window.
[[nodiscard]] ResultRecord resultOf(Metric metric, const WindowContents& contents,
                                    std::size_t topN);

/// The same of a metric since start: ordernumall, visitnum, ordernumgender, ordernumage, behavior.
[[nodiscard]] ResultRecord resultOf(Metric metric, const Marginals& sums);

/// {"visitors": n} with its error, for a window and for the day.
[[nodiscard]] ResultRecord visitorsResult(std::uint64_t visitors, double error);

/// A single figure: {"buy": n} or {"visits": n}.
[[nodiscard]] ResultRecord figureResult(Metric metric, std::string_view id, std::uint64_t count);

} // namespace shoppulse
