// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/passphrasedialog.h"
#include "ui/dialogs/propertytext.h"
#include "ui/dialogs/securitychoice.h"
#include "ui/language/languageswitcher.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <condition_variable>

using namespace shoppulse;

namespace {

const char* const kSecret = "open sesame";

/// Stands for the network: reports what a test has put in; waits where it is told to.
struct FakeProbe {
    std::vector<ProbeReport> reports;
    bool waitForCancel = false;
    KafkaConfig seen;

    ProbeFunction function()
    {
        return [this](const KafkaConfig& config, const Profile&,
                      const std::function<void(const ProbeReport&)>& report,
                      const std::atomic<bool>& cancel) {
            seen = config;
            for (const ProbeReport& one : reports)
                report(one);
            while (waitForCancel && !cancel)
                std::this_thread::yield();
        };
    }
};

ProbeReport passed(ProbeStep step, const char* detail)
{
    ProbeReport report{};
    report.step = step;
    report.outcome = ProbeOutcome::Passed;
    report.detail = detail;
    return report;
}

ProbeReport skipped(ProbeStep step)
{
    ProbeReport report{};
    report.step = step;
    report.outcome = ProbeOutcome::Skipped;
    return report;
}

} // namespace

class TestConnectionDialog : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    LanguageSwitcher m_language{*qApp};
    int m_files = 0;
    std::string m_bookPath;
    ConnectionBook m_book;
    std::unique_ptr<SecretStore> m_secrets;

    ConnectionParts parts() { return {m_book, m_bookPath, *m_secrets, "/nowhere"}; }
    static QString step(const ConnectionDialog& dialog, int number)
    {
        return child<QLabel>(dialog, qPrintable(QStringLiteral("step%1").arg(number)))->text();
    }
    static void show(QDialog& dialog)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
    static void fill(ConnectionDialog& dialog)
    {
        type(dialog, "name", "shop");
        type(dialog, "brokers", "127.0.0.1:9092");
        type(dialog, "topic", "demo");
    }
    static void addLogin(ConnectionDialog& dialog)
    {
        child<QComboBox>(dialog, "login")->setCurrentIndex(2);
        child<QCheckBox>(dialog, "tls")->setChecked(true);
        type(dialog, "user", "ann");
        type(dialog, "password", kSecret);
    }
    QByteArray bookText() const
    {
        QFile file(QString::fromStdString(m_bookPath));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase() { m_language.choose("en"); }
    void init()
    {
        const QString base = m_folder.filePath(QString::number(++m_files));
        m_bookPath = (base + "/connections.toml").toStdString();
        m_book = ConnectionBook();
        m_secrets = std::make_unique<SecretStore>((base + "/secrets.bin").toStdString(),
                                                  std::unique_ptr<SecretBackend>());
        connect(m_secrets.get(), &SecretStore::passphraseNeeded, m_secrets.get(),
                [this] { m_secrets->unlock("a passphrase"); });
    }
    void savedIsThereAgainAndItsSecretIsNotInTheFile()
    {
        {
            ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
            show(dialog);
            fill(dialog);
            addLogin(dialog);
            child<QPlainTextEdit>(dialog, "properties")
                ->setPlainText("fetch.min.bytes=5\nssl.key.pem=PRIVATE");
            click(dialog, "save");
            QCOMPARE(child<QListWidget>(dialog, "connections")->count(), 1);
        }
        QVERIFY(bookText().contains("SCRAM-SHA-256"));
        QVERIFY(bookText().contains("SASL_SSL"));
        QVERIFY(!bookText().contains(kSecret));
        QVERIFY(!bookText().contains("PRIVATE"));

        m_book = *ConnectionBook::load(m_bookPath);
        ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
        show(dialog);
        dialog.select("shop");
        QCOMPARE(child(dialog, "brokers")->text(), QString("127.0.0.1:9092"));
        QCOMPARE(child(dialog, "user")->text(), QString("ann"));
        QTRY_COMPARE(child(dialog, "password")->text(), QString(kSecret));
        const QString properties = child<QPlainTextEdit>(dialog, "properties")->toPlainText();
        QVERIFY(properties.contains("fetch.min.bytes=5"));
        QVERIFY(properties.contains("ssl.key.pem=••••••"));
        QVERIFY(!properties.contains("PRIVATE"));

        QSignalSpy wanted(&dialog, &ConnectionDialog::connectRequested);
        click(dialog, "connect");
        QCOMPARE(wanted.count(), 1);
        const auto saved = wanted.first().at(0).value<SavedConnection>();
        const auto kafka = wanted.first().at(1).value<KafkaConfig>();
        QVERIFY(!saved.kafka.properties.contains("sasl.password"));
        QCOMPARE(kafka.properties.at("sasl.password"), std::string(kSecret));
        QCOMPARE(kafka.properties.at("ssl.key.pem"), std::string("PRIVATE"));
        QCOMPARE(kafka.properties.at("sasl.mechanism"), std::string("SCRAM-SHA-256"));
    }
    void deletedIsGoneWithItsSecrets()
    {
        ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
        show(dialog);
        fill(dialog);
        addLogin(dialog);
        click(dialog, "save");
        click(dialog, "delete");
        QCOMPARE(child<QListWidget>(dialog, "connections")->count(), 0);
        QVERIFY(child(dialog, "name")->text().isEmpty());
        QVERIFY(!bookText().contains("shop"));
        std::optional<bool> found;
        m_secrets->read("shop", {"sasl.password"},
                        [&](const Result<Secrets>& secrets) { found = secrets.has_value(); });
        QTRY_VERIFY(found.has_value());
        QVERIFY(!*found);
    }
    void aSecretTakenAwayIsForgotten()
    {
        ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
        show(dialog);
        fill(dialog);
        addLogin(dialog);
        click(dialog, "save");
        child<QComboBox>(dialog, "login")->setCurrentIndex(0);
        click(dialog, "save");
        QVERIFY(m_book.find("shop")->secretNames.empty());
        std::optional<bool> found;
        m_secrets->read("shop", {"sasl.password"},
                        [&](const Result<Secrets>& secrets) { found = secrets.has_value(); });
        QTRY_VERIFY(found.has_value());
        QVERIFY(!*found);
    }
    void whatIsMissingIsSaid()
    {
        ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
        show(dialog);
        QSignalSpy wanted(&dialog, &ConnectionDialog::connectRequested);
        const auto* problem = child<QLabel>(dialog, "problem");
        click(dialog, "connect");
        QVERIFY(problem->text().contains("at least one broker"));
        type(dialog, "brokers", "127.0.0.1:9092");
        click(dialog, "connect");
        QVERIFY(problem->text().contains("the topic"));
        type(dialog, "topic", "demo");
        child<QPlainTextEdit>(dialog, "properties")->setPlainText("a=b\nnonsense");
        click(dialog, "connect");
        QVERIFY(problem->text().contains("Line 2"));
        child<QPlainTextEdit>(dialog, "properties")->clear();
        click(dialog, "save");
        QVERIFY(problem->text().contains("a name"));
        QVERIFY(wanted.isEmpty());
        click(dialog, "connect");
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!dialog.isVisible());
    }
    void staysOpenWhenTheProgramCannotConnect()
    {
        ConnectionDialog dialog(parts(), nullptr, ProbeFunction());
        show(dialog);
        fill(dialog);
        connect(&dialog, &ConnectionDialog::connectRequested, &dialog, [&] {
            dialog.showProblem({ErrorCode::KafkaProperty, "linger", "no such property"});
        });
        click(dialog, "connect");
        QVERIFY(dialog.isVisible());
        QVERIFY(visibleText(dialog).contains("no such property"));
    }
    void aNewConnectionIsTypedAtOnce()
    {
        ConnectionDialog dialog(parts());
        show(dialog);
        QCOMPARE(dialog.focusWidget(), child(dialog, "name"));
        QTest::keyClicks(dialog.focusWidget(), "shop");
        QCOMPARE(child(dialog, "name")->text(), QString("shop"));
        // What is hidden leaves no holes between the rows.
        const int pitch = child(dialog, "brokers")->mapTo(&dialog, QPoint()).y()
            - child(dialog, "name")->mapTo(&dialog, QPoint()).y();
        const int gap = child<QComboBox>(dialog, "profile")->mapTo(&dialog, QPoint()).y()
            - child<QCheckBox>(dialog, "tls")->mapTo(&dialog, QPoint()).y();
        QVERIFY2(gap < 3 * pitch, qPrintable(QString::number(gap)));
    }
    void stepsAreShownAsTheyEnd()
    {
        FakeProbe probe;
        ProbeReport metadata = passed(ProbeStep::Metadata, "");
        metadata.brokers = 1;
        ProbeReport topic = passed(ProbeStep::Topic, "");
        topic.partitions = 4;
        topic.records = 3'000'000'000;
        ProbeReport sample = passed(ProbeStep::Sample, "");
        sample.rows = 2;
        sample.detected = Format::TaobaoCsv;
        sample.undecodableShare = 0.5;
        Event event;
        event.brand = 5476;
        event.cell = cellOf(0, 2, 0, 0);
        sample.samples = {{0, 7, 1'700'000'000'000, "1,2,3", event, ""},
                          {1, 8, 1'700'000'000'000, "x", {}, "field_count"}};
        probe.reports = {passed(ProbeStep::Name, "127.0.0.1"),
                         passed(ProbeStep::Tcp, "connected"),
                         skipped(ProbeStep::Tls),
                         skipped(ProbeStep::Sasl),
                         metadata,
                         topic,
                         sample};
        ConnectionDialog dialog(parts(), nullptr, probe.function());
        show(dialog);
        fill(dialog);
        addLogin(dialog);
        click(dialog, "test");
        QTRY_COMPARE(child<QAbstractButton>(dialog, "test")->text(), QString("Te&st"));
        QCOMPARE(step(dialog, 0), QString("✓  Host name: 127.0.0.1"));
        QCOMPARE(step(dialog, 2), QString("–  TLS: not needed"));
        QCOMPARE(step(dialog, 4), QString("✓  Cluster metadata: 1 broker"));
        QCOMPARE(step(dialog, 5), QString("✓  Topic: 4 partitions, 3,000,000,000 records"));
        QCOMPARE(step(dialog, 6), QString("✓  Sample records: 2 rows"));
        const QAbstractItemModel* table = child<QTableView>(dialog, "samples")->model();
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->index(0, 2).data().toString(),
                 QString("✓  click · female · 25–29 · Beijing · brand 5476"));
        QCOMPARE(table->index(1, 2).data().toString(), QString("✗  Not 11 columns"));
        QVERIFY(visibleText(dialog).contains("Format taobao-csv. 50.0 %"));
        QCOMPARE(probe.seen.properties.at("sasl.password"), std::string(kSecret));
    }
    void failureShowsItsCure()
    {
        FakeProbe probe;
        ProbeReport failed{};
        failed.step = ProbeStep::Tcp;
        failed.outcome = ProbeOutcome::Failed;
        failed.error = Error{ErrorCode::BrokerUnreachable, "127.0.0.1:1", "Connection refused"};
        probe.reports = {passed(ProbeStep::Name, "127.0.0.1"), failed};
        ConnectionDialog dialog(parts(), nullptr, probe.function());
        show(dialog);
        fill(dialog);
        click(dialog, "test");
        QTRY_VERIFY(step(dialog, 1).startsWith("✗"));
        const auto* cure = child<QLabel>(dialog, "cure");
        QVERIFY(cure->isVisible());
        QVERIFY(cure->text().contains("Check the address and the port"));
        QVERIFY(step(dialog, 4).startsWith("–"));
    }
    void testCanBeCancelled()
    {
        FakeProbe probe;
        probe.waitForCancel = true;
        probe.reports = {passed(ProbeStep::Name, "127.0.0.1")};
        ConnectionDialog dialog(parts(), nullptr, probe.function());
        show(dialog);
        fill(dialog);
        click(dialog, "test");
        QTRY_COMPARE(step(dialog, 0), QString("✓  Host name: 127.0.0.1"));
        QCOMPARE(step(dialog, 1), QString("–  Connection (TCP) …"));
        QCOMPARE(child<QAbstractButton>(dialog, "test")->text(), QString("Cancel test"));
        click(dialog, "test");
        QTRY_VERIFY(visibleText(dialog).contains("Cancelled."));
        QCOMPARE(child<QAbstractButton>(dialog, "test")->text(), QString("Te&st"));
    }
    void closedWhileTestingIsHarmless()
    {
        FakeProbe probe;
        probe.waitForCancel = true;
        {
            ConnectionDialog dialog(parts(), nullptr, probe.function());
            show(dialog);
            fill(dialog);
            click(dialog, "test");
        }
        QCoreApplication::processEvents();
    }
    void withoutAKeychainAPassphraseIsAskedFor()
    {
        const QString path = m_folder.filePath("asked.bin");
        SecretStore secrets(path.toStdString(), std::unique_ptr<SecretBackend>());
        PassphraseDialog passphrase(secrets);
        ConnectionDialog dialog({m_book, m_bookPath, secrets, "/nowhere"}, nullptr,
                                ProbeFunction());
        show(dialog);
        fill(dialog);
        addLogin(dialog);
        click(dialog, "save");
        QTRY_VERIFY(passphrase.isVisible());
        auto* unlock = child<QAbstractButton>(passphrase, "unlock");
        type(passphrase, "passphrase", "long enough it is");
        QVERIFY(!unlock->isEnabled());
        type(passphrase, "repeatPassphrase", "long enough it is");
        QVERIFY(unlock->isEnabled());
        click(passphrase, "unlock");
        QTRY_VERIFY(!passphrase.isVisible());
        QTRY_VERIFY(QFile::exists(path));

        SecretStore refused(m_folder.filePath("refused.bin").toStdString(),
                            std::unique_ptr<SecretBackend>());
        PassphraseDialog other(refused);
        ConnectionDialog second({m_book, m_bookPath, refused, "/nowhere"}, nullptr,
                                ProbeFunction());
        show(second);
        fill(second);
        addLogin(second);
        click(second, "save");
        QTRY_VERIFY(other.isVisible());
        QTest::keyClick(&other, Qt::Key_Escape);
        QTRY_VERIFY(
            child<QLabel>(second, "problem")->text().contains("kept for this session only"));
        QSignalSpy wanted(&second, &ConnectionDialog::connectRequested);
        click(second, "connect");
        QCOMPARE(wanted.first().at(1).value<KafkaConfig>().properties.at("sasl.password"),
                 std::string(kSecret));
    }
    void securityIsReadBackAsWritten_data()
    {
        QTest::addColumn<int>("login");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("protocol");
        QTest::newRow("none") << 0 << false << "";
        QTest::newRow("tls") << 0 << true << "SSL";
        QTest::newRow("plain") << 1 << false << "SASL_PLAINTEXT";
        QTest::newRow("scram") << 3 << true << "SASL_SSL";
    }
    void securityIsReadBackAsWritten()
    {
        QFETCH(int, login);
        QFETCH(bool, tls);
        SecurityChoice choice;
        choice.login = static_cast<SecurityChoice::Login>(login);
        choice.tls = tls;
        if (login != 0) {
            choice.user = "ann";
            choice.password = "x";
        }
        if (tls)
            choice.caFile = "/etc/ca.pem";
        KafkaProperties properties{{"fetch.min.bytes", "1"}};
        putSecurity(choice, properties);
        QTEST(QString::fromStdString(properties["security.protocol"]), "protocol");
        QVERIFY(takeSecurity(properties) == choice);
        QCOMPARE(properties, (KafkaProperties{{"fetch.min.bytes", "1"}}));
    }
    void unknownMechanismStaysAmongTheProperties()
    {
        KafkaProperties properties{{"security.protocol", "SASL_SSL"}, {"sasl.mechanism", "GSSAPI"}};
        const KafkaProperties before = properties;
        SecurityChoice choice = takeSecurity(properties);
        QCOMPARE(properties, before);
        putSecurity(choice, properties);
        QCOMPARE(properties, before);
    }
};

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
