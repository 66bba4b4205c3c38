// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storedsecrets.h"
#include "core/settings/connectionbook.h"
#include "core/settings/secretfile.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace shoppulse;
using namespace std::chrono_literals;

namespace {

constexpr const char* kPassphrase = "correct horse";

/// A keychain that is there and never answers.
class MuteKeychain final : public SecretBackend {
public:
    void run(SecretOp, const std::string&, const std::string&,
             std::function<void(const SecretReply&)>) override
    {
    }
};

} // namespace

class TestStoredSecrets : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// A store without keychain over a file that holds the password of "shop".
    std::unique_ptr<SecretStore> fileStore()
    {
        const std::string file = path("secrets.bin");
        auto secrets = SecretFile::open(file, kPassphrase);
        if (!secrets || !secrets->set("shop/sasl.password", "open sesame"))
            qFatal("cannot write the secrets file");
        return std::make_unique<SecretStore>(file, nullptr);
    }
    static Input needing(std::vector<std::string> secrets)
    {
        Input input;
        input.connection = "shop";
        input.missingSecrets = std::move(secrets);
        return input;
    }
    static AskPassphrase nobody()
    {
        return [](const QString&) { return std::nullopt; };
    }

private slots:
    void secretsComeFromTheFile()
    {
        const auto store = fileStore();
        Input input = needing({"sasl.password"});
        QStringList problems;
        const auto person = [&](const QString& problem) -> std::optional<std::string> {
            problems << problem;
            return problems.size() == 1 ? "wrong" : kPassphrase;
        };
        QVERIFY(fetchSecrets(input, *store, person));
        QCOMPARE(input.kafka.properties.at("sasl.password"), std::string("open sesame"));
        QVERIFY(input.missingSecrets.empty());
        QCOMPARE(problems.size(), 2);
        QVERIFY(problems[0].isEmpty());
        QVERIFY(problems[1].contains("wrong passphrase"));
    }
    void nobodyAtATerminalIsSaidWithTheWayOut()
    {
        const auto store = fileStore();
        Input input = needing({"sasl.password"});
        const auto fetched = fetchSecrets(input, *store, nobody());
        QVERIFY(!fetched);
        QCOMPARE(QString::fromStdString(describe(fetched.error())),
                 QString("Secret sasl.password: cannot be read (the secrets file is locked, and "
                         "nobody gave its passphrase). Enter it again, or give it as "
                         "-X name=@FILE."));
        QVERIFY(!input.kafka.properties.contains("sasl.password"));
    }
    void aSecretThatIsNotThereIsNamed()
    {
        const auto store = fileStore();
        Input input = needing({"sasl.password", "ssl.key.password"});
        const auto fetched =
            fetchSecrets(input, *store, [](const QString&) { return kPassphrase; });
        QVERIFY(!fetched);
        QCOMPARE(fetched.error(),
                 (Error{ErrorCode::SecretUnreadable, "ssl.key.password", "not found"}));
    }
    void neitherKeychainNorFile()
    {
        SecretStore store(path("missing.bin"), nullptr);
        Input input = needing({"sasl.password"});
        bool asked = false;
        const auto fetched = fetchSecrets(input, store, [&](const QString&) {
            asked = true;
            return kPassphrase;
        });
        QVERIFY(!fetched);
        QVERIFY(fetched.error().detail.find("neither a keychain") != std::string::npos);
        QVERIFY(!asked);
        QVERIFY(!SecretFile::exists(path("missing.bin")));
    }
    void aKeychainThatSaysNothingIsNotWaitedForForEver()
    {
        SecretStore store(path("unused.bin"), std::make_unique<MuteKeychain>());
        Input input = needing({"sasl.password"});
        const auto fetched = fetchSecrets(input, store, nobody(), 10ms);
        QVERIFY(!fetched);
        QCOMPARE(fetched.error().detail, std::string("the keychain does not answer"));
    }
    void aSecretGivenAsAFileIsNotFetched()
    {
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        ConnectionBook book;
        SavedConnection shop;
        shop.name = "shop";
        shop.kafka = {.brokers = "127.0.0.1:1", .topic = "t", .properties = {}};
        shop.secretNames = {"sasl.password", "ssl.key.password"};
        book.add(shop);
        QVERIFY(book.save(path("shoppulse/connections.toml")));
        std::ofstream(path("password")) << "from a file\n";

        InputOptions options;
        options.connection = "shop";
        options.properties = {"sasl.password=@" + path("password")};
        const auto input = resolveInput(options);
        QVERIFY(input);
        QCOMPARE(input->connection, std::string("shop"));
        QCOMPARE(input->missingSecrets, std::vector<std::string>{"ssl.key.password"});
        QCOMPARE(input->kafka.properties.at("sasl.password"), std::string("from a file"));
    }
};

QTEST_GUILESS_MAIN(TestStoredSecrets)
#include "tst_storedsecrets.moc"
