// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/panelid.h"
#include "ui/panels/panelstatus.h"

#include <QWidget>

#include <array>
#include <set>
#include <vector>

class QBoxLayout;

namespace shoppulse {

class KpiStrip;
class Panel;
class TimelineStrip;

/// Figures, panels and timeline in their places: hides, maximises and focuses panels. GUI thread.
class Dashboard final : public QWidget {
    Q_OBJECT
public:
    Dashboard(const ViewContext& context, QWidget* parent);

    void setSnapshot(const SnapshotPtr& snapshot, const Snapshot& newest,
                     const Freshness& freshness);

    [[nodiscard]] Panel& panel(PanelId id) const;
    [[nodiscard]] const KpiStrip& kpis() const { return *m_kpis; }
    /// The panels that are not hidden, in their order.
    [[nodiscard]] std::vector<Panel*> shownPanels() const;

    /// Panels that the profile names; others stay away.
    void setOffered(const std::vector<std::string>& keys);
    void setHidden(PanelId id, bool hidden);
    [[nodiscard]] bool isHidden(PanelId id) const { return m_hidden.contains(id); }
    void resetLayout();

    /// Alone on the whole place, or all again when it is so already.
    void toggleMaximised(PanelId id);
    [[nodiscard]] bool isMaximised() const { return m_maximised.has_value(); }
    void restore();
    /// The panel that has the keyboard focus; the first one when none has.
    [[nodiscard]] Panel* currentPanel() const;

signals:
    void message(const QString& text);
    void layoutChanged();

private:
    Panel* makePanel(PanelId id, const ViewContext& context);
    void arrange();

    KpiStrip* m_kpis;
    std::array<Panel*, kPanels.size()> m_panels{};
    std::array<QWidget*, 2> m_rows{};
    QWidget* m_timelineCard;
    TimelineStrip* m_timeline;
    std::set<PanelId> m_hidden;
    std::set<PanelId> m_offered;
    std::vector<std::string> m_offeredKeys;
    std::optional<PanelId> m_maximised;
};

} // namespace shoppulse
