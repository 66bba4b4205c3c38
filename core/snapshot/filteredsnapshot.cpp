// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/filteredsnapshot.h"

#include "core/aggregate/filteredreader.h"
#include "core/snapshot/serieskpis.h"
#include "core/snapshot/snapshotparts.h"

#include <algorithm>
#include <limits>

namespace shoppulse {
namespace {

/// Works out one view.
class FilteredView {
public:
    FilteredView(const Snapshot& newest, const Filter& filter, std::optional<std::int64_t> endMs)
        : m_snapshot(newest)
        , m_reader(*newest.history, filter)
        , m_heldMs(newest.history->all().front().startMs)
    {
        const std::int64_t newestMs = newest.newestEventMs;
        const std::int64_t oldestMs = std::max(newestMs - newest.windows.keptMs, m_heldMs);
        m_endMs = std::clamp(sliceStart(endMs.value_or(newestMs)),
                             std::min(oldestMs + kSliceMs, newestMs), newestMs);
        m_startMs = std::min(m_endMs, std::max(m_heldMs, m_endMs - newest.windows.keptMs));
        m_isIdle = newest.province.window.isFinal;
        m_snapshot.view = {filter, span(m_endMs - m_startMs)};
    }

    [[nodiscard]] Snapshot make()
    {
        const FilteredReader::Series series = m_reader.series(m_startMs, m_endMs);
        const std::int64_t finalMs = m_isIdle ? m_endMs : m_snapshot.watermarkMs;
        fillSeries(m_snapshot, series.seconds, finalMs);
        fillKpis(SeriesKpis(series.seconds, finalMs));
        const WindowSpan& kept = m_snapshot.view->span;
        if (m_snapshot.info.format == Format::GenderCode) {
            m_snapshot.orderGender = categoryCounts(series.sums.genders, kept);
            return std::move(m_snapshot);
        }
        m_snapshot.orderGender = categoryCounts(series.sums.genderBuys, kept);
        m_snapshot.orderAge = categoryCounts(series.sums.ageBuys, kept);
        m_snapshot.behavior = categoryCounts(series.sums.actions, kept);
        fillWindows();
        return std::move(m_snapshot);
    }

private:
    [[nodiscard]] WindowSpan span(std::int64_t sizeMs) const
    {
        return windowSpan(m_endMs, sizeMs, m_snapshot.watermarkMs, m_isIdle);
    }

    void fillKpis(const SeriesKpis& kpis)
    {
        const auto at = [this](KpiId id) -> Kpi& {
            return m_snapshot.kpis[static_cast<std::size_t>(id)];
        };
        m_snapshot.kpis = {};
        m_snapshot.uniqueError = 0;
        at(KpiId::Visits) = kpis.count(false);
        at(KpiId::EventsPerSecond) = kpis.eventsPerSecond();
        if (m_snapshot.info.format == Format::GenderCode)
            return; // its events tell nothing of the rest
        at(KpiId::Orders) = kpis.count(true);
        at(KpiId::Conversion) = kpis.perClick(Action::Buy);
        at(KpiId::CartRate) = kpis.perClick(Action::Cart);
    }

    void fillWindows()
    {
        const WindowSpan window = span(m_snapshot.windows.rankingMs);
        const Marginals sums = m_reader.sums(window.startMs, window.endMs);
        m_snapshot.province = categoryCounts(sums.provinces, window);
        m_snapshot.provinceBuy = categoryCounts(sums.provinceBuys, window);
        fillRankings(window, sums);
    }

    void fillRankings(const WindowSpan& window, const Marginals& sums)
    {
        using Keys = FilteredReader::Keys;
        const Keys now = m_reader.keys(window.startMs, window.endMs);
        const std::int64_t beforeMs = window.startMs - m_snapshot.windows.rankingMs;
        const bool isKnown = beforeMs >= m_heldMs;
        const Keys earlier = isKnown ? m_reader.keys(beforeMs, window.startMs) : Keys();
        const auto ranking = [&](SampledKeys Keys::*keys, bool buys) {
            constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();
            const std::size_t topN = m_snapshot.windows.topN;
            const std::uint64_t total = buys ? sums.buys() : sums.visits();
            const TopRanked before = (earlier.*keys).top(buys, kAll, topN);
            return rankingOf((now.*keys).top(buys, total, topN), isKnown ? &before.top : nullptr,
                             total, window);
        };
        m_snapshot.brand = ranking(&Keys::brands, true);
        m_snapshot.brandVisit = ranking(&Keys::brands, false);
        m_snapshot.category = ranking(&Keys::categories, false);
    }

    Snapshot m_snapshot;
    const FilteredReader m_reader;
    const std::int64_t m_heldMs; ///< start of the oldest second that is held
    std::int64_t m_endMs = 0;
    std::int64_t m_startMs = 0;
    bool m_isIdle = false; ///< nothing more comes for now: everything is final
};

} // namespace

Snapshot filteredSnapshot(const Snapshot& newest, const Filter& filter,
                          std::optional<std::int64_t> endMs)
{
    if (newest.history && !newest.history->all().empty() && newest.newestEventMs != 0)
        return FilteredView(newest, filter, endMs).make();
    Snapshot snapshot = newest; // no event yet
    snapshot.view = {filter, {}};
    return snapshot;
}

} // namespace shoppulse
