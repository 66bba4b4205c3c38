// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/secretstore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace shoppulse;

namespace {

/// A keychain in memory, or one that is not there.
class FakeKeychain final : public SecretBackend {
public:
    FakeKeychain(std::map<std::string, std::string>& store, bool available)
        : m_store(store)
        , m_available(available)
    {
    }
    void run(SecretOp op, const std::string& key, const std::string& value,
             std::function<void(const SecretReply&)> done) override
    {
        QTimer::singleShot(0, &m_context, [=, this] { done(perform(op, key, value)); });
    }

private:
    SecretReply perform(SecretOp op, const std::string& key, const std::string& value)
    {
        using Kind = SecretReply::Kind;
        if (!m_available)
            return {Kind::Unavailable, {}, "no keychain"};
        if (op == SecretOp::Write)
            m_store[key] = value;
        else if (!m_store.contains(key))
            return {Kind::NotFound, {}, {}};
        else if (op == SecretOp::Read)
            return {Kind::Done, m_store[key], {}};
        else
            m_store.erase(key);
        return {};
    }

    std::map<std::string, std::string>& m_store;
    const bool m_available;
    QObject m_context;
};

} // namespace

class TestSecretStore : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::map<std::string, std::string> m_keychain;

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    std::unique_ptr<SecretStore> store(const std::string& file, bool keychain)
    {
        return std::make_unique<SecretStore>(file,
                                             std::make_unique<FakeKeychain>(m_keychain, keychain));
    }
    static Result<void> write(SecretStore& store, const Secrets& secrets)
    {
        std::optional<Result<void>> answer;
        store.write("shop", secrets, [&](const Result<void>& result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return fail(ErrorCode::SecretStore, "shop", "no answer");
        return *answer;
    }
    static Result<Secrets> read(SecretStore& store, const std::vector<std::string>& names)
    {
        std::optional<Result<Secrets>> answer;
        store.read("shop", names, [&](const Result<Secrets>& result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return fail(ErrorCode::SecretUnreadable, "shop", "no answer");
        return *answer;
    }

private slots:
    void keychainServesWhenThereIsOne()
    {
        const std::string file = path("unused");
        const auto secrets = store(file, true);
        QVERIFY(write(*secrets, {{"sasl.password", "one"}, {"ssl.key.password", "two"}}));
        QCOMPARE(m_keychain.at("shop/sasl.password"), std::string("one"));
        const auto found = read(*secrets, {"sasl.password", "ssl.key.password"});
        QVERIFY(found);
        QCOMPARE(found->at("ssl.key.password"), std::string("two"));
        std::optional<bool> removed;
        secrets->remove("shop", {"sasl.password", "never.there"},
                        [&](const Result<void>& result) { removed = result.has_value(); });
        QTRY_VERIFY(removed.has_value());
        QVERIFY(*removed);
        const auto gone = read(*secrets, {"sasl.password"});
        QVERIFY(!gone);
        QCOMPARE(errorId(gone.error().code), errorId(ErrorCode::SecretUnreadable));
        QCOMPARE(gone.error().subject, std::string("sasl.password"));
        QVERIFY(!SecretFile::exists(file));
    }
    void withoutKeychainAFileUnderAPassphraseServes()
    {
        const std::string file = path("secrets.bin");
        {
            const auto secrets = store(file, false);
            connect(secrets.get(), &SecretStore::passphraseNeeded, this,
                    [&](bool newFile) { newFile ? secrets->unlock("pass") : secrets->refuse(); });
            QVERIFY(write(*secrets, {{"sasl.password", "open sesame"}}));
        }
        QFile raw(QString::fromStdString(file));
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(!raw.readAll().contains("sesame"));

        const auto secrets = store(file, false);
        QStringList problems;
        connect(secrets.get(), &SecretStore::passphraseNeeded, this,
                [&](bool newFile, const QString& problem) {
                    QVERIFY(!newFile);
                    problems << problem;
                    secrets->unlock(problems.size() == 1 ? "wrong" : "pass");
                });
        const auto found = read(*secrets, {"sasl.password"});
        QVERIFY(found);
        QCOMPARE(found->at("sasl.password"), std::string("open sesame"));
        QCOMPARE(problems.size(), 2);
        QVERIFY(problems[0].isEmpty());
        QVERIFY(problems[1].contains("wrong passphrase"));
    }
    void refusedPassphraseFailsEveryWaitingRequest()
    {
        const auto secrets = store(path("refused"), false);
        QSignalSpy asked(secrets.get(), &SecretStore::passphraseNeeded);
        int failures = 0;
        const auto count = [&](const Result<void>& result) {
            if (!result && result.error().code == ErrorCode::SecretStore)
                ++failures;
        };
        secrets->write("a", {{"sasl.password", "x"}}, count);
        secrets->write("b", {{"sasl.password", "y"}}, count);
        QTRY_COMPARE(asked.count(), 1);
        secrets->refuse();
        QCOMPARE(failures, 2);
        secrets->write("a", {{"sasl.password", "x"}}, count);
        QTRY_COMPARE(asked.count(), 2);
    }
    void goneWhileARequestIsOnItsWay()
    {
        bool answered = false;
        {
            const auto secrets = store(path("gone"), true);
            secrets->read("shop", {"x"}, [&](const Result<Secrets>&) { answered = true; });
        }
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
