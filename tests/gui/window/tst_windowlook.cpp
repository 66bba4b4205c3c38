// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks and what a person changes of it: theme, language, size, what is seen.
#include "ui/mainwindow/mainmenu.h"
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

class TestWindowLook : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void withoutAStreamNothingIsClaimed();
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

void TestWindowLook::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void TestWindowLook::withoutAStreamNothingIsClaimed()
{
    WindowRig rig;
    rig.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&rig.window));
    for (const PanelId id : kPanels) {
        QCOMPARE(int(rig.panel(id).status().state), int(PanelState::Waiting));
        QCOMPARE(rig.panel(id).status().text, QStringLiteral("Not connected"));
        QCOMPARE(rig.panel(id).subtitle(), QString());
    }
    QCOMPARE(rig.window.findChild<TopBar*>()->pillText(), QStringLiteral("Disconnected"));
    QVERIFY(!rig.find<QPushButton>("share")->isEnabled());
    rig.show(Believable{}.make());
    QVERIFY(rig.find<QPushButton>("share")->isEnabled());
    QCOMPARE(rig.window.findChild<TopBar*>()->pillText(), QStringLiteral("Live"));
    QCOMPARE(rig.panel(PanelId::Gender).status().text, QString());
}

void TestWindowLook::themeSwitchesWhileRunning()
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

void TestWindowLook::languageSwitchesWhileRunning()
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

void TestWindowLook::everyTextFollowsTheLanguage()
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
            || text == QStringLiteral("English") || text == QStringLiteral("中文")
            || text == QString(kPartialMark);
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

void TestWindowLook::keysFocusMaximiseAndTable()
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

void TestWindowLook::doubleClickMaximises()
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

void TestWindowLook::shortcutListOpens()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    QTest::keyClick(&rig.window, Qt::Key_Question, Qt::ShiftModifier);
    auto* list = rig.window.findChild<QDialog*>();
    QVERIFY(list != nullptr && list->isVisible());
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(rig.window.findChild<QDialog*>() == nullptr);
}

void TestWindowLook::fullScreenAndBack()
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

void TestWindowLook::dashboardIsExportedByKey()
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

void TestWindowLook::layoutIsKept()
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

void TestWindowLook::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("least") << QSize(1024, 640);
    QTest::newRow("laptop") << QSize(1366, 768);
    QTest::newRow("full HD") << QSize(1920, 1080);
    QTest::newRow("4K") << QSize(3840, 2160);
}

void TestWindowLook::nothingIsClipped()
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

QTEST_MAIN(TestWindowLook)
#include "tst_windowlook.moc"
