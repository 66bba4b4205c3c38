// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QWidget>

#include <vector>

namespace shoppulse {

/// The provinces as a map of tiles in one sequential palette, and ranked beside it; the mouse on a
/// tile marks its row and the other way round. The unknown province stands in the list only.
/// GUI thread.
class ProvinceTiles final : public QWidget {
    Q_OBJECT
public:
    explicit ProvinceTiles(const ViewContext& context, QWidget* parent = nullptr);

    void setCounts(const std::vector<std::uint64_t>& counts, std::uint64_t total);
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Layout {
        QPointF origin; ///< of the tile in column 0, row 0
        QSizeF cell;
        QRectF list;
        double rowHeight;
        std::size_t rows;
        int text; ///< pixels, of the list
    };
    [[nodiscard]] Layout layout() const;
    [[nodiscard]] QRectF tile(const Layout& layout, std::size_t province) const;
    /// The province under a point of the map or the list; -1 none.
    [[nodiscard]] int provinceAt(const QPointF& point) const;
    void drawTiles(QPainter& painter, const Layout& layout) const;
    void drawList(QPainter& painter, const Layout& layout) const;
    /// Names that all fit a tile: full ones, else the two letters used in Latin script.
    [[nodiscard]] bool fullNamesFit(const QFont& font, double space) const;

    const ViewContext& m_context;
    std::vector<std::uint64_t> m_counts;
    std::vector<std::size_t> m_order; ///< provinces, most events first
    std::uint64_t m_total = 0;
    int m_hovered = -1;
};

} // namespace shoppulse
