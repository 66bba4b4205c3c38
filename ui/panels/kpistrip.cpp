// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/kpistrip.h"

#include "ui/panels/kpitile.h"

#include <QHBoxLayout>

namespace shoppulse {

KpiStrip::KpiStrip(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("kpis"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (std::size_t i = 0; i < kKpis; ++i) {
        m_tiles[i] = new KpiTile(static_cast<KpiId>(i), context, this);
        row->addWidget(m_tiles[i], 1);
    }
}

void KpiStrip::setSnapshot(const Snapshot& snapshot, const Freshness& freshness)
{
    if (!isVisible())
        return;
    const bool stale = isStale(freshness);
    for (KpiTile* tile : m_tiles)
        tile->setKpi(snapshot.kpi(tile->id()), snapshot.uniqueError, stale);
}

const KpiTile& KpiStrip::tile(KpiId id) const
{
    return *m_tiles[static_cast<std::size_t>(id)];
}

} // namespace shoppulse
