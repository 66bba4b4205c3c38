// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainmenu.h"
#include "ui/mainwindow/problemsdrawer.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/topbar.h"
#include "ui/panels/kpistrip.h"
#include "ui/panels/kpitile.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>

using namespace shoppulse;

namespace {

/// Puts every text of ours between marks, so that what was not translated anew stands out.
class MarkTranslator final : public QTranslator {
public:
    [[nodiscard]] QString translate(const char*, const char* text, const char*, int) const override
    {
        return QStringLiteral("«%1»").arg(QString::fromUtf8(text));
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void spacePausesTheViewOnly();
    void pauseByTheButtonAndLiveByTheKey();
    void theTimerPullsTheNewest();
    void aHiddenWindowStandsStill();
    void anotherHubIsShownAtOnce();
    void pillSaysTheState();
    void dotsSayWordShapeAndRetry();
    void countersAndWatermark();
    void demoBadge();
    void problemsDrawerByClick();
    void buttonsAndMenuAskByName();
    void viewersAreNotOfferedTheSettings();
    void themeSwitchesWhileRunning();
    void languageSwitchesWhileRunning();
    void everyTextFollowsTheLanguage();
    void keysFocusMaximiseAndTable();
    void doubleClickMaximises();
    void shortcutListOpens();
    void fullScreenAndBack();
    void dashboardIsExportedByKey();
    void layoutIsKept();
    void nothingIsClipped_data();
    void nothingIsClipped();
};

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void TestMainWindow::spacePausesTheViewOnly()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* bar = rig.window.findChild<TopBar*>();
    QTest::keyClick(&rig.window, Qt::Key_Space);
    QVERIFY(rig.window.isPaused());
    rig.clock.advance(12'000);
    Snapshot later = Believable{.wallMs = rig.clock.wallMs(), .sequence = 2}.make();
    later.counters.rows = Believable{}.make().counters.rows + 18'240;
    rig.step(later);
    QCOMPARE(bar->timeText(), QStringLiteral("Paused at 14:03:21 · +18,240 events · 12 s behind"));
    QCOMPARE(bar->pillText(), QStringLiteral("Paused"));
    // The view stands still and is not called stale; the counters at the bottom go on.
    QCOMPARE(rig.panel(PanelId::Gender).snapshot()->sequence, std::uint64_t(1));
    QVERIFY(rig.panel(PanelId::Gender).status().state != PanelState::Stale);
    QTest::keyClick(&rig.window, Qt::Key_Space);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(rig.panel(PanelId::Gender).snapshot()->sequence, std::uint64_t(2));
    QCOMPARE(bar->pillText(), QStringLiteral("Live"));
}

void TestMainWindow::pauseByTheButtonAndLiveByTheKey()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* button = rig.find<QPushButton>("pause");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(rig.window.isPaused());
    QCOMPARE(button->text(), QStringLiteral("Live"));
    QTest::keyClick(&rig.window, Qt::Key_L);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(button->text(), QStringLiteral("Pause"));
}

void TestMainWindow::theTimerPullsTheNewest()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.publish(Believable{.sequence = 5}.make());
    QTRY_COMPARE(rig.panel(PanelId::Age).snapshot()->sequence, std::uint64_t(5));
}

void TestMainWindow::aHiddenWindowStandsStill()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.window.hide();
    const std::uint64_t draws = rig.panel(PanelId::Age).draws();
    rig.step(Believable{.sequence = 2}.make());
    QCOMPARE(rig.panel(PanelId::Age).draws(), draws);
    rig.window.show();
    QTRY_VERIFY(rig.panel(PanelId::Age).draws() > draws);
}

void TestMainWindow::anotherHubIsShownAtOnce()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.window.setPaused(true);
    SnapshotHub other;
    Snapshot snapshot = Believable{}.make();
    snapshot.info.topic = "elsewhere";
    other.publish(std::make_shared<const Snapshot>(snapshot));
    rig.window.setHub(other);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(rig.panel(PanelId::Age).snapshot()->info.topic, std::string("elsewhere"));
    rig.window.setHub(rig.hub);
}

