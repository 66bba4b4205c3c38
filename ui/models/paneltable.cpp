// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/paneltable.h"

#include "ui/models/kpitext.h"
#include "ui/models/numberformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Table", text);
}

Dimension dimensionOf(PanelId id)
{
    if (id == PanelId::Gender)
        return Dimension::Gender;
    return id == PanelId::Age ? Dimension::Age : Dimension::Province;
}

QString countTitle()
{
    return said(QT_TRANSLATE_NOOP("Table", "Count"));
}

QString shareTitle()
{
    return said(QT_TRANSLATE_NOOP("Table", "Share"));
}

PanelTable categoryTable(PanelId id, const Snapshot& snapshot, const ViewContext& context)
{
    const CategoryCounts& counts = categoryCounts(id, snapshot);
    PanelTable table{{said(QT_TRANSLATE_NOOP("Table", "Category")), countTitle(), shareTitle()},
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
        return said(QT_TRANSLATE_NOOP("Table", "new"));
    if (item.rankChange == 0)
        return QStringLiteral("·");
    return (item.rankChange > 0 ? QStringLiteral("▲ %1") : QStringLiteral("▼ %1"))
        .arg(std::abs(item.rankChange));
}

PanelTable rankingTable(const Ranking& ranking, const QString& name, const ViewContext& context)
{
    PanelTable table{
        {name, countTitle(), shareTitle(), said(QT_TRANSLATE_NOOP("Table", "Change of rank"))}, {}};
    for (const RankedItem& item : ranking.top)
        table.rows.push_back({context.rankedLabel(item.id), formatExact(item.count),
                              formatShare(item.count, ranking.total), rankChangeText(item)});
    if (ranking.total > 0)
        table.rows.push_back({said(QT_TRANSLATE_NOOP("Table", "others")),
                              formatExact(ranking.other), formatShare(ranking.other, ranking.total),
                              QString()});
    return table;
}

/// Newest second first, so that what changes is in sight.
PanelTable trendTable(const Snapshot& snapshot, const ViewContext& context)
{
    PanelTable table{{said(QT_TRANSLATE_NOOP("Table", "Second"))}, {}};
    for (std::size_t action = 0; action < kActions; ++action)
        table.headers << context.label(Dimension::Action, action);
    table.headers << said(QT_TRANSLATE_NOOP("Table", "State"));
    table.rows.reserve(snapshot.trend.size());
    for (std::size_t i = snapshot.trend.size(); i-- > 0;) {
        QStringList row{context.time(snapshot.trendStartMs + static_cast<std::int64_t>(i) * 1000)};
        for (const std::uint32_t count : snapshot.trend[i].counts)
            row << formatExact(count);
        row << (i < snapshot.trendFinal ? said(QT_TRANSLATE_NOOP("Table", "final"))
                                        : said(QT_TRANSLATE_NOOP("Table", "partial")));
        table.rows.push_back(std::move(row));
    }
    return table;
}

PanelTable kpiTable(const Snapshot& snapshot)
{
    PanelTable table{{said(QT_TRANSLATE_NOOP("Table", "Figure")),
                      said(QT_TRANSLATE_NOOP("Table", "Value")),
                      said(QT_TRANSLATE_NOOP("Table", "Change")),
                      said(QT_TRANSLATE_NOOP("Table", "Definition"))},
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
        return rankingTable(snapshot.brand, said(QT_TRANSLATE_NOOP("Table", "Brand")), context);
    case PanelId::Category:
        return rankingTable(snapshot.category, said(QT_TRANSLATE_NOOP("Table", "Category")),
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

QString panelSummary(PanelId id, const Snapshot& snapshot, const ViewContext& context)
{
    const PanelTable table = panelTable(id, snapshot, context);
    if (table.rows.empty())
        return said(QT_TRANSLATE_NOOP("Table", "No events."));
    if (id == PanelId::Behavior) {
        QStringList parts;
        for (qsizetype column = 1; column <= qsizetype(kActions); ++column)
            parts << table.headers[column] + QLatin1Char(' ') + table.rows.front()[column];
        return said(QT_TRANSLATE_NOOP("Table", "Second from %1: %2."))
            .arg(table.rows.front()[0], parts.join(QStringLiteral(", ")));
    }
    if (id == PanelId::Kpis)
        return said(QT_TRANSLATE_NOOP("Table", "Orders %1, visits %2."))
            .arg(table.rows[0][1], table.rows[1][1]);
    return said(QT_TRANSLATE_NOOP("Table", "%1 rows; greatest: %2."))
        .arg(table.rows.size())
        .arg(greatest(table));
}

} // namespace shoppulse
