// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/recordsource.h"
#include "ui/mainwindow/liveview.h"
#include "ui/models/viewcontext.h"

#include <QMainWindow>
#include <QTimer>

namespace shoppulse {

class Dashboard;
class HoleBar;
class MainMenu;
class ProblemsDrawer;
class StatusLine;
class TopBar;

struct WindowOptions {
    Language language = Language::English;
    QString userName; ///< empty: nobody is logged in (the demo's guest)
    bool administrator = true; ///< viewers are not offered connections, rows, users and settings
};

/// The dashboard. Pulls the newest snapshot with one timer, five times a second while it is to be
/// seen, and hands it to its parts. What goes beyond the view it only asks for, by signals.
/// GUI thread. Clock and theme outlive it, the hub until it is replaced.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const SnapshotHub& hub, const Clock& clock, Theme& theme, WindowOptions options);
    ~MainWindow() override;

    /// Another stream (after a change of connection); the view is live again.
    void setHub(const SnapshotHub& hub);
    void setLanguage(Language language);
    void setUser(const QString& name, bool administrator);
    /// A sentence in the status line for some seconds: "Saved: ...".
    void showMessage(const QString& text);

    /// What the timer does; tests and benchmarks step it by hand.
    void tick();
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_view.isPaused(); }
    [[nodiscard]] Dashboard& dashboard() const { return *m_dashboard; }
    [[nodiscard]] const ViewContext& context() const { return m_context; }
    /// The whole dashboard as a picture with its origin under it.
    [[nodiscard]] QImage picture(int scale);

    /// Hidden panels and the place on the screen, for the settings file.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

signals:
    void shareRequested();
    /// How to go on where records are missing.
    void goOnChosen(GoOn choice);
    void connectRequested();
    void usersRequested();
    void settingsRequested();
    void undecodableRequested();
    void logoutRequested();
    /// The person chose; already shown. For the catalogues and the settings file.
    void languageChanged(const QString& code);
    void themeChanged(const QString& id);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectParts();
    void addShortcuts();
    void exportDashboard();
    void setDrawerShown(bool shown);
    void showShortcuts();
    void toggleFullScreen();
    void setChrome(bool shown);
    void stepBack();
    void focusPanel(int number);
    void toggleTable();
    void copyPanel();
    void hideIdleCursor();

    Theme& m_theme;
    ViewContext m_context;
    LiveView m_view;
    QTimer m_timer;
    QPoint m_cursorAt;
    int m_cursorStill = 0; ///< ticks that the mouse has not moved
    TopBar* m_topBar = nullptr;
    HoleBar* m_hole = nullptr;
    Dashboard* m_dashboard = nullptr;
    ProblemsDrawer* m_drawer = nullptr;
    StatusLine* m_statusLine = nullptr;
    MainMenu* m_menu = nullptr;
};

} // namespace shoppulse