void TestMainWindow::pillSaysTheState()
{
    WindowRig rig;
    rig.show(emptySnapshot(StreamState::Waiting));
    auto* bar = rig.window.findChild<TopBar*>();
    QCOMPARE(bar->pillText(), QStringLiteral("Waiting"));
    Snapshot snapshot = Believable{.sequence = 2}.make();
    snapshot.state = StreamState::CatchingUp;
    rig.step(snapshot);
    QCOMPARE(bar->pillText(), QStringLiteral("Catching up"));
    auto* pill = rig.find<QLabel>("pill");
    QVERIFY(pill->text().contains(QChar(0x25D0)));
    QVERIFY(pill->toolTip().contains(QStringLiteral("Last event: 14:03:21")));
    QVERIFY(pill->toolTip().contains(QStringLiteral("Lag: 0.4 s")));
}

void TestMainWindow::dotsSayWordShapeAndRetry()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    ComponentStatus& redis = snapshot.components[std::size_t(Component::Redis)];
    redis.health = Health::Down;
    redis.error = Error{ErrorCode::RedisUnreachable, "127.0.0.1:6379", "refused"};
    redis.nextRetryMs = snapshot.wallMs + 3'000;
    snapshot.components[std::size_t(Component::State)].health = Health::Off;
    rig.show(snapshot);
    auto* line = rig.window.findChild<StatusLine*>();
    QCOMPARE(line->dotText(Component::KafkaIn), QStringLiteral("Kafka in · lag 0.4 s"));
    QCOMPARE(line->dotText(Component::Redis), QStringLiteral("Redis down · next try in 3.0 s"));
    QCOMPARE(line->dotText(Component::State), QStringLiteral("State off"));
    const auto labels = line->findChildren<QLabel*>();
    const auto label = std::find_if(labels.begin(), labels.end(), [](const QLabel* at) {
        return at->accessibleName().startsWith(QStringLiteral("Redis"));
    });
    QVERIFY((*label)->text().contains(QChar(0x2715)));
    QVERIFY((*label)->toolTip().contains(QStringLiteral("refused")));
    QVERIFY((*label)->toolTip().contains(QStringLiteral("Next try in 3.0 s")));
}

void TestMainWindow::countersAndWatermark()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* line = rig.window.findChild<StatusLine*>();
    QCOMPARE(line->countersText(), QStringLiteral("late 3 · dropped 0 · undecodable 0.01 %"));
    QStringList texts;
    for (const QLabel* label : line->findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.contains(QStringLiteral("52.3K events/s")));
    QVERIFY(texts.contains(QStringLiteral("watermark 14:03:20")));
}

void TestMainWindow::demoBadge()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    const auto badge = [&rig] {
        for (QLabel* label : rig.window.findChildren<QLabel*>())
            if (label->text() == QStringLiteral("DEMO"))
                return label->isVisible();
        return false;
    };
    QVERIFY(!badge());
    snapshot.info.demo = true;
    snapshot.sequence = 2;
    rig.step(snapshot);
    QVERIFY(badge());
}

void TestMainWindow::problemsDrawerByClick()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    snapshot.problems = {{ErrorCode::RedisUnreachable, "127.0.0.1:6379", "refused"}};
    rig.show(snapshot);
    auto* button = rig.find<QPushButton>("problems");
    QCOMPARE(button->text(), QStringLiteral("Problems 1"));
    auto* drawer = rig.window.findChild<ProblemsDrawer*>();
    QVERIFY(!drawer->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(drawer->isVisible());
    QCOMPARE(drawer->problemTexts().size(), 1);
    QVERIFY(drawer->problemTexts().first().contains(QStringLiteral("127.0.0.1:6379")));
    snapshot.problems.clear();
    snapshot.sequence = 2;
    rig.step(snapshot);
    QVERIFY(drawer->problemTexts().isEmpty());
    QTest::keyClick(&rig.window, Qt::Key_Escape);
    QVERIFY(!drawer->isVisible());
    QVERIFY(!button->isChecked());
}

void TestMainWindow::buttonsAndMenuAskByName()
{
    WindowRig rig(ThemeMode::Dark, {.userName = QStringLiteral("li.wei")});
    rig.show(Believable{}.make());
    QSignalSpy share(&rig.window, &MainWindow::shareRequested);
    QTest::mouseClick(rig.find<QPushButton>("share"), Qt::LeftButton);
    QCOMPARE(share.count(), 1);
    auto* menu = rig.window.findChild<MainMenu*>();
    const auto trigger = [menu](const char* name) {
        menu->findChild<QAction*>(QString::fromLatin1(name))->trigger();
    };
    QSignalSpy connection(&rig.window, &MainWindow::connectRequested);
    QSignalSpy settings(&rig.window, &MainWindow::settingsRequested);
    QSignalSpy rows(&rig.window, &MainWindow::undecodableRequested);
    QSignalSpy logout(&rig.window, &MainWindow::logoutRequested);
    for (const char* name : {"connect", "settings", "rows", "logout"})
        trigger(name);
    QCOMPARE(connection.count(), 1);
    QCOMPARE(settings.count(), 1);
    QCOMPARE(rows.count(), 1);
    QCOMPARE(logout.count(), 1);
    QCOMPARE(menu->findChild<QAction*>("user")->text(), QStringLiteral("Logged in as li.wei"));
}

