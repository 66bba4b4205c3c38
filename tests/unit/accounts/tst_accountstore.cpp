// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountfixture.h"

#include <QFile>
#include <QFileInfo>
#include <QtTest>
#include <sqlite3.h>
#include <sys/stat.h>

using namespace shoppulse;

namespace {

constexpr const char* kPassword = "plum-orbit-93-kettle";
constexpr const char* kOther = "lantern of the quiet sea";
constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

template <class T> int codeOf(const Result<T>& outcome)
{
    return outcome ? -1 : static_cast<int>(outcome.error().code);
}

unsigned modeOf(const std::string& path)
{
    struct stat status { };
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

/// Everything that the files beside the database hold.
QByteArray bytesOf(const AccountFixture& f)
{
    QByteArray all;
    for (const char* suffix : {"", "-wal"}) {
        QFile file(QString::fromStdString(f.path()) + suffix);
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

std::string storedPassword(const AccountFixture& f, const std::string& name)
{
    sqlite3* database = nullptr;
    sqlite3_open_v2(f.path().c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt* found = nullptr;
    sqlite3_prepare_v2(database, "SELECT password FROM users WHERE name = ?", -1, &found, nullptr);
    sqlite3_bind_text(found, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    std::string password;
    if (sqlite3_step(found) == SQLITE_ROW)
        password = reinterpret_cast<const char*>(sqlite3_column_text(found, 0));
    sqlite3_finalize(found);
    sqlite3_close(database);
    return password;
}

} // namespace

class TestAccountStore : public QObject {
    Q_OBJECT

private slots:
    void startsEmpty();
    void filesArePrivate();
    void leavesAnExistingFolderAlone();
    void refusesABrokenFile();
    void addsListsRemovesUsers();
    void keepsTheLastAdministrator();
    void logsInAndOut();
    void storesNoSecretInClear();
    void survivesAReopen();
    void changingThePasswordEndsSessions();
    void removingAUserEndsSessions();
    void sessionEndsWhenIdle();
    void sessionEndsAfterTwelveHours();
    void sixthSessionReplacesTheOldest();
    void rehashesWhenTheCostRises();
    void keepsACostlierHash();
    void sharesExpireAndAreRevoked();
    void shareIsNoSession();
};

void TestAccountStore::startsEmpty()
{
    AccountFixture f;
    QVERIFY(!f.store->hasAdministrator());
    QVERIFY(f.store->users().empty());
    QVERIFY(f.store->shares().empty());
}

void TestAccountStore::filesArePrivate()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    QCOMPARE(modeOf(f.folder.filePath("config").toStdString()), 0700U);
    QCOMPARE(modeOf(f.path()), 0600U);
    QCOMPARE(modeOf(f.path() + "-wal"), 0600U);
    QCOMPARE(modeOf(f.path() + "-shm"), 0600U);
    chmod(f.path().c_str(), 0644);
    f.reopen(AccountFixture::kCheap);
    QCOMPARE(modeOf(f.path()), 0600U);
}

void TestAccountStore::leavesAnExistingFolderAlone()
{
    QTemporaryDir folder;
    chmod(folder.path().toLocal8Bit(), 0755);
    const SteppedClock clock;
    QVERIFY(AccountStore::open(folder.filePath("a.sqlite").toStdString(), clock));
    QCOMPARE(modeOf(folder.path().toStdString()), 0755U);
}

void TestAccountStore::refusesABrokenFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("a.sqlite"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const SteppedClock clock;
    QCOMPARE(codeOf(AccountStore::open(file.fileName().toStdString(), clock)),
             static_cast<int>(ErrorCode::DatabaseBroken));
}

void TestAccountStore::addsListsRemovesUsers()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    QVERIFY(f.store->hasAdministrator());
    QVERIFY(f.store->addUser("an", kOther, Role::Viewer));
    QCOMPARE(codeOf(f.store->addUser("an", kPassword, Role::Admin)),
             static_cast<int>(ErrorCode::UserExists));
    QCOMPARE(codeOf(f.store->addUser("bo lu", kPassword, Role::Viewer)),
             static_cast<int>(ErrorCode::UserNameInvalid));
    QCOMPARE(codeOf(f.store->addUser("bo", "short", Role::Viewer)),
             static_cast<int>(ErrorCode::PasswordLength));

    const auto users = f.store->users();
    QCOMPARE(users.size(), std::size_t{2});
    QCOMPARE(users[0].name, std::string("an"));
    QCOMPARE(users[0].role, Role::Viewer);
    QCOMPARE(users[0].createdMs, f.clock.wallMs());
    QCOMPARE(users[1].role, Role::Admin);

    QVERIFY(f.store->removeUser("an"));
    QCOMPARE(codeOf(f.store->removeUser("an")), static_cast<int>(ErrorCode::UserUnknown));
    QCOMPARE(codeOf(f.store->setPassword("an", kOther)), static_cast<int>(ErrorCode::UserUnknown));
    QCOMPARE(f.store->users().size(), std::size_t{1});
}

void TestAccountStore::keepsTheLastAdministrator()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    QVERIFY(f.store->addUser("an", kOther, Role::Viewer));
    QCOMPARE(codeOf(f.store->removeUser("mei")), static_cast<int>(ErrorCode::LastAdministrator));
    QVERIFY(f.store->addUser("bo", kOther, Role::Admin));
    QVERIFY(f.store->removeUser("mei"));
}

void TestAccountStore::logsInAndOut()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    QCOMPARE(codeOf(f.store->login("mei", kOther, "192.0.2.1")),
             static_cast<int>(ErrorCode::LoginRejected));
    QCOMPARE(codeOf(f.store->login("nobody", kPassword, "192.0.2.1")),
             static_cast<int>(ErrorCode::LoginRejected));

    const auto first = f.store->login("mei", kPassword, "192.0.2.1");
    const auto second = f.store->login("mei", kPassword, "192.0.2.1");
    QVERIFY(first && second);
    QCOMPARE(first->size(), std::size_t{43}); // 256 bits in base64url
    QVERIFY(*first != *second);
    const auto session = f.store->session(*first);
    QVERIFY(session);
    QCOMPARE(session->user, std::string("mei"));
    QCOMPARE(session->role, Role::Admin);

    f.store->logout(*first);
    QCOMPARE(codeOf(f.store->session(*first)), static_cast<int>(ErrorCode::LoginRejected));
    QVERIFY(f.store->session(*second));
    QVERIFY(!f.store->session(""));
}

void TestAccountStore::storesNoSecretInClear()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto session = f.store->login("mei", kPassword, "");
    const auto share = f.store->createShare("wall", kHour);
    QVERIFY(session && share);
    const QByteArray bytes = bytesOf(f);
    QVERIFY(bytes.contains("$argon2id$"));
    QVERIFY(!bytes.contains(kPassword));
    QVERIFY(!bytes.contains(session->c_str()));
    QVERIFY(!bytes.contains(share->c_str()));
}

