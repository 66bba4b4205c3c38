// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace shoppulse {

/// Settings of counting. All times in milliseconds of event time.
struct WindowSettings {
    std::int64_t latenessMs = 1'000;
    std::int64_t keptMs = 30 * 60'000;
    std::int64_t rankingMs = 60'000; ///< window of brands, provinces, categories; whole seconds
    std::int64_t visitorsMs = 5 * 60'000; ///< window of unique visitors; whole seconds
    std::size_t topN = 10;
};

} // namespace shoppulse
