// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"

#include <QtTest>

using namespace shoppulse;

class TestPassword : public QObject {
    Q_OBJECT

private slots:
    void judgesPasswords_data();
    void judgesPasswords();
    void countsCharactersNotBytes();
    void judgesUserNames_data();
    void judgesUserNames();
};

namespace {
constexpr int kAccepted = -1;
int codeOf(const Result<void>& outcome)
{
    return outcome ? kAccepted : static_cast<int>(outcome.error().code);
}
} // namespace

void TestPassword::judgesPasswords_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* password, int expected) {
        QTest::addRow("%s", password) << QString::fromUtf8(password) << expected;
    };
    const int length = static_cast<int>(ErrorCode::PasswordLength);
    const int common = static_cast<int>(ErrorCode::PasswordCommon);
    const int weak = static_cast<int>(ErrorCode::PasswordWeak);
    row("", length);
    row("Tr0ub4dor&3", length); // 11 characters
    row("plum-orbit-93-kettle", kAccepted);
    row("lantern of the quiet sea", kAccepted); // no composition rules
    row("839164027358", kAccepted); // digits alone are no rule either
    row("红灯笼高高挂在寂静的海边", kAccepted);
    row("correct horse battery staple", common);
    row("1Q2W3E4R5T6Y", common); // whatever the case
    row("password2026!", common);
    row("P@ssw0rd!!!!", common);
    row("Administrator1", common);
    row("aaaaaaaaaaaa", weak);
    row("xy7xy7xy7xy7", weak);
    row("k9f3Lk9f3Lk9f3L", weak);
    row("123456789012", weak);
    row("zyxwvutsrqponm", weak);
    row("qwertyuiopasdfghjkl", weak);
    row("my-meilin-2041", weak); // holds the user name
}

void TestPassword::judgesPasswords()
{
    QFETCH(QString, password);
    QFETCH(int, expected);
    QCOMPARE(codeOf(checkPassword("Meilin", password.toStdString())), expected);
}

void TestPassword::countsCharactersNotBytes()
{
    const int length = static_cast<int>(ErrorCode::PasswordLength);
    QString longest;
    for (int i = 0; i < 128; ++i)
        longest += QChar(0x4e00 + i * 7); // three bytes each
    QCOMPARE(codeOf(checkPassword("meilin", longest.toStdString())), kAccepted);
    QCOMPARE(codeOf(checkPassword("meilin", (longest + "x").toStdString())), length);
    QCOMPARE(codeOf(checkPassword("meilin", QStringLiteral("红灯笼高高").toStdString())), length);
}

void TestPassword::judgesUserNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("plain") << "mei.lin-2_x@shop" << true;
    QTest::newRow("longest") << QString(64, 'a') << true;
    QTest::newRow("too long") << QString(65, 'a') << false;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("blank") << "mei lin" << false;
    QTest::newRow("control") << "mei\nlin" << false;
    QTest::newRow("quote") << "a';--" << false;
}

void TestPassword::judgesUserNames()
{
    QFETCH(QString, name);
    QFETCH(bool, accepted);
    QCOMPARE(checkUserName(name.toStdString()).has_value(), accepted);
}

QTEST_APPLESS_MAIN(TestPassword)
#include "tst_password.moc"
