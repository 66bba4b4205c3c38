// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QWidget>

#include <vector>

namespace shoppulse {

/// Of the clicks, how many led to the cart, to a purchase, to a favourite: a bar and a rate each.
/// No rate from fewer than 30 clicks. GUI thread.
class FunnelChart final : public QWidget {
    Q_OBJECT
public:
    explicit FunnelChart(const ViewContext& context, QWidget* parent = nullptr);

    /// Counts by action, in the order of the ids.
    void setCounts(const std::vector<std::uint64_t>& counts);
    /// "12.7 % of clicks"; "—" when it cannot be told.
    [[nodiscard]] QString rateText(std::size_t action) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] double rowHeight() const;

    const ViewContext& m_context;
    std::vector<std::uint64_t> m_counts;
};

} // namespace shoppulse
