// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/closedwindows.h"

#include "core/aggregate/resultbuilder.h"

#include <algorithm>
#include <tuple>

namespace shoppulse {

ClosedWindows::ClosedWindows(const WindowSettings& settings, WindowReader& reader,
                             const SliceStore& store)
    : m_topN(settings.topN)
    , m_reader(reader)
    , m_store(store)
    , m_metrics(kWindowMetrics.begin(), kWindowMetrics.end())
    , m_widestMs(std::max(settings.rankingMs, settings.visitorsMs))
{
    std::sort(m_metrics.begin(), m_metrics.end(), [&](const auto& a, const auto& b) {
        return std::tuple(m_reader.sizeMs(a.kind), metricId(a.metric))
            < std::tuple(m_reader.sizeMs(b.kind), metricId(b.metric));
    });
}

void ClosedWindows::take(std::int64_t closedMs, Format format, const ResultHandler& yield)
{
    std::int64_t endMs = m_nextEndMs;
    while ((endMs = m_store.nextEnd(endMs, m_widestMs)) <= closedMs) {
        for (const WindowMetric& metric : m_metrics) {
            if (!hasMetric(format, metric.metric))
                continue;
            const WindowContents contents = m_reader.read(metric.kind, endMs);
            if (contents.total(metric.counted) == 0)
                continue;
            ResultRecord record = resultOf(metric.metric, contents, m_topN);
            record.windowMs = m_reader.sizeMs(metric.kind);
            record.startMs = endMs - record.windowMs;
            record.endMs = endMs;
            record.isFinal = true;
            yield(record);
        }
        endMs += kSliceMs;
        m_nextEndMs = endMs;
    }
}

} // namespace shoppulse
