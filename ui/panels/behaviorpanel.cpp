// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/behaviorpanel.h"

#include "ui/charts/funnelchart.h"
#include "ui/charts/legend.h"
#include "ui/charts/trendchart.h"

#include <QStackedWidget>
#include <QToolButton>

namespace shoppulse {

BehaviorPanel::BehaviorPanel(const ViewContext& context, QWidget* parent)
    : Panel(PanelId::Behavior, context, parent)
    , m_charts(new QStackedWidget)
    , m_trend(new TrendChart(context))
    , m_funnel(new FunnelChart(context))
    , m_legend(new Legend(context, Dimension::Action, this))
    , m_switch(new QToolButton(this))
{
    m_charts->addWidget(m_trend);
    m_charts->addWidget(m_funnel);
    m_switch->setObjectName(QStringLiteral("funnel"));
    m_switch->setCheckable(true);
    m_switch->setFocusPolicy(Qt::TabFocus);
    connect(m_switch, &QToolButton::toggled, this, &BehaviorPanel::setFunnelShown);
    addToHeader(m_legend);
    addToHeader(m_switch);
    setChart(m_charts);
}

QString BehaviorPanel::title() const
{
    return tr("Behaviour");
}

bool BehaviorPanel::isFunnelShown() const
{
    return m_charts->currentWidget() == m_funnel;
}

void BehaviorPanel::setFunnelShown(bool shown)
{
    m_charts->setCurrentWidget(shown ? static_cast<QWidget*>(m_funnel) : m_trend);
    m_legend->setVisible(!shown);
    m_switch->setChecked(shown);
    refresh();
    if (snapshot())
        setAccessibleDescription(summaryOf(*snapshot()));
}

void BehaviorPanel::draw(const Snapshot& snapshot)
{
    if (isFunnelShown())
        m_funnel->setCounts(snapshot.behavior.counts);
    else
        m_trend->setPoints(snapshot.trendStartMs, snapshot.trend, snapshot.trendFinal);
}

std::string BehaviorPanel::numbersKey() const
{
    return isFunnelShown() ? "funnel" : Panel::numbersKey();
}

PanelTable BehaviorPanel::tableOf(const Snapshot& snapshot) const
{
    return isFunnelShown() ? funnelTable(snapshot, context()) : Panel::tableOf(snapshot);
}

QString BehaviorPanel::summaryOf(const Snapshot& snapshot) const
{
    return isFunnelShown() ? tableSummary(tableOf(snapshot)) : Panel::summaryOf(snapshot);
}

void BehaviorPanel::refreshWords()
{
    Panel::refreshWords();
    m_switch->setIcon(context().theme().icon(QStringLiteral("funnel")));
    m_switch->setToolTip(tr("As a funnel: how many clicks lead to the cart, to a purchase"));
    m_switch->setAccessibleName(tr("Funnel"));
}

QString BehaviorPanel::subtitleOf(const Snapshot&) const
{
    return isFunnelShown() ? tr("all events · since start") : tr("events per second · 5 min");
}

WindowSpan BehaviorPanel::windowOf(const Snapshot&) const
{
    return {}; // the partial end shows itself
}

std::uint64_t BehaviorPanel::totalOf(const Snapshot& snapshot) const
{
    // Seconds without events are shown as such.
    return isFunnelShown() ? snapshot.behavior.total : snapshot.trend.size();
}

} // namespace shoppulse
