// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel.h"

namespace shoppulse {

class ProvinceTiles;

/// All events by province, 60 s: a tile map and its ranking.
class ProvincePanel final : public Panel {
    Q_OBJECT
public:
    ProvincePanel(const ViewContext& context, QWidget* parent);

    [[nodiscard]] QString title() const override;

protected:
    void draw(const Snapshot& snapshot) override;
    [[nodiscard]] QString subtitleOf(const Snapshot& snapshot) const override;
    [[nodiscard]] WindowSpan windowOf(const Snapshot& snapshot) const override;
    [[nodiscard]] std::uint64_t totalOf(const Snapshot& snapshot) const override;

private:
    ProvinceTiles* m_chart;
};

} // namespace shoppulse
