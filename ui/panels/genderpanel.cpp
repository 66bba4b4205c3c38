// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/genderpanel.h"

#include "ui/charts/donutchart.h"
#include "ui/panels/windowtext.h"

namespace shoppulse {

GenderPanel::GenderPanel(const ViewContext& context, QWidget* parent)
    : Panel(PanelId::Gender, context, parent)
    , m_chart(new DonutChart(context, Dimension::Gender))
{
    setChart(m_chart);
}

QString GenderPanel::title() const
{
    return tr("Gender");
}

void GenderPanel::draw(const Snapshot& snapshot)
{
    const CategoryCounts& counts = categoryCounts(id(), snapshot);
    const bool genderOnly = snapshot.info.format == Format::GenderCode;
    m_chart->setCounts(counts.counts, counts.total, genderOnly ? tr("events") : tr("orders"));
}

QString GenderPanel::subtitleOf(const Snapshot& snapshot) const
{
    const bool genderOnly = snapshot.info.format == Format::GenderCode;
    return withWindow(genderOnly ? tr("events") : tr("purchases"), windowOf(snapshot));
}

WindowSpan GenderPanel::windowOf(const Snapshot& snapshot) const
{
    return categoryCounts(id(), snapshot).window;
}

std::uint64_t GenderPanel::totalOf(const Snapshot& snapshot) const
{
    return categoryCounts(id(), snapshot).total;
}

} // namespace shoppulse
