// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/paneltable.h"

#include "ui/models/kpitext.h"
#include "ui/models/numberformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

Dimension dimensionOf(PanelId id)
{
    if (id == PanelId::Gender)
        return Dimension::Gender;
    return id == PanelId::Age ? Dimension::Age : Dimension::Province;
}

QString countTitle()
{
    return QCoreApplication::translate("Table", "Count");
}

QString shareTitle()
{
    return QCoreApplication::translate("Table", "Share");
}

PanelTable categoryTable(PanelId id, const Snapshot& snapshot, const ViewContext& context)
{
    const CategoryCounts& counts = categoryCounts(id, snapshot);
    PanelTable table{{QCoreApplication::translate("Table", "Category"), countTitle(), shareTitle()},
                     {}};
    std::vector<std::size_t> order(counts.counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (id == PanelId::Province)
        std::stable_sort(order.begin(), order.end(), [&counts](std::size_t a, std::size_t b) {
            return counts.counts[a] > counts.counts[b];
        });
    for (const std::size_t i : order)
        table.rows.push_back({context.label(dimensionOf(id), i), formatExact(counts.counts[i]),
                              formatShare(counts.counts[i], counts.total)});
    return table;
}

QString rankChangeText(const RankedItem& item)
{
    if (item.isNew)
        return QCoreApplication::translate("Table", "new");
    if (item.rankChange == 0)
        return QStringLiteral("·");
    return (item.rankChange > 0 ? QStringLiteral("▲ %1") : QStringLiteral("▼ %1"))
        .arg(std::abs(item.rankChange));
}

PanelTable rankingTable(const Ranking& ranking, const QString& name, const ViewContext& context)
{
    PanelTable table{
        {name, countTitle(), shareTitle(), QCoreApplication::translate("Table", "Change")}, {}};
    for (const RankedItem& item : ranking.top)
        table.rows.push_back({context.rankedLabel(item.id), formatExact(item.count),
                              formatShare(item.count, ranking.total), rankChangeText(item)});
    if (ranking.total > 0)
        table.rows.push_back({QCoreApplication::translate("Table", "others"),
                              formatExact(ranking.other), formatShare(ranking.other, ranking.total),
                              QString()});
    return table;
}

/// Newest second first, so that what changes is in sight.
PanelTable trendTable(const Snapshot& snapshot, const ViewContext& context)
{
    PanelTable table{{QCoreApplication::translate("Table", "Second")}, {}};
    for (std::size_t action = 0; action < kActions; ++action)
        table.headers << context.label(Dimension::Action, action);
    table.headers << QCoreApplication::translate("Table", "State");
    table.rows.reserve(snapshot.trend.size());
    for (std::size_t i = snapshot.trend.size(); i-- > 0;) {
        QStringList row{context.time(snapshot.trendStartMs + static_cast<std::int64_t>(i) * 1000)};
        for (const std::uint32_t count : snapshot.trend[i].counts)
            row << formatExact(count);
        row << (i < snapshot.trendFinal ? QCoreApplication::translate("Table", "final")
                                        : QCoreApplication::translate("Table", "partial"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

PanelTable kpiTable(const Snapshot& snapshot)
{
    PanelTable table{{QCoreApplication::translate("Table", "Figure"),
                      QCoreApplication::translate("Table", "Value"),
                      QCoreApplication::translate("Table", "Change"),
                      QCoreApplication::translate("Table", "Definition")},
                     {}};
    for (std::size_t i = 0; i < kKpis; ++i) {
        const auto id = static_cast<KpiId>(i);
        table.rows.push_back({kpiTitle(id), kpiExactValue(id, snapshot.kpis[i]),
                              kpiChange(id, snapshot.kpis[i]), kpiDefinition(id)});
    }
    return table;
}

/// "female 812, male 311": the three greatest.
QString greatest(PanelTable table)
{
    const auto number = [](const QStringList& row) {
        return QString(row[1]).remove(QLatin1Char(',')).toULongLong();
    };
    std::stable_sort(
        table.rows.begin(), table.rows.end(),
        [&number](const QStringList& a, const QStringList& b) { return number(a) > number(b); });
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, table.rows.size()); ++i)
        parts << table.rows[i][0] + QLatin1Char(' ') + table.rows[i][1];
    return parts.join(QStringLiteral(", "));
}

QString trendSummary(const Snapshot& snapshot, const ViewContext& context)
{
    if (snapshot.trend.empty())
        return QCoreApplication::translate("Table", "No events.");
    const auto newest = static_cast<std::int64_t>(snapshot.trend.size()) - 1;
    QStringList parts;
    for (std::size_t action = 0; action < kActions; ++action)
        parts << context.label(Dimension::Action, action) + QLatin1Char(' ')
                + formatExact(snapshot.trend.back().counts[action]);
    return QCoreApplication::translate("Table", "Second from %1: %2.")
        .arg(context.time(snapshot.trendStartMs + newest * 1000), parts.join(QStringLiteral(", ")));
}

} // namespace

const CategoryCounts& categoryCounts(PanelId id, const Snapshot& snapshot)
{
    if (id == PanelId::Gender)
        return snapshot.orderGender;
    return id == PanelId::Age ? snapshot.orderAge : snapshot.province;
}

PanelTable panelTable(PanelId id, const Snapshot& snapshot, const ViewContext& context)
{
    switch (id) {
    case PanelId::Behavior:
        return trendTable(snapshot, context);
    case PanelId::Brand:
        return rankingTable(snapshot.brand, QCoreApplication::translate("Table", "Brand"), context);
    case PanelId::Category:
        return rankingTable(snapshot.category, QCoreApplication::translate("Table", "Category"),
                            context);
    case PanelId::Kpis:
        return kpiTable(snapshot);
    case PanelId::Gender:
    case PanelId::Age:
    case PanelId::Province:
        break;
    }
    return categoryTable(id, snapshot, context);
}

PanelTable funnelTable(const Snapshot& snapshot, const ViewContext& context)
{
    PanelTable table{{QCoreApplication::translate("Table", "Category"), countTitle(),
                      QCoreApplication::translate("Table", "Of the clicks")},
                     {}};
    const std::vector<std::uint64_t>& counts = snapshot.behavior.counts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto rate = clickRate(counts, i);
        table.rows.push_back({context.label(Dimension::Action, i), formatExact(counts[i]),
                              rate ? formatPercent(*rate, 2) : QString(kNoValue)});
    }
    return table;
}

std::optional<double> clickRate(const std::vector<std::uint64_t>& counts, std::size_t action)
{
    constexpr std::uint64_t kLeastClicks = 30;
    if (action >= counts.size() || counts.front() < kLeastClicks)
        return std::nullopt;
    return double(counts[action]) / double(counts.front());
}

QString panelSummary(PanelId id, const Snapshot& snapshot, const ViewContext& context)
{
    if (id == PanelId::Behavior)
        return trendSummary(snapshot, context);
    return tableSummary(panelTable(id, snapshot, context));
}

QString tableSummary(const PanelTable& table)
{
    if (table.rows.empty())
        return QCoreApplication::translate("Table", "No events.");
    return QCoreApplication::translate("Table", "%1 rows; greatest: %2.")
        .arg(table.rows.size())
        .arg(greatest(table));
}

} // namespace shoppulse
