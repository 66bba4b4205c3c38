// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/secretfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shoppulse;

class TestSecretFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    static constexpr const char* kPassphrase = "correct horse battery";

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    static QByteArray content(const std::string& path)
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void storedIsReadAgainUnderThePassphrase()
    {
        const std::string file = path("a");
        QVERIFY(!SecretFile::exists(file));
        {
            auto secrets = SecretFile::open(file, kPassphrase);
            QVERIFY(secrets);
            QVERIFY(secrets->set("shop/sasl.password", "open \xff sesame"));
            QVERIFY(secrets->set("shop/ssl.key.password", "two"));
            QVERIFY(secrets->remove("shop/ssl.key.password"));
        }
        const auto again = SecretFile::open(file, kPassphrase);
        QVERIFY(again);
        QCOMPARE(again->get("shop/sasl.password"), std::string("open \xff sesame"));
        QVERIFY(!again->get("shop/ssl.key.password"));
    }
    void fileIsPrivateAndHoldsNothingReadable()
    {
        const std::string file = path("b");
        QVERIFY(SecretFile::open(file, kPassphrase)->set("shop/sasl.password", "open sesame"));
        QVERIFY(!content(file).contains("sesame"));
        QVERIFY(!content(file).contains("shop"));
        QCOMPARE(QFile::permissions(QString::fromStdString(file))
                     & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }
    void wrongPassphraseIsAnError()
    {
        const std::string file = path("c");
        QVERIFY(SecretFile::open(file, kPassphrase)->set("k", "v"));
        const auto secrets = SecretFile::open(file, "another");
        QVERIFY(!secrets);
        QCOMPARE(errorId(secrets.error().code), errorId(ErrorCode::SecretUnreadable));
    }
    void everyChangedByteIsNoticed()
    {
        const std::string file = path("d");
        QVERIFY(SecretFile::open(file, kPassphrase)->set("k", "v"));
        const QByteArray whole = content(file);
        for (const qsizetype at : {qsizetype(0), qsizetype(21), qsizetype(40), whole.size() - 1}) {
            QByteArray changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            QFile out(QString::fromStdString(file));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(changed);
            out.close();
            QVERIFY(!SecretFile::open(file, kPassphrase));
        }
        QFile out(QString::fromStdString(file));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(whole.left(30));
        out.close();
        QVERIFY(!SecretFile::open(file, kPassphrase));
    }
};

QTEST_APPLESS_MAIN(TestSecretFile)
#include "tst_secretfile.moc"