void TestMainWindow::viewersAreNotOfferedTheSettings()
{
    WindowRig rig(ThemeMode::Dark, {.userName = {}, .administrator = false});
    auto* menu = rig.window.findChild<MainMenu*>();
    for (const char* name : {"connect", "settings", "rows", "logout"})
        QVERIFY(!menu->findChild<QAction*>(QString::fromLatin1(name))->isVisible());
    rig.window.setUser(QStringLiteral("ada"), true);
    for (const char* name : {"connect", "settings", "rows", "logout"})
        QVERIFY(menu->findChild<QAction*>(QString::fromLatin1(name))->isVisible());
}

void TestMainWindow::themeSwitchesWhileRunning()
{
    WindowRig rig(ThemeMode::Dark);
    rig.show(Believable{}.make());
    QSignalSpy changed(&rig.window, &MainWindow::themeChanged);
    const auto cardColor = [&rig] {
        return rig.panel(PanelId::Gender).grab().toImage().pixelColor(30, 60);
    };
    QCOMPARE(cardColor(), darkColors().card);
    auto* menu = rig.window.findChild<MainMenu*>();
    menu->findChild<QAction*>(QStringLiteral("light"))->trigger();
    QCOMPARE(changed.first().first().toString(), QStringLiteral("light"));
    QCOMPARE(cardColor(), lightColors().card);
    menu->findChild<QAction*>(QStringLiteral("dark"))->trigger();
    QCOMPARE(cardColor(), darkColors().card);
}

void TestMainWindow::languageSwitchesWhileRunning()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    QSignalSpy changed(&rig.window, &MainWindow::languageChanged);
    auto* menu = rig.window.findChild<MainMenu*>();
    menu->findChild<QAction*>(QStringLiteral("zh_CN"))->trigger();
    QCOMPARE(changed.first().first().toString(), QStringLiteral("zh_CN"));
    const KpiTile& orders = rig.window.dashboard().kpis().tile(KpiId::Orders);
    QCOMPARE(orders.value(), QStringLiteral("128万"));
    rig.panel(PanelId::Gender).setTableShown(true);
    QVERIFY(rig.window.context().label(Dimension::Gender, 0) == QStringLiteral("女"));
    menu->findChild<QAction*>(QStringLiteral("en"))->trigger();
    QCOMPARE(orders.value(), QStringLiteral("1.28M"));
}

void TestMainWindow::everyTextFollowsTheLanguage()
{
    WindowRig rig(ThemeMode::Dark, {.userName = QStringLiteral("ada")});
    Snapshot snapshot = Believable{}.make();
    snapshot.info.demo = true;
    rig.show(snapshot);
    QTest::keyClick(&rig.window, Qt::Key_P);
    MarkTranslator translator;
    QApplication::installTranslator(&translator);
    QApplication::processEvents();
    QStringList bare;
    const auto look = [&bare](const QString& text) {
        const bool ours = text.contains(QChar(u'«')) || text == QStringLiteral("ShopPulse")
            || text == QStringLiteral("English") || text == QStringLiteral("中文");
        if (!text.isEmpty() && !ours)
            bare << text;
    };
    for (const QLabel* label : rig.window.findChildren<QLabel*>())
        if (label->isVisible())
            look(label->text());
    for (const QAbstractButton* button : rig.window.findChildren<QAbstractButton*>())
        if (button->isVisible() && button->window() == &rig.window)
            look(button->text());
    for (const QMenu* menu : rig.window.findChildren<QMenu*>())
        for (const QAction* action : menu->actions())
            look(action->text());
    for (const PanelId id : kPanels)
        look(rig.panel(id).accessibleName());
    QApplication::removeTranslator(&translator);
    QVERIFY2(bare.isEmpty(), qPrintable(bare.join(QStringLiteral(" | "))));
}

