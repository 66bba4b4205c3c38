// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "ui/mainwindow/dashboard.h"
#include "ui/mainwindow/holebar.h"
#include "ui/mainwindow/mainmenu.h"
#include "ui/mainwindow/problemsdrawer.h"
#include "ui/mainwindow/shortcutlist.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/topbar.h"
#include "ui/panels/filechooser.h"
#include "ui/panels/panel.h"
#include "ui/panels/panelexport.h"

#include <QDataStream>
#include <QEvent>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace shoppulse {
namespace {

constexpr int kTickMs = 200;
constexpr QSize kFirstSize(1366, 768);
constexpr QSize kLeastSize(1024, 640);
constexpr int kExportScale = 2;
constexpr int kCursorTicks = 15; ///< 3 s

/// The panels that a stream has numbers for.
std::vector<std::string> offeredPanels(const StreamInfo& info)
{
    if (info.format == Format::GenderCode)
        return {std::string(panelKey(PanelId::Gender))};
    return info.profile ? info.profile->panels : std::vector<std::string>();
}

} // namespace

MainWindow::MainWindow(const SnapshotHub& hub, const Clock& clock, Theme& theme,
                       WindowOptions options)
    : m_theme(theme)
    , m_context(theme)
    , m_view(hub, clock)
{
    m_context.setLanguage(options.language);
    setObjectName(QStringLiteral("mainwindow"));
    build();
    connectParts();
    addShortcuts();
    setUser(options.userName, options.administrator);
    resize(kFirstSize);
    setMinimumSize(kLeastSize);
    setWindowTitle(QStringLiteral("ShopPulse"));
    m_timer.setInterval(kTickMs);
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::tick);
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto* centre = new QWidget(this);
    centre->setFocusPolicy(Qt::ClickFocus); // the keys work from the first moment
    centre->setFocus();
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = new TopBar(m_context, centre);
    m_hole = new HoleBar(m_context, centre);
    m_dashboard = new Dashboard(m_context, centre);
    m_drawer = new ProblemsDrawer(m_context, centre);
    m_drawer->hide();
    m_statusLine = new StatusLine(m_context, centre);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_dashboard, 1);
    middle->addWidget(m_drawer);
    column->addWidget(m_topBar);
    column->addWidget(m_hole);
    column->addLayout(middle, 1);
    column->addWidget(m_statusLine);
    setCentralWidget(centre);
    m_menu = new MainMenu(m_context, *m_dashboard, this);
    m_topBar->setMenu(m_menu);
}

void MainWindow::connectParts()
{
    connect(m_topBar, &TopBar::pauseToggled, this, [this] { setPaused(!isPaused()); });
    connect(m_topBar, &TopBar::problemsToggled, this,
            [this] { setDrawerShown(!m_drawer->isVisible()); });
    connect(m_topBar, &TopBar::exportRequested, this, &MainWindow::exportDashboard);
    connect(m_topBar, &TopBar::shareRequested, this, &MainWindow::shareRequested);
    connect(m_hole, &HoleBar::chosen, this, &MainWindow::goOnChosen);
    connect(m_drawer, &ProblemsDrawer::closed, this, [this] { setDrawerShown(false); });
    connect(m_dashboard, &Dashboard::message, this, &MainWindow::showMessage);
    connect(m_menu, &MainMenu::connectRequested, this, &MainWindow::connectRequested);
    connect(m_menu, &MainMenu::usersRequested, this, &MainWindow::usersRequested);
    connect(m_menu, &MainMenu::settingsRequested, this, &MainWindow::settingsRequested);
    connect(m_menu, &MainMenu::undecodableRequested, this, &MainWindow::undecodableRequested);
    connect(m_menu, &MainMenu::logoutRequested, this, &MainWindow::logoutRequested);
    connect(m_menu, &MainMenu::shortcutsRequested, this, &MainWindow::showShortcuts);
    connect(m_menu, &MainMenu::fullScreenRequested, this, &MainWindow::toggleFullScreen);
    connect(m_menu, &MainMenu::themeChosen, this, [this](ThemeMode mode) {
        m_theme.setMode(mode);
        emit themeChanged(themeModeId(mode));
    });
    connect(m_menu, &MainMenu::languageChosen, this, [this](Language language) {
        setLanguage(language);
        emit languageChanged(languageCode(language));
    });
    connect(&m_context, &ViewContext::changed, this, &MainWindow::tick);
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_E), &MainWindow::exportDashboard);
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &MainWindow::copyPanel);
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { setChrome(!m_topBar->isVisible()); });
    add(QKeySequence(Qt::Key_F11), &MainWindow::toggleFullScreen);
}

void MainWindow::setHub(const SnapshotHub& hub)
{
    m_view.setHub(hub);
    tick();
}

void MainWindow::setLanguage(Language language)
{
    m_context.setLanguage(language);
}

