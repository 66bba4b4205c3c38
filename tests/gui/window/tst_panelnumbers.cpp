// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel hands out: its table twin, CSV and pictures.
#include "ui/panels/panelexport.h"
#include "windowrig.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

using namespace shoppulse;

namespace {

QAction* action(Panel& panel, const char* name)
{
    return panel.findChild<QMenu*>()->findChild<QAction*>(QString::fromLatin1(name));
}

} // namespace

class TestPanelNumbers : public QObject {
    Q_OBJECT
private slots:
    void tableTwinByTheMenu();
    void pngHasTheRightSize();
    void pngByTheMenuAndTheDialog();
    void csvHoldsTheNumbers();
    void theFunnelsNumbersAreThoseShown();
    void aFileThatCannotBeWrittenIsToldOf();
    void copyPutsAPictureOnTheClipboard();
};

void TestPanelNumbers::tableTwinByTheMenu()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    Panel& panel = rig.panel(PanelId::Gender);
    auto* button = panel.findChild<QToolButton*>();
    QMenu* menu = button->menu();
    connect(menu, &QMenu::aboutToShow, menu, [menu, &panel] {
        QTimer::singleShot(0, menu, [menu, &panel] {
            QTest::mouseClick(menu, Qt::LeftButton, {},
                              menu->actionGeometry(action(panel, "table")).center());
        });
    });
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(panel.isTableShown());
    auto* table = panel.findChild<QTableView*>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("785,037"));
    rig.step(Believable{.sequence = 2}.make());
    QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("785,074"));
}

void TestPanelNumbers::pngHasTheRightSize()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const QTemporaryDir folder;
    Panel& panel = rig.panel(PanelId::Brand);
    for (const int scale : {1, 2}) {
        const QString path = folder.filePath(QStringLiteral("brand%1.png").arg(scale));
        QCOMPARE(writePicture(panel, path, scale), QStringLiteral("Saved: ") + path);
        const QImage image(path);
        QCOMPARE(image.width(), panel.width() * scale);
        QVERIFY(image.height() > panel.height() * scale);
        QVERIFY(image.text(QStringLiteral("Description")).contains(QStringLiteral("topic demo")));
        QVERIFY(image.text(QStringLiteral("Description")).contains(QStringLiteral("60 s")));
        // The bars are in it, in their colour for life.
        const QColor green = categoryColor(Dimension::Action, 2, rig.theme.colors());
        int found = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == green ? 1 : 0;
        QVERIFY(found > 1'000 * scale);
    }
}

void TestPanelNumbers::pngByTheMenuAndTheDialog()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const QTemporaryDir folder;
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    action(rig.panel(PanelId::Age), "png2")->trigger();
    auto* dialog = rig.window.findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    const QString path = folder.filePath(QStringLiteral("age.png"));
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(QImage(path).width(), rig.panel(PanelId::Age).width() * 2);
}

void TestPanelNumbers::csvHoldsTheNumbers()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("gender.csv"));
    QCOMPARE(writeNumbers(rig.panel(PanelId::Gender), path), QStringLiteral("Saved: ") + path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("\xEF\xBB\xBF"));
    QVERIFY(text.contains("785037"));
    QVERIFY(text.contains("408300"));
}

void TestPanelNumbers::theFunnelsNumbersAreThoseShown()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    Panel& panel = rig.panel(PanelId::Behavior);
    panel.setTableShown(true);
    const QAbstractItemModel* table = panel.findChild<QTableView*>()->model();
    QCOMPARE(table->rowCount(), 300);
    QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("funnel")), Qt::LeftButton);
    QCOMPARE(table->rowCount(), int(kActions));
    QCOMPARE(table->index(2, 0).data().toString(), QStringLiteral("purchase"));
    QCOMPARE(table->index(2, 1).data().toString(), QStringLiteral("2,150,000"));
    QCOMPARE(table->index(2, 2).data().toString(), QStringLiteral("12.68 %"));
    QVERIFY(panel.accessibleDescription().contains(QStringLiteral("2,150,000")));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("funnel.csv"));
    QCOMPARE(writeNumbers(panel, path), QStringLiteral("Saved: ") + path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains(QStringLiteral("\nbuy,purchase,2150000,0.126")));
    QVERIFY(exportName(panel).startsWith(QStringLiteral("shoppulse-funnel-")));
    QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("funnel")), Qt::LeftButton);
    QCOMPARE(table->rowCount(), 300);
    QVERIFY(exportName(panel).startsWith(QStringLiteral("shoppulse-behavior-")));
}

void TestPanelNumbers::aFileThatCannotBeWrittenIsToldOf()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    const QString path = QStringLiteral("/nowhere/at/all/gender");
    QVERIFY(writeNumbers(rig.panel(PanelId::Gender), path).contains(path));
    QVERIFY(!writeNumbers(rig.panel(PanelId::Gender), path).startsWith(QStringLiteral("Saved")));
    QVERIFY(!writePicture(rig.panel(PanelId::Gender), path, 1).startsWith(QStringLiteral("Saved")));
}

void TestPanelNumbers::copyPutsAPictureOnTheClipboard()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.panel(PanelId::Gender).setFocus();
    QTest::keyClick(&rig.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage image = QGuiApplication::clipboard()->image();
    QCOMPARE(image.width(), rig.panel(PanelId::Gender).width() * 2);
}

QTEST_MAIN(TestPanelNumbers)
#include "tst_panelnumbers.moc"
