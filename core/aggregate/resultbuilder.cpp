// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/resultbuilder.h"

#include "core/aggregate/ranking.h"

#include <numeric>

namespace shoppulse {
namespace {

ResultRecord countsResult(Metric metric, std::span<const std::string_view> ids,
                          std::span<const std::uint64_t> counts)
{
    ResultRecord record;
    record.metric = metric;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (counts[i] != 0)
            record.counts.push_back({std::string(ids[i]), counts[i]});
    record.total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return record;
}

ResultRecord rankingResult(Metric metric, const WindowKeys& keys, bool buys, std::uint64_t total,
                           std::size_t topN)
{
    const TopRanked ranking = keys.top(buys, total, topN);
    ResultRecord record;
    record.metric = metric;
    record.ranked = true;
    record.total = total;
    record.other = ranking.other;
    if (ranking.error)
        record.error = static_cast<double>(*ranking.error);
    for (const Ranked& item : ranking.top)
        record.counts.push_back({keyText(item.key), item.count});
    return record;
}

} // namespace

ResultRecord resultOf(Metric metric, const WindowContents& contents, std::size_t topN)
{
    switch (metric) {
    case Metric::Brand:
        return rankingResult(metric, *contents.brands, true, contents.marginals->buys(), topN);
    case Metric::BrandVisit:
        return rankingResult(metric, *contents.brands, false, contents.marginals->visits(), topN);
    case Metric::Category:
        return rankingResult(metric, *contents.categories, false, contents.marginals->visits(),
                             topN);
    case Metric::UniqueVisitors:
        return visitorsResult(contents.visitors, contents.visitorsError);
    default:
        return resultOf(metric, *contents.marginals);
    }
}

ResultRecord resultOf(Metric metric, const Marginals& sums)
{
    switch (metric) {
    case Metric::OrderNumAll:
        return figureResult(metric, "buy", sums.buys());
    case Metric::OrderNumGender:
        return countsResult(metric, kGenderIds, sums.genderBuys);
    case Metric::OrderNumAge:
        return countsResult(metric, kAgeIds, sums.ageBuys);
    case Metric::Behavior:
        return countsResult(metric, kActionIds, sums.actions);
    case Metric::Gender:
        return countsResult(metric, kGenderIds, sums.genders);
    case Metric::Province:
        return countsResult(metric, kProvinceIds, sums.provinces);
    case Metric::ProvinceBuy:
        return countsResult(metric, kProvinceIds, sums.provinceBuys);
    default:
        return figureResult(Metric::VisitNum, "visits", sums.visits());
    }
}

ResultRecord visitorsResult(std::uint64_t visitors, double error)
{
    ResultRecord record = figureResult(Metric::UniqueVisitors, "visitors", visitors);
    record.error = error;
    return record;
}

ResultRecord figureResult(Metric metric, std::string_view id, std::uint64_t count)
{
    ResultRecord record;
    record.metric = metric;
    if (count != 0)
        record.counts.push_back({std::string(id), count});
    record.total = count;
    return record;
}

} // namespace shoppulse
