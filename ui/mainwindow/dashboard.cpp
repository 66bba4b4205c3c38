// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/dashboard.h"

#include "ui/charts/timelinestrip.h"
#include "ui/panels/agepanel.h"
#include "ui/panels/behaviorpanel.h"
#include "ui/panels/genderpanel.h"
#include "ui/panels/kpistrip.h"
#include "ui/panels/provincepanel.h"
#include "ui/panels/rankpanel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr int kGap = 12;
constexpr int kMargin = 16;
constexpr int kTimelineHeight = 58;

struct Slot {
    PanelId id;
    int row;
    int stretch;
};
constexpr std::array kSlots{Slot{PanelId::Behavior, 0, 2}, Slot{PanelId::Gender, 0, 1},
                            Slot{PanelId::Age, 0, 1},      Slot{PanelId::Brand, 1, 1},
                            Slot{PanelId::Category, 1, 1}, Slot{PanelId::Province, 1, 2}};

} // namespace

Dashboard::Dashboard(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_kpis(new KpiStrip(context, this))
    , m_timelineCard(new QFrame(this))
    , m_timeline(new TimelineStrip(context, m_timelineCard))
    , m_offered(kPanels.begin(), kPanels.end())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kGap, kMargin, 0);
    column->setSpacing(kGap);
    column->addWidget(m_kpis);
    for (QWidget*& row : m_rows) {
        row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(kGap);
        column->addWidget(row, 1);
    }
    for (const Slot& slot : kSlots) {
        Panel* panel = makePanel(slot.id, context);
        m_panels[static_cast<std::size_t>(slot.id)] = panel;
        QWidget* row = m_rows[static_cast<std::size_t>(slot.row)];
        static_cast<QHBoxLayout*>(row->layout())->addWidget(panel, slot.stretch);
    }
    m_timelineCard->setProperty("role", QStringLiteral("card"));
    m_timelineCard->setFixedHeight(kTimelineHeight);
    auto* card = new QVBoxLayout(m_timelineCard);
    card->setContentsMargins(12, 6, 12, 2);
    card->addWidget(m_timeline);
    column->addWidget(m_timelineCard);
}

Panel* Dashboard::makePanel(PanelId id, const ViewContext& context)
{
    Panel* panel = nullptr;
    switch (id) {
    case PanelId::Behavior:
        panel = new BehaviorPanel(context, this);
        break;
    case PanelId::Gender:
        panel = new GenderPanel(context, this);
        break;
    case PanelId::Age:
        panel = new AgePanel(context, this);
        break;
    case PanelId::Province:
        panel = new ProvincePanel(context, this);
        break;
    case PanelId::Brand:
    case PanelId::Category:
    case PanelId::Kpis:
        panel = new RankPanel(id, context, this);
        break;
    }
    // Widths follow the stretch alone, so that no text moves the cards.
    panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    connect(panel, &Panel::maximiseRequested, this, [this, id] { toggleMaximised(id); });
    connect(panel, &Panel::hideRequested, this, [this, id] { setHidden(id, true); });
    connect(panel, &Panel::message, this, &Dashboard::message);
    return panel;
}

void Dashboard::setSnapshot(const SnapshotPtr& snapshot, const Snapshot& newest,
                            const Freshness& freshness)
{
    m_kpis->setSnapshot(*snapshot, freshness);
    for (Panel* panel : m_panels)
        panel->setSnapshot(snapshot, freshness);
    if (!m_timelineCard->isVisible())
        return;
    m_timeline->setSeconds(newest.timelineStartMs, newest.timeline);
    m_timeline->setPosition(freshness.paused ? snapshot->newestEventMs : 0);
}

Panel& Dashboard::panel(PanelId id) const
{
    return *m_panels[static_cast<std::size_t>(id)];
}

std::vector<Panel*> Dashboard::shownPanels() const
{
    std::vector<Panel*> shown;
    for (Panel* panel : m_panels)
        if (m_offered.contains(panel->id()) && !m_hidden.contains(panel->id()))
            shown.push_back(panel);
    return shown;
}

void Dashboard::setOffered(const std::vector<std::string>& keys)
{
    if (keys == m_offeredKeys)
        return;
    m_offeredKeys = keys;
    m_offered.clear();
    for (const std::string& key : keys)
        if (const auto id = panelFromKey(key))
            m_offered.insert(*id);
    if (m_offered.empty())
        m_offered.insert(kPanels.begin(), kPanels.end());
    arrange();
}

void Dashboard::setHidden(PanelId id, bool hidden)
{
    if (hidden)
        m_hidden.insert(id);
    else
        m_hidden.erase(id);
    if (m_maximised == id)
        m_maximised.reset();
    arrange();
    emit layoutChanged();
}

void Dashboard::resetLayout()
{
    m_hidden.clear();
    m_maximised.reset();
    arrange();
    emit layoutChanged();
}

void Dashboard::toggleMaximised(PanelId id)
{
    if (m_maximised)
        m_maximised.reset();
    else
        m_maximised = id;
    arrange();
    panel(id).setFocus();
}

void Dashboard::restore()
{
    m_maximised.reset();
    arrange();
}

void Dashboard::arrange()
{
    const std::vector<Panel*> shown = shownPanels();
    std::array<bool, 2> rowUsed{};
    for (const Slot& slot : kSlots) {
        Panel& at = panel(slot.id);
        const bool wanted = m_maximised ? m_maximised == slot.id
                                        : std::find(shown.begin(), shown.end(), &at) != shown.end();
        at.setVisible(wanted);
        if (wanted)
            rowUsed[static_cast<std::size_t>(slot.row)] = true;
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rows[row]->setVisible(rowUsed[row]);
    m_kpis->setVisible(!m_maximised);
    m_timelineCard->setVisible(!m_maximised);
}

Panel* Dashboard::currentPanel() const
{
    for (Panel* panel : m_panels)
        if (panel->isVisible() && panel->isAncestorOf(focusWidget()))
            return panel;
    for (Panel* panel : m_panels)
        if (panel->isVisible() && panel->hasFocus())
            return panel;
    const std::vector<Panel*> shown = shownPanels();
    return shown.empty() ? nullptr : m_maximised ? &panel(*m_maximised) : shown.front();
}

} // namespace shoppulse
