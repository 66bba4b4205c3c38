// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/dialogs/undecodabledialog.h"
#include "ui/dialogs/usersdialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace shoppulse;

class TestOtherDialogs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<AccountStore> m_accounts;

    static void show(QDialog& dialog)
    {
        dialog.open();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }

private slots:
    void initTestCase()
    {
        m_accounts =
            std::move(*AccountStore::open(m_folder.filePath("accounts.db").toStdString(), m_clock));
        QVERIFY(m_accounts->addUser("ann", kGoodPassword, Role::Admin));
    }
    void sharingSwitchFollowsTheProgramsAnswer()
    {
        ShareDialog dialog(*m_accounts);
        dialog.setAddress("127.0.0.1:8765");
        show(dialog);
        QSignalSpy requested(&dialog, &ShareDialog::sharingRequested);
        QSignalSpy stopped(&dialog, &ShareDialog::sharingStopped);
        auto* box = child<QAbstractButton>(dialog, "sharing");
        QTest::keyClick(box, Qt::Key_Space);
        QCOMPARE(requested.first().first().toString(), QString("127.0.0.1:8765"));
        QVERIFY(!box->isChecked());
        QVERIFY(!child<QAbstractButton>(dialog, "create")->isEnabled());
        dialog.setProblem({ErrorCode::PortInUse, "127.0.0.1:8765", {}});
        QVERIFY(visibleText(dialog).contains("the port is in use"));
        QVERIFY(!box->isChecked());
        dialog.setSharing(true, "http://127.0.0.1:8765");
        QVERIFY(box->isChecked());
        QVERIFY(!visibleText(dialog).contains("the port is in use"));
        QVERIFY(visibleText(dialog).contains("On: http://127.0.0.1:8765"));
        QTest::keyClick(box, Qt::Key_Space);
        QCOMPARE(stopped.count(), 1);
        dialog.setSharing(false);
        QVERIFY(!box->isChecked());
    }
    void linkIsMadeCopiedAndRevoked()
    {
        ShareDialog dialog(*m_accounts);
        show(dialog);
        dialog.setSharing(true, "http://127.0.0.1:8765");
        type(dialog, "label", "the wall");
        click(dialog, "create");
        const QString link = child(dialog, "link")->text();
        QVERIFY(link.startsWith("http://127.0.0.1:8765/?share="));
        const std::string token = link.section('=', 1).toStdString();
        QVERIFY(m_accounts->shareValid(token));
        click(dialog, "copy");
        QCOMPARE(QGuiApplication::clipboard()->text(), link);
        auto* table = child<QTableWidget>(dialog, "links");
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), QString("the wall"));
        QCOMPARE(m_accounts->shares().front().expiresMs - m_clock.wallMs(), 24 * 3'600'000);
        table->selectRow(0);
        click(dialog, "revoke");
        QCOMPARE(table->rowCount(), 0);
        QVERIFY(!m_accounts->shareValid(token));
        QVERIFY(child(dialog, "link")->text().isEmpty());
    }
    void settingsAreWrittenAtOnce()
    {
        const std::string path = m_folder.filePath("settings.toml").toStdString();
        Settings settings;
        SettingsDialog dialog(settings, path);
        show(dialog);
        QSignalSpy theme(&dialog, &SettingsDialog::themeChosen);
        QSignalSpy windows(&dialog, &SettingsDialog::windowsChanged);
        QTest::keyClick(child<QComboBox>(dialog, "theme"), Qt::Key_End);
        QCOMPARE(theme.first().first().toString(), QString("dark"));
        QTest::keyClick(child<QSpinBox>(dialog, "lateness"), Qt::Key_Up);
        QCOMPARE(windows.count(), 1);
        const Settings saved = *Settings::load(path);
        QCOMPARE(saved.theme, std::string("dark"));
        QCOMPARE(saved.windows.latenessMs, 1'500);
    }
    void settingsThatCannotBeWrittenAreSaid()
    {
        Settings settings;
        SettingsDialog dialog(settings, "/proc/none/settings.toml");
        show(dialog);
        QTest::keyClick(child<QSpinBox>(dialog, "top"), Qt::Key_Down);
        QVERIFY(visibleText(dialog).contains("cannot be written"));
    }
    void badRowsAreShownNewestFirstWithTheirCounts()
    {
        UndecodableLog log;
        log.add({0, 41, 1, 1'700'000'000'000, Undecodable::FieldCount, "a,b"});
        log.add({2, 42, 3, 1'700'000'000'000, Undecodable::Utf8, "\\xff"});
        Counters counters;
        counters.rows = 97;
        counters.undecodable[static_cast<std::size_t>(Undecodable::FieldCount)] = 2;
        counters.undecodable[static_cast<std::size_t>(Undecodable::Utf8)] = 1;
        UndecodableDialog dialog;
        dialog.setLog(&log);
        dialog.setCounts(counters);
        show(dialog);
        const QAbstractItemModel* rows = child<QTableView>(dialog, "rows")->model();
        QCOMPARE(rows->rowCount(), 2);
        QCOMPARE(rows->index(0, 2).data().toLongLong(), 42);
        QCOMPARE(rows->index(0, 4).data().toString(), QString("Not UTF-8"));
        QCOMPARE(rows->index(1, 5).data().toString(), QString("a,b"));
        QCOMPARE(child<QLabel>(dialog, "summary")->text(),
                 QString("3 since start, 3.00 % of all: Not UTF-8 1 · Not 11 columns 2"));
        log.add({0, 43, 1, 1'700'000'000'000, Undecodable::Empty, ""});
        QCOMPARE(rows->rowCount(), 2);
        click(dialog, "refresh");
        QCOMPARE(rows->rowCount(), 3);
        dialog.setLog(nullptr);
        QCOMPARE(rows->rowCount(), 0);
    }
    void usersAreAddedChangedAndRemoved()
    {
        UsersDialog dialog(*m_accounts);
        show(dialog);
        auto* table = child<QTableWidget>(dialog, "users");
        auto* store = child<QAbstractButton>(dialog, "store");
        QCOMPARE(table->rowCount(), 1);
        type(dialog, "newName", "bob");
        type(dialog, "newPassword", kGoodPassword);
        type(dialog, "repeatPassword", kGoodPassword);
        click(dialog, "store");
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(m_accounts->login("bob", kGoodPassword, "peer"));

        table->selectRow(1);
        QCOMPARE(child(dialog, "newName")->text(), QString("bob"));
        QCOMPARE(store->text(), QString("Set &password"));
        type(dialog, "newPassword", "quite-another-secret");
        type(dialog, "repeatPassword", "quite-another-secret");
        click(dialog, "store");
        QTRY_VERIFY(child(dialog, "newPassword")->text().isEmpty());
        QVERIFY(m_accounts->login("bob", "quite-another-secret", "peer"));

        table->selectRow(1);
        click(dialog, "remove");
        QCOMPARE(table->rowCount(), 1);
        table->selectRow(0);
        click(dialog, "remove");
        QVERIFY(visibleText(dialog).contains("the last administrator cannot be removed"));
    }
};

QTEST_MAIN(TestOtherDialogs)
#include "tst_otherdialogs.moc"
