// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/firstrundialog.h"
#include "ui/dialogs/logindialog.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace shoppulse;

class TestLoginDialogs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    int m_files = 0;

    std::unique_ptr<AccountStore> accounts()
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.db").arg(++m_files));
        return std::move(*AccountStore::open(path.toStdString(), m_clock));
    }
    std::unique_ptr<AccountStore> accountsWithAnn()
    {
        auto store = accounts();
        if (!store->addUser("ann", kGoodPassword, Role::Admin))
            qFatal("cannot add the user");
        return store;
    }
    static void show(QDialog& dialog)
    {
        dialog.open();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
    static void tryLogin(LoginDialog& dialog, const QString& password)
    {
        type(dialog, "password", password);
        QTest::keyClick(child(dialog, "password"), Qt::Key_Return);
        QTRY_VERIFY(child(dialog, "password")->isEnabled() || !dialog.isVisible());
    }

private slots:
    void firstRunMakesTheAdministratorWhoCanLogIn()
    {
        const auto store = accounts();
        FirstRunDialog first(*store);
        QSignalSpy made(&first, &FirstRunDialog::administratorMade);
        show(first);
        auto* create = child<QAbstractButton>(first, "create");
        QVERIFY(!create->isEnabled());
        type(first, "newName", "ann");
        type(first, "newPassword", kGoodPassword);
        QVERIFY(!create->isEnabled());
        type(first, "repeatPassword", kGoodPassword);
        QVERIFY(create->isEnabled());
        click(first, "create");
        QTRY_COMPARE(first.result(), int(QDialog::Accepted));
        QCOMPARE(made.first().first().toString(), QString("ann"));
        QVERIFY(store->hasAdministrator());

        LoginDialog login(*store);
        QSignalSpy loggedIn(&login, &LoginDialog::loggedIn);
        show(login);
        login.setName("ann");
        QTest::keyClicks(child(login, "password"), kGoodPassword);
        click(login, "login");
        QTRY_COMPARE(login.result(), int(QDialog::Accepted));
        const std::string token = loggedIn.first().at(1).toString().toStdString();
        QCOMPARE(store->session(token)->user, std::string("ann"));
        QVERIFY(child(login, "password")->text().isEmpty());
    }
    void firstRunSaysWhichRuleIsBroken_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("repeat");
        QTest::addColumn<QString>("said");
        QTest::newRow("short") << "hush"
                               << "hush"
                               << "✗  12 to 128 characters (4 so far)";
        QTest::newRow("common") << "password1234"
                                << "password1234"
                                << "✗  Password of ann:";
        QTest::newRow("repeats") << "aaaaaaaaaaaa"
                                 << "aaaaaaaaaaaa"
                                 << "✗  Password of ann:";
        QTest::newRow("different") << kGoodPassword << "trumpet"
                                   << "✗  Typed twice alike";
    }
    void firstRunSaysWhichRuleIsBroken()
    {
        QFETCH(QString, password);
        QFETCH(QString, repeat);
        QFETCH(QString, said);
        const auto store = accounts();
        FirstRunDialog first(*store);
        show(first);
        type(first, "newName", "ann");
        type(first, "newPassword", password);
        type(first, "repeatPassword", repeat);
        QVERIFY2(visibleText(first).contains(said), qPrintable(visibleText(first)));
        QVERIFY(!child<QAbstractButton>(first, "create")->isEnabled());
    }
    void firstRunShowsWhyTheStoreRefuses()
    {
        const auto store = accounts();
        FirstRunDialog first(*store);
        show(first);
        type(first, "newName", "no spaces allowed!");
        type(first, "newPassword", kGoodPassword);
        type(first, "repeatPassword", kGoodPassword);
        click(first, "create");
        QTRY_VERIFY(visibleText(first).contains("User name no spaces allowed!: not accepted"));
        QVERIFY(!store->hasAdministrator());
        QVERIFY(first.isVisible());
    }
    void wrongPasswordIsSaidInTheWindow()
    {
        const auto store = accountsWithAnn();
        LoginDialog login(*store);
        show(login);
        type(login, "name", "ann");
        tryLogin(login, "wrong");
        QVERIFY(login.isVisible());
        QVERIFY(child<QLabel>(login, "problem")->text().contains("user name or password is wrong"));
        QCOMPARE(child(login, "password")->selectedText(), QString("wrong"));
        tryLogin(login, kGoodPassword);
        QTRY_COMPARE(login.result(), int(QDialog::Accepted));
    }
    void afterFiveFailuresTheDelayIsCountedDown()
    {
        const auto store = accountsWithAnn();
        LoginDialog login(*store);
        show(login);
        type(login, "name", "ann");
        auto* button = child<QAbstractButton>(login, "login");
        for (int i = 0; i < 20 && button->text() != "Wait 1 s" && button->text() != "Wait 2 s"; ++i)
            tryLogin(login, "wrong");
        QVERIFY2(button->text().startsWith("Wait "), qPrintable(button->text()));
        QVERIFY(!button->isEnabled());
        QVERIFY(child<QLabel>(login, "problem")->text().contains("too many attempts"));
        m_clock.advance(300'000);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 10'000);
        tryLogin(login, kGoodPassword);
        QTRY_COMPARE(login.result(), int(QDialog::Accepted));
    }
    void escapeAndCloseQuit()
    {
        const auto store = accountsWithAnn();
        LoginDialog login(*store);
        show(login);
        QTest::keyClick(&login, Qt::Key_Escape);
        QCOMPARE(login.result(), int(QDialog::Rejected));
        QVERIFY(!login.isVisible());
        FirstRunDialog first(*store);
        QSignalSpy rejected(&first, &QDialog::rejected);
        show(first);
        first.close();
        QCOMPARE(rejected.count(), 1);
    }
    void keyboardReachesEverythingInOrder()
    {
        const auto store = accountsWithAnn();
        LoginDialog login(*store);
        show(login);
        QTRY_VERIFY(child(login, "name")->hasFocus());
        QTest::keyClick(child(login, "name"), Qt::Key_Tab);
        QVERIFY(child(login, "password")->hasFocus());
        QTest::keyClick(child(login, "password"), Qt::Key_Tab);
        QVERIFY(qobject_cast<QAbstractButton*>(login.focusWidget()) != nullptr);
    }
    void closedWhileHashingIsHarmless()
    {
        const auto store = accountsWithAnn();
        {
            LoginDialog login(*store);
            show(login);
            type(login, "name", "ann");
            type(login, "password", kGoodPassword);
            click(login, "login");
        }
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestLoginDialogs)
#include "tst_logindialogs.moc"
