// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/language.h"

#include <cstdint>
#include <optional>

namespace shoppulse {

/// What stands for a value that is not known; never 0.
inline constexpr QChar kNoValue(u'—');

/// All digits in groups of three: "1,284,530".
[[nodiscard]] QString formatExact(std::uint64_t count);

/// Exact under 10,000, then three significant digits: "12.3K", "1.28M"; in Chinese "1.2万",
/// "128万", "1.28亿".
[[nodiscard]] QString formatCount(double count, Language language);

/// For an axis: like formatCount, without needless zeros: "80K", "2.5M", "8万".
[[nodiscard]] QString formatAxis(double value, Language language);

/// 0.0598 -> "5.98 %".
[[nodiscard]] QString formatPercent(double share, int decimals);

/// A share of a total; "—" when the total is 0.
[[nodiscard]] QString formatShare(std::uint64_t part, std::uint64_t total);

/// Bytes, rates and seconds as the status line says them: 400 -> "0.4 s", 95'000 -> "1 min 35 s".
[[nodiscard]] QString formatDuration(std::int64_t ms);

} // namespace shoppulse