void MainWindow::setUser(const QString& name, bool administrator)
{
    m_menu->setUserName(name);
    m_menu->setAdministrator(administrator);
    m_hole->setAdministrator(administrator);
}

void MainWindow::showMessage(const QString& text)
{
    m_statusLine->showMessage(text);
}

void MainWindow::tick()
{
    hideIdleCursor();
    m_view.pull();
    const SnapshotPtr& shown = m_view.shown();
    if (!shown)
        return;
    m_context.setProfile(shown->info.profile);
    m_dashboard->setOffered(offeredPanels(shown->info));
    m_topBar->setView(m_view);
    m_dashboard->setSnapshot(shown, *m_view.newest(), m_view.freshness());
    m_hole->setSnapshot(*m_view.newest());
    m_drawer->setSnapshot(*m_view.newest());
    m_statusLine->setSnapshot(*m_view.newest(), m_view.nowMs());
}

void MainWindow::hideIdleCursor()
{
    const QPoint at = QCursor::pos();
    if (isFullScreen() && at == m_cursorAt) {
        if (++m_cursorStill == kCursorTicks)
            setCursor(Qt::BlankCursor);
        return;
    }
    m_cursorAt = at;
    if (m_cursorStill >= kCursorTicks)
        unsetCursor();
    m_cursorStill = 0;
}

void MainWindow::setPaused(bool paused)
{
    if (paused)
        m_view.pause();
    else
        m_view.resume();
    tick();
}

QImage MainWindow::picture(int scale)
{
    return pictureOf(*centralWidget(), m_view.shown().get(), m_context, QString(), scale);
}

void MainWindow::exportDashboard()
{
    const QString when =
        m_context.zoned(m_view.nowMs()).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    // The picture is of the moment of the key, not of the end of the dialog.
    chooseFile(*this, QStringLiteral("shoppulse-%1.png").arg(when), tr("PNG picture (*.png)"),
               [this, image = picture(kExportScale)](const QString& path) {
                   showMessage(saveImage(image, path));
               });
}

void MainWindow::copyPanel()
{
    if (Panel* panel = m_dashboard->currentPanel()) {
        copyPicture(*panel);
        showMessage(tr("Copied: %1").arg(panel->title()));
    }
}

void MainWindow::setDrawerShown(bool shown)
{
    m_drawer->setVisible(shown);
    m_topBar->setProblemsShown(shown);
    tick();
}

void MainWindow::showShortcuts()
{
    (new ShortcutList(this))->open();
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
    if (!isFullScreen())
        setChrome(true);
}

void MainWindow::setChrome(bool shown)
{
    m_topBar->setVisible(shown);
    m_statusLine->setVisible(shown);
    setWindowState(shown ? windowState() & ~Qt::WindowFullScreen
                         : windowState() | Qt::WindowFullScreen);
}

void MainWindow::stepBack()
{
    if (m_dashboard->isMaximised())
        m_dashboard->restore();
    else if (m_drawer->isVisible())
        setDrawerShown(false);
    else if (isFullScreen())
        setChrome(true);
}

void MainWindow::focusPanel(int number)
{
    const std::vector<Panel*> panels = m_dashboard->shownPanels();
    if (number > 0 && number <= int(panels.size()) && panels[std::size_t(number) - 1]->isVisible())
        panels[std::size_t(number) - 1]->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::toggleTable()
{
    if (Panel* panel = m_dashboard->currentPanel())
        panel->setTableShown(!panel->isTableShown());
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key >= Qt::Key_1 && key <= Qt::Key_9)
        return focusPanel(key - Qt::Key_0);
    switch (key) {
    case Qt::Key_Space:
        return setPaused(!isPaused());
    case Qt::Key_L:
        return setPaused(false);
    case Qt::Key_V:
        if (Panel* panel = m_dashboard->currentPanel())
            m_dashboard->toggleMaximised(panel->id());
        return;
    case Qt::Key_T:
        return toggleTable();
    case Qt::Key_P:
        return setDrawerShown(!m_drawer->isVisible());
    case Qt::Key_Question:
        return showShortcuts();
    case Qt::Key_Escape:
        return stepBack();
    default:
        QMainWindow::keyPressEvent(event);
    }
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    tick();
    m_timer.start();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    QMainWindow::hideEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        tick();
}

QByteArray MainWindow::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << saveGeometry();
    QStringList hidden;
    for (const PanelId id : kPanels)
        if (m_dashboard->isHidden(id))
            hidden << m_dashboard->panel(id).objectName();
    stream << hidden;
    return bytes;
}

void MainWindow::restoreLayout(const QByteArray& layout)
{
    QDataStream stream(layout);
    QByteArray geometry;
    QStringList hidden;
    stream >> geometry >> hidden;
    if (stream.status() != QDataStream::Ok)
        return;
    restoreGeometry(geometry);
    for (const PanelId id : kPanels)
        m_dashboard->setHidden(id, hidden.contains(m_dashboard->panel(id).objectName()));
}

} // namespace shoppulse
