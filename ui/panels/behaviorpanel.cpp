// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/behaviorpanel.h"

#include "ui/charts/legend.h"
#include "ui/charts/trendchart.h"

namespace shoppulse {

BehaviorPanel::BehaviorPanel(const ViewContext& context, QWidget* parent)
    : Panel(PanelId::Behavior, context, parent)
    , m_chart(new TrendChart(context))
{
    setChart(m_chart);
    addToHeader(new Legend(context, Dimension::Action, this));
}

QString BehaviorPanel::title() const
{
    return tr("Behaviour");
}

void BehaviorPanel::draw(const Snapshot& snapshot)
{
    m_chart->setPoints(snapshot.trendStartMs, snapshot.trend, snapshot.trendFinal);
}

QString BehaviorPanel::subtitleOf(const Snapshot&) const
{
    return tr("events per second · 5 min");
}

WindowSpan BehaviorPanel::windowOf(const Snapshot&) const
{
    return {}; // the partial end shows itself
}

std::uint64_t BehaviorPanel::totalOf(const Snapshot& snapshot) const
{
    return snapshot.trend.size(); // seconds without events are shown as such
}

} // namespace shoppulse
