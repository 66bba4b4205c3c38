// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/agepanel.h"

#include "ui/charts/barchart.h"
#include "ui/panels/windowtext.h"

namespace shoppulse {

AgePanel::AgePanel(const ViewContext& context, QWidget* parent)
    : Panel(PanelId::Age, context, parent)
    , m_chart(new BarChart(context, Dimension::Age))
{
    setChart(m_chart);
}

QString AgePanel::title() const
{
    return tr("Age");
}

void AgePanel::draw(const Snapshot& snapshot)
{
    m_chart->setCounts(snapshot.orderAge.counts);
}

QString AgePanel::subtitleOf(const Snapshot& snapshot) const
{
    return withWindow(tr("purchases"), windowOf(snapshot));
}

WindowSpan AgePanel::windowOf(const Snapshot& snapshot) const
{
    return snapshot.orderAge.window;
}

std::uint64_t AgePanel::totalOf(const Snapshot& snapshot) const
{
    return snapshot.orderAge.total;
}

} // namespace shoppulse