void TestMainWindow::keysFocusMaximiseAndTable()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    QTest::keyClick(&rig.window, Qt::Key_4);
    QVERIFY(rig.panel(PanelId::Brand).hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V);
    QVERIFY(rig.window.dashboard().isMaximised());
    QVERIFY(rig.panel(PanelId::Brand).isVisible());
    QVERIFY(!rig.panel(PanelId::Behavior).isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_T);
    QVERIFY(rig.panel(PanelId::Brand).isTableShown());
    QTest::keyClick(&rig.window, Qt::Key_Escape);
    QVERIFY(!rig.window.dashboard().isMaximised());
    QVERIFY(rig.panel(PanelId::Behavior).isVisible());
}

void TestMainWindow::doubleClickMaximises()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    for (const PanelId id : kPanels) {
        Panel& panel = rig.panel(id);
        QTest::mouseDClick(&panel, Qt::LeftButton, {}, {60, 12});
        QVERIFY(rig.window.dashboard().isMaximised());
        // Back by one on the chart itself.
        QWidget* chart = panel.findChild<QWidget*>(QStringLiteral("chart"));
        if (auto* view = chart->findChild<QAbstractScrollArea*>())
            chart = view->viewport();
        else if (auto* area = qobject_cast<QAbstractScrollArea*>(chart))
            chart = area->viewport();
        QTest::mouseDClick(chart, Qt::LeftButton, {}, chart->rect().center());
        QVERIFY(!rig.window.dashboard().isMaximised());
    }
}

void TestMainWindow::shortcutListOpens()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    QTest::keyClick(&rig.window, Qt::Key_Question, Qt::ShiftModifier);
    auto* list = rig.window.findChild<QDialog*>();
    QVERIFY(list != nullptr && list->isVisible());
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(rig.window.findChild<QDialog*>() == nullptr);
}

void TestMainWindow::fullScreenAndBack()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    QTest::keyClick(&rig.window, Qt::Key_F11);
    QTRY_VERIFY(rig.window.isFullScreen());
    QTest::keyClick(&rig.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!rig.window.findChild<TopBar*>()->isVisible());
    QTest::keyClick(&rig.window, Qt::Key_Escape);
    QTRY_VERIFY(!rig.window.isFullScreen());
    QVERIFY(rig.window.findChild<TopBar*>()->isVisible());
}

void TestMainWindow::dashboardIsExportedByKey()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const QTemporaryDir folder;
    QTest::keyClick(&rig.window, Qt::Key_E, Qt::ControlModifier);
    auto* dialog = rig.window.findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    const QString path = folder.filePath(QStringLiteral("all.png"));
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(QImage(path).width(), rig.window.centralWidget()->width() * 2);
    QCOMPARE(rig.window.findChild<StatusLine*>()->messageText(), QStringLiteral("Saved: ") + path);
}

void TestMainWindow::layoutIsKept()
{
    QByteArray layout;
    {
        WindowRig rig;
        rig.show(Believable{}.make());
        rig.window.dashboard().setHidden(PanelId::Age, true);
        layout = rig.window.saveLayout();
    }
    WindowRig rig;
    rig.window.restoreLayout(layout);
    rig.show(Believable{}.make());
    QVERIFY(!rig.panel(PanelId::Age).isVisible());
    rig.window.dashboard().resetLayout();
    QVERIFY(rig.panel(PanelId::Age).isVisible());
    rig.window.restoreLayout("nonsense"); // leaves all as it is
    QVERIFY(rig.panel(PanelId::Age).isVisible());
}

void TestMainWindow::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("least") << QSize(1024, 640);
    QTest::newRow("laptop") << QSize(1366, 768);
    QTest::newRow("full HD") << QSize(1920, 1080);
    QTest::newRow("4K") << QSize(3840, 2160);
}

void TestMainWindow::nothingIsClipped()
{
    QFETCH(QSize, size);
    WindowRig rig;
    rig.window.resize(size);
    rig.show(Believable{}.make());
    QCOMPARE(rig.window.size(), size);
    for (const PanelId id : kPanels) {
        const Panel& panel = rig.panel(id);
        const QRect inWindow(panel.mapTo(&rig.window, QPoint(0, 0)), panel.size());
        QVERIFY(rig.window.rect().contains(inWindow));
        QVERIFY(panel.width() >= 200 && panel.height() >= 120);
    }
    for (const QPushButton* button : rig.window.findChildren<QPushButton*>()) {
        if (!button->isVisible())
            continue;
        QVERIFY(button->width() >= button->sizeHint().width());
        QVERIFY(rig.window.rect().contains(
            QRect(button->mapTo(&rig.window, QPoint(0, 0)), button->size())));
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