void TestAccountStore::survivesAReopen()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto session = f.store->login("mei", kPassword, "");
    const auto share = f.store->createShare("wall", kHour);
    f.reopen(AccountFixture::kCheap);
    QVERIFY(f.store->session(*session));
    QVERIFY(f.store->shareValid(*share));
    QVERIFY(f.store->login("mei", kPassword, ""));
}

void TestAccountStore::changingThePasswordEndsSessions()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto session = f.store->login("mei", kPassword, "");
    QVERIFY(f.store->setPassword("mei", kOther));
    QVERIFY(!f.store->session(*session));
    QVERIFY(!f.store->login("mei", kPassword, ""));
    QVERIFY(f.store->login("mei", kOther, ""));
}

void TestAccountStore::removingAUserEndsSessions()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Viewer));
    const auto session = f.store->login("mei", kPassword, "");
    QVERIFY(f.store->removeUser("mei"));
    QVERIFY(!f.store->session(*session));
    // Nor does one come back with a new user of the same name.
    QVERIFY(f.store->addUser("mei", kOther, Role::Admin));
    QVERIFY(!f.store->session(*session));
}

void TestAccountStore::sessionEndsWhenIdle()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto session = f.store->login("mei", kPassword, "");
    for (int i = 0; i < 3; ++i) {
        f.clock.step(30 * kMinute - 1);
        QVERIFY2(f.store->session(*session), "each use prolongs it");
    }
    f.clock.step(30 * kMinute);
    QVERIFY(!f.store->session(*session));
}

