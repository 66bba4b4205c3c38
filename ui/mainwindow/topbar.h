// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/liveview.h"
#include "ui/models/statustext.h"

#include <QFrame>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace shoppulse {

class ElidedLabel;

/// What stands at the window's top: profile, topic, status pill, clock, or while paused how far
/// behind the view is; the buttons. GUI thread.
class TopBar final : public QFrame {
    Q_OBJECT
public:
    TopBar(const ViewContext& context, QWidget* parent);

    void setMenu(QMenu* menu);
    /// Follows the view; called each tick.
    void setView(const LiveView& view);
    void setProblemsShown(bool shown);
    [[nodiscard]] QString pillText() const;
    [[nodiscard]] QString timeText() const;

signals:
    void pauseToggled();
    void problemsToggled();
    void exportRequested();
    void shareRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* addLabel(const char* role);
    void buildButtons();
    void retranslate();
    void setConnected(bool connected);
    void setPill(const LiveView& view);
    void setMark(const StatusMark& mark, const QString& shape);
    [[nodiscard]] QString sourceText(const Snapshot& snapshot) const;
    [[nodiscard]] QString timeText(const LiveView& view) const;
    void setProblems(std::size_t count);

    const ViewContext& m_context;
    QLabel* m_brand;
    ElidedLabel* m_source;
    QLabel* m_demo;
    QLabel* m_pill;
    ElidedLabel* m_time;
    QPushButton* m_pause;
    QPushButton* m_problems;
    QPushButton* m_export;
    QPushButton* m_share;
    QToolButton* m_menuButton;
    bool m_connected = true;
    bool m_paused = false;
    std::size_t m_problemCount = 0;
};

} // namespace shoppulse
