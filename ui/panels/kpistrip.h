// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/panels/panelstatus.h"

#include <QWidget>

namespace shoppulse {

class KpiTile;

/// The row of figures above the panels. GUI thread.
class KpiStrip final : public QWidget {
    Q_OBJECT
public:
    KpiStrip(const ViewContext& context, QWidget* parent);

    void setSnapshot(const Snapshot& snapshot, const Freshness& freshness);
    [[nodiscard]] const KpiTile& tile(KpiId id) const;

private:
    std::array<KpiTile*, kKpis> m_tiles{};
};

} // namespace shoppulse
