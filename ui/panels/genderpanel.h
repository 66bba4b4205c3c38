// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel.h"

namespace shoppulse {

class DonutChart;

/// Purchases by gender since start; all events where the format tells the gender only.
class GenderPanel final : public Panel {
    Q_OBJECT
public:
    GenderPanel(const ViewContext& context, QWidget* parent);

    [[nodiscard]] QString title() const override;

protected:
    void draw(const Snapshot& snapshot) override;
    [[nodiscard]] QString subtitleOf(const Snapshot& snapshot) const override;
    [[nodiscard]] WindowSpan windowOf(const Snapshot& snapshot) const override;
    [[nodiscard]] std::uint64_t totalOf(const Snapshot& snapshot) const override;

private:
    DonutChart* m_chart;
};

} // namespace shoppulse
