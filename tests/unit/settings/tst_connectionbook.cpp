// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/connectionbook.h"
#include "core/source/secretproperty.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shoppulse;

namespace {

SavedConnection shop()
{
    SavedConnection connection;
    connection.name = "shop";
    connection.kafka.brokers = "kafka.example:9093";
    connection.kafka.topic = "demo";
    connection.kafka.from = StartAt::Latest;
    connection.kafka.consumers = 3;
    connection.kafka.properties = {{"security.protocol", "SASL_SSL"},
                                   {"sasl.username", "ann \"the\" first\n"},
                                   {"sasl.password", "open sesame"}};
    connection.profile = "taobao";
    connection.format = Format::Json;
    return connection;
}

} // namespace

class TestConnectionBook : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const QString& name = "connections.toml") const
    {
        return m_folder.filePath(name).toStdString();
    }
    void write(const QByteArray& text) const
    {
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void expectError(const QByteArray& text, const std::string& detail) const
    {
        write(text);
        const auto book = ConnectionBook::load(path());
        QVERIFY(!book);
        QCOMPARE(errorId(book.error().code), errorId(ErrorCode::ConnectionFile));
        QCOMPARE(book.error().subject, path());
        QCOMPARE(book.error().detail, detail);
    }

private slots:
    void aBookOfNoneCanBeReadAgain()
    {
        ConnectionBook book;
        book.add(shop());
        book.remove("shop");
        QVERIFY(book.save(path("emptied.toml")).has_value());
        const auto read = ConnectionBook::load(path("emptied.toml"));
        QVERIFY2(read.has_value(), read ? "" : describe(read.error()).c_str());
        QVERIFY(read->list().empty());
    }

    void noFileIsAnEmptyBook()
    {
        const auto book = ConnectionBook::load(path("none.toml"));
        QVERIFY(book);
        QVERIFY(book->list().empty());
        QCOMPARE(errorId(book->find("shop").error().code), errorId(ErrorCode::ConnectionUnknown));
    }
    void savedIsFoundAgain()
    {
        ConnectionBook book;
        book.add(shop());
        SavedConnection other;
        other.name = "another";
        book.add(other);
        const std::string nested = path("new/folder/connections.toml");
        QVERIFY(book.save(nested));
        const auto loaded = ConnectionBook::load(nested);
        QVERIFY2(loaded, loaded ? "" : loaded.error().detail.c_str());
        QCOMPARE(loaded->list().size(), 2U);
        QCOMPARE(loaded->list().front().name, std::string("another"));
        const SavedConnection found = loaded->find("shop").value();
        QCOMPARE(found.kafka.brokers, std::string("kafka.example:9093"));
        QCOMPARE(found.kafka.topic, std::string("demo"));
        QCOMPARE(found.kafka.from, StartAt::Latest);
        QCOMPARE(found.kafka.consumers, 3);
        QCOMPARE(found.kafka.groupId, std::string("shoppulse"));
        QCOMPARE(found.kafka.properties.at("sasl.username"), std::string("ann \"the\" first\n"));
        QCOMPARE(found.profile, std::string("taobao"));
        QCOMPARE(found.format, Format::Json);
    }
    void aPropertyOfNoSuchNameNeverMakesTheBookUnreadable()
    {
        SavedConnection odd;
        odd.name = "odd";
        odd.kafka.properties = {{"a'b", "c"}, {"client.id", "d'''e\n"}};
        ConnectionBook book;
        book.add(odd);
        const auto again = ConnectionBook::parse(book.text(), "test");
        QVERIFY2(again, again ? "" : again.error().detail.c_str());
        QCOMPARE(again->list().front().kafka.properties.size(), 1U);
        QCOMPARE(again->list().front().kafka.properties.at("client.id"), std::string("d'''e\n"));
    }

    void secretsNeverReachTheFile()
    {
        ConnectionBook book;
        book.add(shop());
        QVERIFY(!book.find("shop")->kafka.properties.contains("sasl.password"));
        QCOMPARE(book.find("shop")->secretNames, std::vector<std::string>{"sasl.password"});
        QVERIFY(book.save(path()));
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("sasl.username"));
        QVERIFY(!text.contains("open sesame"));
        QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(ConnectionBook::load(path())->find("shop")->secretNames,
                 std::vector<std::string>{"sasl.password"});
    }
    void sameNameReplacesAndRemoveForgets()
    {
        ConnectionBook book;
        book.add(shop());
        SavedConnection changed = shop();
        changed.kafka.topic = "other";
        book.add(changed);
        QCOMPARE(book.list().size(), 1U);
        QCOMPARE(book.find("shop")->kafka.topic, std::string("other"));
        book.remove("shop");
        QVERIFY(book.list().empty());
    }
    void errorsNameThePlace()
    {
        expectError("[[connection]]\nname = \"a\"\nconsumers = 900\n",
                    "line 3, column 13: consumers must be a whole number from 0 to 64");
        expectError("[[connection]]\nname = \"a\"\ntopik = \"x\"\n",
                    "line 3, column 9: topik is not a known setting");
        expectError("[[connection]]\ntopic = \"x\"\n", "line 1, column 1: name is missing");
        expectError("[[connection]]\nname = \"a\"\nfrom = \"yesterday\"\n",
                    "line 3, column 8: from must be one of: earliest, latest, stored");
        expectError("[[connection]]\nname = \"a\"\n\n[[connection]]\nname = \"a\"\n",
                    "line 4, column 1: a second connection of the name a");
        write("[[connection]]\nname = \"a\n");
        QVERIFY(ConnectionBook::load(path()).error().detail.starts_with("line 2, column "));
    }
    void secretWrittenByHandIsRefusedAndNotRepeated()
    {
        write("[[connection]]\nname = \"a\"\n[connection.properties]\n"
              "\"sasl.password\" = \"hunter2\"\n");
        const auto book = ConnectionBook::load(path());
        QVERIFY(!book);
        QVERIFY(book.error().detail.find("sasl.password") != std::string::npos);
        QVERIFY(book.error().detail.find("hunter2") == std::string::npos);
    }
    void unwritableFolderIsAnError()
    {
        write("a file, not a folder");
        const auto saved = ConnectionBook().save(path() + "/connections.toml");
        QVERIFY(!saved);
        QCOMPARE(errorId(saved.error().code), errorId(ErrorCode::FileUnwritable));
    }
    void secretProperties_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("secret");
        for (const char* name :
             {"sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem",
              "sasl.oauthbearer.client.secret", "sasl.oauthbearer.config", "SASL.Password"})
            QTest::newRow(name) << QString(name) << true;
        for (const char* name :
             {"sasl.username", "ssl.ca.location", "ssl.key.location", "ssl.certificate.pem",
              "sasl.oauthbearer.token.endpoint.url", "sasl.mechanism", "ssl.keystore.location"})
            QTest::newRow(name) << QString(name) << false;
    }
    void secretProperties()
    {
        QFETCH(QString, name);
        QTEST(isSecretProperty(name.toStdString()), "secret");
    }
};

QTEST_APPLESS_MAIN(TestConnectionBook)
#include "tst_connectionbook.moc"
