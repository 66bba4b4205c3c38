// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/windowreader.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace shoppulse {

using ResultHandler = std::function<void(const ResultRecord&)>;

/// Yields each window of a bounded read once, when nothing can change it any more, in the order of
/// end, size, metric. One thread.
class ClosedWindows {
public:
    /// The reader and the store outlive this.
    ClosedWindows(const WindowSettings& settings, WindowReader& reader, const SliceStore& store);

    /// Yields the windows that end at or before `closedMs`: no event before it will come.
    void take(std::int64_t closedMs, Format format, const ResultHandler& yield);

private:
    const std::size_t m_topN;
    WindowReader& m_reader;
    const SliceStore& m_store;
    std::vector<WindowMetric> m_metrics; ///< in the order in which they are yielded
    std::int64_t m_widestMs;
    std::int64_t m_nextEndMs = kNoTime;
};

} // namespace shoppulse
