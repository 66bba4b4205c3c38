// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rankpanel.h"

#include "ui/charts/rankbars.h"
#include "ui/models/numberformat.h"
#include "ui/panels/windowtext.h"

namespace shoppulse {

RankPanel::RankPanel(PanelId id, const ViewContext& context, QWidget* parent)
    : Panel(id, context, parent)
    , m_chart(new RankBars(context, id == PanelId::Brand ? Action::Buy : Action::Pv))
{
    setChart(m_chart);
}

QString RankPanel::title() const
{
    return id() == PanelId::Brand ? tr("Top brands") : tr("Top categories");
}

const Ranking& RankPanel::rankingOf(const Snapshot& snapshot) const
{
    return id() == PanelId::Brand ? snapshot.brand : snapshot.category;
}

void RankPanel::draw(const Snapshot& snapshot)
{
    m_chart->setRanking(rankingOf(snapshot));
}

QString RankPanel::subtitleOf(const Snapshot& snapshot) const
{
    const QString words = withSlidingWindow(id() == PanelId::Brand ? tr("purchases") : tr("visits"),
                                            windowOf(snapshot));
    const auto error = rankingOf(snapshot).error;
    return error ? words + QStringLiteral(" · ±") + formatExact(*error) : words;
}

WindowSpan RankPanel::windowOf(const Snapshot& snapshot) const
{
    return rankingOf(snapshot).window;
}

std::uint64_t RankPanel::totalOf(const Snapshot& snapshot) const
{
    return rankingOf(snapshot).total;
}

} // namespace shoppulse
