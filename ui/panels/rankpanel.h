// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel.h"

namespace shoppulse {

class RankBars;

/// Top brands by purchases, or top categories by all events, 60 s.
class RankPanel final : public Panel {
    Q_OBJECT
public:
    /// `id` is Brand or Category.
    RankPanel(PanelId id, const ViewContext& context, QWidget* parent);

    [[nodiscard]] QString title() const override;

protected:
    void draw(const Snapshot& snapshot) override;
    [[nodiscard]] QString subtitleOf(const Snapshot& snapshot) const override;
    [[nodiscard]] WindowSpan windowOf(const Snapshot& snapshot) const override;
    [[nodiscard]] std::uint64_t totalOf(const Snapshot& snapshot) const override;

private:
    [[nodiscard]] const Ranking& rankingOf(const Snapshot& snapshot) const;

    RankBars* m_chart;
};

} // namespace shoppulse
