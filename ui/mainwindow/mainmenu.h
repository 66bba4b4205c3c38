// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/panelid.h"
#include "ui/models/viewcontext.h"

#include <QMenu>

#include <array>

class QActionGroup;

namespace shoppulse {

class Dashboard;

/// The window's menu: panels, theme, language, connections, undecodable rows, users. GUI thread.
class MainMenu final : public QMenu {
    Q_OBJECT
public:
    MainMenu(const ViewContext& context, Dashboard& dashboard, QWidget* parent);

    void setUserName(const QString& name);
    /// What a viewer may not do is not offered.
    void setAdministrator(bool administrator);

signals:
    void themeChosen(shoppulse::ThemeMode mode);
    void languageChosen(shoppulse::Language language);
    void connectRequested();
    void usersRequested();
    void settingsRequested();
    void undecodableRequested();
    void shortcutsRequested();
    void fullScreenRequested();
    void logoutRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QAction* add(const char* icon);
    void buildPanels();
    void buildTheme();
    void buildLanguage();
    void retranslate();

    const ViewContext& m_context;
    Dashboard& m_dashboard;
    QMenu* m_panels;
    QMenu* m_theme;
    QMenu* m_language;
    std::array<QAction*, kPanels.size()> m_panelActions{};
    QAction* m_reset = nullptr;
    std::array<QAction*, 3> m_themeActions{};
    std::array<QAction*, 2> m_languageActions{};
    QAction* m_connect = nullptr;
    QAction* m_users = nullptr;
    QAction* m_settings = nullptr;
    QAction* m_undecodable = nullptr;
    QAction* m_shortcuts = nullptr;
    QAction* m_fullScreen = nullptr;
    QAction* m_user = nullptr;
    QAction* m_logout = nullptr;
    QString m_userName;
};

} // namespace shoppulse
