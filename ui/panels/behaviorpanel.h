// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel.h"

class QStackedWidget;

namespace shoppulse {

class FunnelChart;
class Legend;
class TrendChart;

/// Events a second by action in the last 5 minutes, or all events since start as a funnel.
class BehaviorPanel final : public Panel {
    Q_OBJECT
public:
    BehaviorPanel(const ViewContext& context, QWidget* parent);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::string numbersKey() const override;
    void setFunnelShown(bool shown);

protected:
    void draw(const Snapshot& snapshot) override;
    [[nodiscard]] QString subtitleOf(const Snapshot& snapshot) const override;
    [[nodiscard]] WindowSpan windowOf(const Snapshot& snapshot) const override;
    [[nodiscard]] std::uint64_t totalOf(const Snapshot& snapshot) const override;
    [[nodiscard]] PanelTable tableOf(const Snapshot& snapshot) const override;
    [[nodiscard]] QString summaryOf(const Snapshot& snapshot) const override;
    void refreshWords() override;

private:
    [[nodiscard]] bool isFunnelShown() const;

    QStackedWidget* m_charts;
    TrendChart* m_trend;
    FunnelChart* m_funnel;
    Legend* m_legend;
    QToolButton* m_switch;
};

} // namespace shoppulse
