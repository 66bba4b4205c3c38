// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/panelid.h"
#include "ui/models/paneltablemodel.h"
#include "ui/panels/panelstatus.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace shoppulse {

class ElidedLabel;
class PanelMenu;
class StateOverlay;

/// One view of the dashboard: title, chart, table twin, states, export. What a kind of panel shows
/// is in its subclass. A hidden panel does nothing in a tick and catches up when shown. GUI thread;
/// owned by its parent widget; the context outlives it.
class Panel : public QFrame {
    Q_OBJECT
public:
    Panel(PanelId id, const ViewContext& context, QWidget* parent);

    [[nodiscard]] PanelId id() const { return m_id; }
    [[nodiscard]] virtual QString title() const = 0;
    /// A tick: takes the snapshot, and shows it when it is not what is shown already.
    void setSnapshot(const SnapshotPtr& snapshot, const Freshness& freshness);
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
    [[nodiscard]] const PanelStatus& status() const { return m_status; }
    /// How often the numbers were drawn; hidden panels stand still.
    [[nodiscard]] std::uint64_t draws() const { return m_draws; }

    [[nodiscard]] bool isTableShown() const;
    void setTableShown(bool shown);
    /// What is counted and over which time: "purchases · 60 s".
    [[nodiscard]] QString subtitle() const;
    [[nodiscard]] const ViewContext& context() const { return m_context; }
    /// Which numbers are shown, as CSV names them.
    [[nodiscard]] virtual std::string numbersKey() const { return std::string(panelKey(m_id)); }
    /// Header's buttons are not part of a picture.
    void setPictureMode(bool picture);

signals:
    void maximiseRequested();
    void hideRequested();
    /// Something for the user: a file was written, or why it was not.
    void message(const QString& text);

protected:
    void setChart(QWidget* chart);
    /// A widget at the header's right, such as a legend.
    void addToHeader(QWidget* widget);
    /// Numbers into the chart.
    virtual void draw(const Snapshot& snapshot) = 0;
    [[nodiscard]] virtual QString subtitleOf(const Snapshot& snapshot) const = 0;
    [[nodiscard]] virtual WindowSpan windowOf(const Snapshot& snapshot) const = 0;
    [[nodiscard]] virtual std::uint64_t totalOf(const Snapshot& snapshot) const = 0;

    /// The numbers behind the chart, and what it shows in words.
    [[nodiscard]] virtual PanelTable tableOf(const Snapshot& snapshot) const;
    [[nodiscard]] virtual QString summaryOf(const Snapshot& snapshot) const;

    /// Texts and icons; again when language or colours are others.
    virtual void refreshWords();
    /// Draws the snapshot held, when visible.
    void refresh();

    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void buildHeader();
    void buildBody();
    void refreshTable();
    void refreshStatus();
    void showStatus(const QString& subtitle);

    PanelId m_id;
    const ViewContext& m_context;
    QHBoxLayout* m_header;
    QLabel* m_titleLabel;
    ElidedLabel* m_subtitleLabel;
    QLabel* m_statusLabel;
    QToolButton* m_menuButton;
    QWidget* m_body;
    QStackedLayout* m_stack;
    QTableView* m_table;
    PanelTableModel* m_model;
    StateOverlay* m_overlay;
    SnapshotPtr m_snapshot;
    Freshness m_freshness;
    PanelStatus m_status;
    std::uint64_t m_drawnSequence = 0;
    std::uint64_t m_draws = 0;
};

} // namespace shoppulse
