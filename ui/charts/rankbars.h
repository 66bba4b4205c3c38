// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/viewcontext.h"

#include <QWidget>

namespace shoppulse {

/// A ranking as horizontal bars: arrow of the change of rank, name, bar, count; the others last.
/// While the mouse is on it the order is frozen and only the counts move. GUI thread.
class RankBars final : public QWidget {
    Q_OBJECT
public:
    /// `category`: whose colour the bars have.
    RankBars(const ViewContext& context, Action category, QWidget* parent = nullptr);

    void setRanking(const Ranking& ranking);
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 60}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Layout {
        double rowHeight;
        int text; ///< pixels, grows with the rows
        double arrow; ///< right edge of the arrows
        double name; ///< right edge of the names
        double bar; ///< left edge of the bars
        double longest; ///< pixels of the longest bar
        double greatest; ///< count of the longest bar
    };
    [[nodiscard]] Layout layout() const;
    /// Items that fit and their order, frozen or newest.
    [[nodiscard]] std::size_t shownItems() const;
    void drawItem(QPainter& painter, const Layout& layout, std::size_t row) const;
    void drawOthers(QPainter& painter, const Layout& layout, std::size_t row) const;
    void drawBar(QPainter& painter, const Layout& layout, std::size_t row, std::uint64_t count,
                 const QColor& color) const;
    [[nodiscard]] QString hoverText(double y) const;
    void keepOrder(Ranking& next) const;

    const ViewContext& m_context;
    Action m_category;
    Ranking m_ranking;
};

} // namespace shoppulse
