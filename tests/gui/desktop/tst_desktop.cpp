// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window as a person meets it: every step is a click or a key.
#include "app/desktop.h"
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/logindialog.h"
#include "ui/dialogs/usersdialog.h"
#include "ui/mainwindow/mainmenu.h"

#include <QApplication>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace shoppulse;

namespace {

/// The window of that kind that is seen; null when there is none.
template <class Window> Window* seen()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<Window*>(widget); window && window->isVisible())
            return window;
    return nullptr;
}

} // namespace

class TestDesktop : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Options m_options;

    void logIn()
    {
        QTRY_VERIFY(seen<LoginDialog>());
        const auto* login = seen<LoginDialog>();
        type(*login, "name", QStringLiteral("ann"));
        type(*login, "password", QString::fromLatin1(kGoodPassword));
        click(*login, "login");
        QTRY_VERIFY(seen<ConnectionDialog>());
        QTest::keyClick(seen<ConnectionDialog>(), Qt::Key_Escape);
        QTRY_VERIFY(!seen<ConnectionDialog>());
    }
    static void clickMenu(const char* name)
    {
        auto* menu = seen<MainWindow>()->findChild<MainMenu*>();
        menu->popup(seen<MainWindow>()->pos());
        QTRY_VERIFY(menu->isVisible());
        auto* action = menu->findChild<QAction*>(QString::fromLatin1(name));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(QStringLiteral("config")).toUtf8());
        m_options.output.state = m_folder.filePath(QStringLiteral("state")).toStdString();
        const SystemClock clock;
        const auto accounts = openAccounts(m_options.output.state, clock);
        QVERIFY(accounts);
        if (!(*accounts)->hasAdministrator())
            QVERIFY((*accounts)->addUser("ann", kGoodPassword, Role::Admin));
    }
    void administratorAddsAUserFromTheMenu()
    {
        Desktop desktop(*qApp, m_options);
        QVERIFY(desktop.start());
        logIn();
        clickMenu("users");
        QTRY_VERIFY(seen<UsersDialog>());
        const auto* users = seen<UsersDialog>();
        const auto* table = child<QTableWidget>(*users, "users");
        QCOMPARE(table->rowCount(), 1);
        type(*users, "newName", QStringLiteral("bob"));
        type(*users, "newPassword", QString::fromLatin1(kGoodPassword));
        type(*users, "repeatPassword", QString::fromLatin1(kGoodPassword));
        click(*users, "store");
        QTRY_COMPARE(table->rowCount(), 2);
        click(*users, "close");
        QTRY_VERIFY(!seen<UsersDialog>());
        QVERIFY(seen<MainWindow>());
    }
    void aNewPasswordOfOnesOwnAsksToLogInAgain()
    {
        Desktop desktop(*qApp, m_options);
        QVERIFY(desktop.start());
        logIn();
        clickMenu("users");
        QTRY_VERIFY(seen<UsersDialog>());
        const auto* users = seen<UsersDialog>();
        child<QTableWidget>(*users, "users")->selectRow(0);
        QCOMPARE(child(*users, "newName")->text(), QStringLiteral("ann"));
        type(*users, "newPassword", QStringLiteral("quite-another-secret"));
        type(*users, "repeatPassword", QStringLiteral("quite-another-secret"));
        click(*users, "store");
        QTRY_VERIFY(child(*users, "newPassword")->text().isEmpty());
        click(*users, "close");
        QTRY_VERIFY(seen<LoginDialog>());
        QVERIFY(!seen<MainWindow>());
    }
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
