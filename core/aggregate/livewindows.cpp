// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/livewindows.h"

#include "core/aggregate/resultbuilder.h"

#include <algorithm>
#include <cstdlib>

namespace shoppulse {
namespace {

bool hasMetricOf(WindowKind kind, Format format)
{
    return std::any_of(kWindowMetrics.begin(), kWindowMetrics.end(), [=](const auto& metric) {
        return metric.kind == kind && hasMetric(format, metric.metric);
    });
}

} // namespace

LiveWindows::LiveWindows(const WindowSettings& settings, WindowReader& reader,
                         const SliceStore& store)
    : m_topN(settings.topN)
    , m_reader(reader)
    , m_store(store)
    , m_kinds{{{WindowKind::Second, {}}, {WindowKind::Ranking, {}}, {WindowKind::Visitors, {}}}}
{
}

void LiveWindows::take(const TimeLimits& limits, Format format, bool build,
                       std::vector<ResultRecord>& out)
{
    std::sort(m_touched.begin(), m_touched.end());
    for (Kind& kind : m_kinds) {
        if (!hasMetricOf(kind.kind, format) || (!build && kind.kind != WindowKind::Visitors))
            continue;
        const std::int64_t sizeMs = m_reader.sizeMs(kind.kind);
        std::int64_t doneMs = kNoTime;
        for (const Range& range : ranges(sizeMs, limits)) {
            std::int64_t endMs = std::max(range.firstMs, doneMs);
            while ((endMs = m_store.nextEnd(endMs, sizeMs)) <= range.lastMs) {
                takeWindow(kind, endMs, limits, format, build, out);
                endMs += kSliceMs;
                doneMs = endMs;
            }
        }
    }
    m_touched.clear();
    m_taken = limits;
}

void LiveWindows::dropBefore(std::int64_t timeMs)
{
    for (Kind& kind : m_kinds)
        kind.byEnd.erase(kind.byEnd.begin(), kind.byEnd.upper_bound(timeMs));
}

std::uint64_t LiveWindows::visitors(std::int64_t endMs) const
{
    const auto& byEnd = m_kinds[static_cast<std::size_t>(WindowKind::Visitors)].byEnd;
    const auto found = byEnd.find(endMs);
    return found == byEnd.end() ? 0 : found->second.visits.total();
}

void LiveWindows::save(ByteWriter& out) const
{
    for (const Kind& kind : m_kinds) {
        out.signedNumber(m_reader.sizeMs(kind.kind));
        out.number(kind.byEnd.size());
        std::int64_t beforeMs = 0;
        for (const auto& [endMs, published] : kind.byEnd) {
            out.signedNumber(endMs - beforeMs);
            published.visits.save(out);
            published.buys.save(out);
            beforeMs = endMs;
        }
    }
}

void LiveWindows::load(ByteReader& in, const TimeLimits& taken)
{
    m_taken = taken;
    for (Kind& kind : m_kinds) {
        const bool sameSize = in.signedNumber() == m_reader.sizeMs(kind.kind);
        std::int64_t endMs = 0;
        for (std::size_t left = in.count(); left > 0 && in.ok(); --left) {
            endMs += in.time();
            in.require(std::abs(endMs) <= 2 * kFarthestMs && sliceStart(endMs) == endMs);
            Publications published;
            published.visits.load(in);
            published.buys.load(in);
            if (sameSize && in.ok())
                kind.byEnd.insert_or_assign(kind.byEnd.end(), endMs, published);
        }
    }
}

std::vector<LiveWindows::Range> LiveWindows::ranges(std::int64_t sizeMs,
                                                    const TimeLimits& limits) const
{
    const std::int64_t lastMs = limits.idle ? kEndOfTime - 1 : limits.newestEndMs;
    std::vector<Range> ranges;
    const auto add = [&](std::int64_t firstMs, std::int64_t toMs) {
        if (firstMs <= std::min(toMs, lastMs))
            ranges.push_back({firstMs, std::min(toMs, lastMs)});
    };
    for (const std::int64_t startMs : m_touched)
        add(startMs + kSliceMs, startMs + sizeMs);
    // What the newest slice and the watermark have passed since the last take.
    add(sliceStart(m_taken.newestEndMs) + kSliceMs, limits.newestEndMs);
    add(sliceStart(m_taken.watermarkMs) + kSliceMs, limits.watermarkMs);
    if (limits.idle && !m_taken.idle)
        add(sliceStart(m_taken.watermarkMs) + kSliceMs, lastMs);
    std::sort(ranges.begin(), ranges.end(),
              [](const Range& a, const Range& b) { return a.firstMs < b.firstMs; });
    return ranges;
}

void LiveWindows::takeWindow(Kind& kind, std::int64_t endMs, const TimeLimits& limits,
                             Format format, bool build, std::vector<ResultRecord>& out)
{
    const WindowContents contents = m_reader.read(kind.kind, endMs);
    const bool isFinal = limits.idle || endMs <= limits.watermarkMs;
    Publications& published = kind.byEnd[endMs];
    const bool visitors = kind.kind == WindowKind::Visitors;
    const bool visitsNews = published.visits.update(
        contents.total(visitors ? Counted::Visitors : Counted::Visits), isFinal);
    const bool buysNews =
        !visitors && published.buys.update(contents.total(Counted::Buys), isFinal);
    if (!build)
        return;
    for (const WindowMetric& metric : kWindowMetrics) {
        const bool buys = metric.counted == Counted::Buys;
        if (metric.kind != kind.kind || !(buys ? buysNews : visitsNews)
            || !hasMetric(format, metric.metric))
            continue;
        ResultRecord& record = out.emplace_back(resultOf(metric.metric, contents, m_topN));
        record.windowMs = m_reader.sizeMs(kind.kind);
        record.startMs = endMs - record.windowMs;
        record.endMs = endMs;
        (buys ? published.buys : published.visits).mark(record);
    }
}

} // namespace shoppulse
