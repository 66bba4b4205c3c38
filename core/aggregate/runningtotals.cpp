// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/runningtotals.h"

#include "core/aggregate/eventtime.h"
#include "core/aggregate/resultbuilder.h"

namespace shoppulse {
namespace {

ResultRecord totalOf(Metric metric, const Marginals& sums, std::int64_t newestEndMs)
{
    ResultRecord record = resultOf(metric, sums);
    record.windowMs = kRunningTotal;
    record.endMs = newestEndMs == kNoTime ? 0 : newestEndMs;
    return record;
}

} // namespace

void RunningTotals::take(std::int64_t newestEndMs, Format format, std::vector<ResultRecord>& out)
{
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        if (!hasMetric(format, kMetrics[i]))
            continue;
        ResultRecord record = totalOf(kMetrics[i], m_sums, newestEndMs);
        if (m_published[i].update(record.total, false)
            || (record.total != 0 && newestEndMs != m_takenEndMs))
            out.push_back(std::move(record));
    }
    m_takenEndMs = newestEndMs;
}

void RunningTotals::takeFinal(std::int64_t newestEndMs, Format format,
                              std::vector<ResultRecord>& out) const
{
    for (const Metric metric : kMetrics) {
        ResultRecord record = totalOf(metric, m_sums, newestEndMs);
        record.isFinal = true;
        if (record.total != 0 && hasMetric(format, metric))
            out.push_back(std::move(record));
    }
}

void RunningTotals::save(ByteWriter& out) const
{
    m_sums.save(out);
    for (const Publication& published : m_published)
        published.save(out);
}

void RunningTotals::load(ByteReader& in, std::int64_t takenEndMs)
{
    m_takenEndMs = takenEndMs;
    m_sums.load(in);
    for (Publication& published : m_published)
        published.load(in);
}

} // namespace shoppulse
