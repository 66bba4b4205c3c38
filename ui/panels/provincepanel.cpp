// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/provincepanel.h"

#include "ui/charts/provincetiles.h"
#include "ui/panels/windowtext.h"

namespace shoppulse {

ProvincePanel::ProvincePanel(const ViewContext& context, QWidget* parent)
    : Panel(PanelId::Province, context, parent)
    , m_chart(new ProvinceTiles(context))
{
    setChart(m_chart);
}

QString ProvincePanel::title() const
{
    return tr("Provinces");
}

void ProvincePanel::draw(const Snapshot& snapshot)
{
    m_chart->setCounts(snapshot.province.counts, snapshot.province.total);
}

QString ProvincePanel::subtitleOf(const Snapshot& snapshot) const
{
    return withSlidingWindow(tr("visits"), windowOf(snapshot));
}

WindowSpan ProvincePanel::windowOf(const Snapshot& snapshot) const
{
    return snapshot.province.window;
}

std::uint64_t ProvincePanel::totalOf(const Snapshot& snapshot) const
{
    return snapshot.province.total;
}

} // namespace shoppulse
