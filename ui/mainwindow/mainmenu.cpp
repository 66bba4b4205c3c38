// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainmenu.h"

#include "ui/mainwindow/dashboard.h"
#include "ui/panels/panel.h"

#include <QActionGroup>
#include <QEvent>

namespace shoppulse {
namespace {

constexpr std::array kThemes{ThemeMode::System, ThemeMode::Dark, ThemeMode::Light};
constexpr std::array kLanguages{Language::English, Language::Chinese};

} // namespace

MainMenu::MainMenu(const ViewContext& context, Dashboard& dashboard, QWidget* parent)
    : QMenu(parent)
    , m_context(context)
    , m_dashboard(dashboard)
    , m_panels(addMenu(QString()))
    , m_theme(addMenu(QString()))
    , m_language(addMenu(QString()))
{
    buildPanels();
    buildTheme();
    buildLanguage();
    addSeparator();
    m_connect = add("connect");
    m_undecodable = add("rows");
    m_users = add("users");
    m_settings = add("settings");
    addSeparator();
    m_fullScreen = add("fullscreen");
    m_shortcuts = add("keyboard");
    addSeparator();
    m_user = add("user");
    m_user->setEnabled(false);
    m_logout = add("logout");
    connect(m_connect, &QAction::triggered, this, &MainMenu::connectRequested);
    connect(m_undecodable, &QAction::triggered, this, &MainMenu::undecodableRequested);
    connect(m_users, &QAction::triggered, this, &MainMenu::usersRequested);
    connect(m_settings, &QAction::triggered, this, &MainMenu::settingsRequested);
    connect(m_fullScreen, &QAction::triggered, this, &MainMenu::fullScreenRequested);
    connect(m_shortcuts, &QAction::triggered, this, &MainMenu::shortcutsRequested);
    connect(m_logout, &QAction::triggered, this, &MainMenu::logoutRequested);
    connect(this, &QMenu::aboutToShow, this, &MainMenu::retranslate);
    connect(&context, &ViewContext::changed, this, &MainMenu::retranslate);
    retranslate();
}

QAction* MainMenu::add(const char* icon)
{
    QAction* action = addAction(QString());
    action->setObjectName(QString::fromLatin1(icon));
    return action;
}

void MainMenu::buildPanels()
{
    for (std::size_t i = 0; i < kPanels.size(); ++i) {
        QAction* action = m_panels->addAction(QString());
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, i](bool shown) { m_dashboard.setHidden(kPanels[i], !shown); });
        m_panelActions[i] = action;
    }
    m_panels->addSeparator();
    m_reset = m_panels->addAction(QString());
    connect(m_reset, &QAction::triggered, &m_dashboard, &Dashboard::resetLayout);
}

void MainMenu::buildTheme()
{
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < kThemes.size(); ++i) {
        QAction* action = m_theme->addAction(QString());
        action->setCheckable(true);
        action->setObjectName(themeModeId(kThemes[i]));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { emit themeChosen(kThemes[i]); });
        m_themeActions[i] = action;
    }
}

void MainMenu::buildLanguage()
{
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
        // A language is named in itself, so that whoever needs it can read it.
        QAction* action =
            m_language->addAction(kLanguages[i] == Language::English ? QStringLiteral("English")
                                                                     : QStringLiteral("中文"));
        action->setCheckable(true);
        action->setObjectName(languageCode(kLanguages[i]));
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, i] { emit languageChosen(kLanguages[i]); });
        m_languageActions[i] = action;
    }
}

void MainMenu::setUserName(const QString& name)
{
    m_userName = name;
    m_user->setVisible(!name.isEmpty());
    m_logout->setVisible(!name.isEmpty());
    retranslate();
}

void MainMenu::setAdministrator(bool administrator)
{
    for (QAction* action : {m_connect, m_undecodable, m_users, m_settings})
        action->setVisible(administrator);
}

void MainMenu::retranslate()
{
    m_panels->setTitle(tr("Panels"));
    m_theme->setTitle(tr("Theme"));
    m_language->setTitle(tr("Language"));
    for (std::size_t i = 0; i < kPanels.size(); ++i) {
        m_panelActions[i]->setText(m_dashboard.panel(kPanels[i]).title());
        m_panelActions[i]->setChecked(!m_dashboard.isHidden(kPanels[i]));
    }
    m_reset->setText(tr("Reset layout"));
    m_themeActions[0]->setText(tr("As the system"));
    m_themeActions[1]->setText(tr("Dark"));
    m_themeActions[2]->setText(tr("Light"));
    for (std::size_t i = 0; i < kThemes.size(); ++i)
        m_themeActions[i]->setChecked(m_context.theme().mode() == kThemes[i]);
    for (std::size_t i = 0; i < kLanguages.size(); ++i)
        m_languageActions[i]->setChecked(m_context.language() == kLanguages[i]);
    m_connect->setText(tr("Connections …"));
    m_undecodable->setText(tr("Undecodable rows …"));
    m_users->setText(tr("Users …"));
    m_settings->setText(tr("Settings …"));
    m_fullScreen->setText(tr("Full screen") + QStringLiteral("\tF11"));
    m_shortcuts->setText(tr("Keyboard shortcuts") + QStringLiteral("\t?"));
    m_user->setText(tr("Logged in as %1").arg(m_userName));
    m_logout->setText(tr("Log out"));
    const Theme& theme = m_context.theme();
    m_panels->setIcon(theme.icon(QStringLiteral("panels")));
    m_theme->setIcon(theme.icon(QStringLiteral("theme")));
    m_language->setIcon(theme.icon(QStringLiteral("language")));
    for (QAction* action : {m_connect, m_undecodable, m_users, m_settings, m_fullScreen,
                            m_shortcuts, m_user, m_logout})
        action->setIcon(theme.icon(action->objectName()));
}

void MainMenu::changeEvent(QEvent* event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace shoppulse