void TestAccountStore::sessionEndsAfterTwelveHours()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto session = f.store->login("mei", kPassword, "");
    for (int i = 1; i < 12 * 4; ++i) {
        f.clock.step(15 * kMinute);
        QVERIFY(f.store->session(*session));
    }
    f.clock.step(15 * kMinute);
    QVERIFY(!f.store->session(*session));
}

void TestAccountStore::sixthSessionReplacesTheOldest()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    QVERIFY(f.store->addUser("an", kOther, Role::Viewer));
    const auto others = f.store->login("an", kOther, "");
    std::vector<std::string> tokens;
    for (int i = 0; i < 6; ++i) {
        f.clock.step(1'000);
        tokens.push_back(f.store->login("mei", kPassword, "").value());
    }
    QVERIFY(!f.store->session(tokens[0]));
    for (int i = 1; i < 6; ++i)
        QVERIFY(f.store->session(tokens[static_cast<std::size_t>(i)]));
    QVERIFY(f.store->session(*others));
}

void TestAccountStore::rehashesWhenTheCostRises()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const std::string before = storedPassword(f, "mei");
    QVERIFY(before.starts_with("$argon2id$v=19$m=8,t=1,"));
    QVERIFY(f.store->login("mei", kPassword, ""));
    QCOMPARE(storedPassword(f, "mei"), before);

    f.reopen({2, 16384});
    QVERIFY(!f.store->login("mei", kOther, ""));
    QCOMPARE(storedPassword(f, "mei"), before);
    QVERIFY(f.store->login("mei", kPassword, ""));
    QVERIFY(storedPassword(f, "mei").starts_with("$argon2id$v=19$m=16,t=2,"));
    QVERIFY(f.store->login("mei", kPassword, ""));
}

void TestAccountStore::keepsACostlierHash()
{
    AccountFixture f;
    f.reopen({2, 16384});
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const std::string before = storedPassword(f, "mei");
    f.reopen(AccountFixture::kCheap);
    QVERIFY(f.store->login("mei", kPassword, ""));
    QCOMPARE(storedPassword(f, "mei"), before);
}

void TestAccountStore::sharesExpireAndAreRevoked()
{
    AccountFixture f;
    const auto day = f.store->createShare("wall");
    f.clock.step(1'000);
    const auto hour = f.store->createShare("visit", kHour);
    QVERIFY(day && hour);
    const auto listed = f.store->shares();
    QCOMPARE(listed.size(), std::size_t{2});
    QCOMPARE(listed[0].label, std::string("visit"));
    QCOMPARE(listed[1].expiresMs - listed[1].createdMs, 24 * kHour);
    QVERIFY(f.store->shareValid(*day) && f.store->shareValid(*hour));
    QVERIFY(!f.store->shareValid("") && !f.store->shareValid("guess"));

    f.clock.step(kHour);
    QVERIFY(!f.store->shareValid(*hour));
    QCOMPARE(f.store->shares().size(), std::size_t{1});
    f.store->revokeShare(listed[1].id);
    QVERIFY(!f.store->shareValid(*day));
    QVERIFY(f.store->shares().empty());
}

void TestAccountStore::shareIsNoSession()
{
    AccountFixture f;
    QVERIFY(f.store->addUser("mei", kPassword, Role::Admin));
    const auto share = f.store->createShare("wall");
    const auto session = f.store->login("mei", kPassword, "");
    QVERIFY(!f.store->session(*share));
    QVERIFY(!f.store->shareValid(*session));
}

QTEST_APPLESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
