// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/firstrundialog.h"
#include "ui/dialogs/logindialog.h"
#include "ui/dialogs/passphrasedialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/dialogs/undecodabledialog.h"
#include "ui/dialogs/usersdialog.h"
#include "ui/language/languageswitcher.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace shoppulse;

namespace {

ProbeReport report(ProbeStep step, ProbeOutcome outcome, const char* detail)
{
    ProbeReport made{};
    made.step = step;
    made.outcome = outcome;
    made.detail = detail;
    return made;
}

void passingProbe(const KafkaConfig&, const Profile&,
                  const std::function<void(const ProbeReport&)>& say, const std::atomic<bool>&)
{
    say(report(ProbeStep::Name, ProbeOutcome::Passed, "kafka.example: 10.0.0.5"));
    say(report(ProbeStep::Tcp, ProbeOutcome::Passed, "10.0.0.5:9093"));
    say(report(ProbeStep::Tls, ProbeOutcome::Passed, "TLSv1.3"));
    say(report(ProbeStep::Sasl, ProbeOutcome::Passed, "SCRAM-SHA-256"));
    ProbeReport metadata = report(ProbeStep::Metadata, ProbeOutcome::Passed, "");
    metadata.brokers = 3;
    say(metadata);
    ProbeReport topic = report(ProbeStep::Topic, ProbeOutcome::Passed, "");
    topic.partitions = 4;
    topic.records = 10'000;
    say(topic);
    ProbeReport sample = report(ProbeStep::Sample, ProbeOutcome::Passed, "");
    sample.rows = 20;
    sample.detected = Format::TaobaoCsv;
    sample.undecodableShare = 0.05;
    for (int i = 0; i < 19; ++i)
        sample.samples.push_back({i % 4, 100 + i, 1'700'000'000'000,
                                  "328862,323294,833,2882,2661,08,29,0,0,1,内蒙古",
                                  Event{.brand = 2661, .cell = cellOf(1, 7, 0, 20)}, ""});
    sample.samples.push_back({3, 120, 1'700'000'000'000, "328862,323294,833", {}, "field_count"});
    say(sample);
}

void failingProbe(const KafkaConfig&, const Profile&,
                  const std::function<void(const ProbeReport&)>& say, const std::atomic<bool>&)
{
    say(report(ProbeStep::Name, ProbeOutcome::Passed, "kafka.example: 10.0.0.5"));
    say(report(ProbeStep::Tcp, ProbeOutcome::Passed, "10.0.0.5:9093"));
    ProbeReport failed = report(ProbeStep::Tls, ProbeOutcome::Failed, "");
    failed.error = Error{ErrorCode::TlsCertificate, "kafka.example:9093",
                         "unable to get local issuer certificate"};
    say(failed);
}

/// A label or button whose text does not fit into it; empty: all fit.
QString clipped(const QWidget& window)
{
    QStringList found;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const bool fits = label->wordWrap()
            ? label->heightForWidth(label->width()) <= label->height()
            : label->sizeHint().width() <= label->width();
        if (!fits)
            found << label->text();
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && button->sizeHint().width() > button->width())
            found << button->text();
    for (const QComboBox* box : window.findChildren<QComboBox*>())
        if (box->isVisible() && box->minimumSizeHint().width() > box->width())
            found << box->currentText();
    return found.join(u'\n');
}

/// Fields that a screen reader could not name.
QString unnamed(const QWidget& window)
{
    QStringList found;
    for (const QWidget* field : window.findChildren<QWidget*>()) {
        const bool isField = qobject_cast<const QLineEdit*>(field) != nullptr
            || qobject_cast<const QComboBox*>(field) != nullptr
            || qobject_cast<const QAbstractItemView*>(field) != nullptr;
        if (!isField || !field->isVisible() || field->inherits("QHeaderView")
            || field->objectName().startsWith("qt_"))
            continue;
        const auto labels = window.findChildren<QLabel*>();
        const bool hasLabel = std::ranges::any_of(labels, [&](const QLabel* label) {
            return label->buddy() == field || label->buddy() == field->parentWidget();
        });
        if (!hasLabel && field->accessibleName().isEmpty())
            found << QLatin1String(field->metaObject()->className()) + u' ' + field->objectName();
    }
    return found.join(u'\n');
}

} // namespace

/// Shows every dialog in both languages and themes: no text is cut off, every field has a name.
/// With SHOPPULSE_SHOTS set to a folder, the pictures are kept there for a person's eye.
class TestDialogLayout : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitcher> m_language;
    UndecodableLog m_log;
    ConnectionBook m_book;
    Settings m_settings;

    void look(QDialog& dialog, const char* name)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QTest::qWait(0);
        const QString folder = qEnvironmentVariable("SHOPPULSE_SHOTS");
        if (!folder.isEmpty()) {
            QDir().mkpath(folder);
            const QString file = QStringLiteral("%1/%2-%3-%4.png")
                                     .arg(folder, QLatin1String(name), m_language->language(),
                                          themeModeId(m_theme->mode()));
            QVERIFY(dialog.grab().save(file));
        }
        QVERIFY2(dialog.width() <= 1366 && dialog.height() <= 768, name);
        QVERIFY2(clipped(dialog).isEmpty(), qPrintable(clipped(dialog)));
        QVERIFY2(unnamed(dialog).isEmpty(), qPrintable(unnamed(dialog)));
    }
    void lookAtConnection(const ProbeFunction& probe, const char* name)
    {
        SecretStore secrets(m_folder.filePath("s").toStdString(), std::unique_ptr<SecretBackend>());
        ConnectionDialog dialog({m_book, m_folder.filePath("c").toStdString(), secrets, ""},
                                nullptr, probe);
        dialog.select("big sale");
        dialog.show();
        click(dialog, "test");
        auto* button = child<QAbstractButton>(dialog, "test");
        const QString idle = m_language->language() == "en" ? "Te&st" : "测试(&T)";
        QTRY_COMPARE(button->text(), idle);
        look(dialog, name);
    }

private slots:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_language = std::make_unique<LanguageSwitcher>(*qApp);
        m_accounts =
            std::move(*AccountStore::open(m_folder.filePath("accounts.db").toStdString(), m_clock));
        QVERIFY(m_accounts->addUser("ann", kGoodPassword, Role::Admin));
        QVERIFY(m_accounts->createShare("the wall in the hall", 3'600'000));
        m_log.add({0, 41, 1, 1'700'000'000'000, Undecodable::FieldCount, "328862,323294,833"});
        m_log.add({2, 123'456, 3, 1'700'000'000'000, Undecodable::Utf8, "\\xff\\xfe,1,2,3"});
        SavedConnection shop;
        shop.name = "big sale";
        shop.kafka.brokers = "kafka.example:9093";
        shop.kafka.topic = "demo";
        shop.kafka.properties = {{"security.protocol", "SASL_SSL"},
                                 {"sasl.mechanism", "SCRAM-SHA-256"},
                                 {"sasl.username", "ann"},
                                 {"fetch.min.bytes", "1"}};
        m_book.add(shop);
        shop.name = "laboratory";
        m_book.add(shop);
    }
    void every_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        for (const char* language : {"en", "zh_CN"})
            for (const bool dark : {true, false})
                QTest::addRow("%s %s", language, dark ? "dark" : "light")
                    << QString(language) << dark;
    }
    void every()
    {
        QFETCH(QString, language);
        QFETCH(bool, dark);
        m_language->choose(language);
        m_theme->setMode(dark ? ThemeMode::Dark : ThemeMode::Light);

        FirstRunDialog first(*m_accounts);
        child(first, "newName")->setText("ann");
        child(first, "newPassword")->setText("hush");
        look(first, "firstrun");
        LoginDialog login(*m_accounts);
        login.show();
        child(login, "name")->setText("ann");
        child(login, "password")->setText("wrong");
        click(login, "login");
        QTRY_VERIFY(child<QLabel>(login, "problem")->isVisible());
        look(login, "login");
        lookAtConnection(&passingProbe, "connection");
        lookAtConnection(&failingProbe, "connectionfailed");
        ShareDialog share(*m_accounts);
        share.setAddress("127.0.0.1:8765");
        look(share, "shareoff");
        share.setSharing(true, "http://127.0.0.1:8765");
        click(share, "create");
        look(share, "shareon");
        SettingsDialog settings(m_settings, m_folder.filePath("settings.toml").toStdString());
        look(settings, "settings");
        UndecodableDialog bad;
        bad.setLog(&m_log);
        Counters counters;
        counters.rows = 9'000;
        counters.undecodable.fill(12'345);
        bad.setCounts(counters);
        look(bad, "undecodable");
        UsersDialog users(*m_accounts);
        look(users, "users");
        SecretStore secrets(m_folder.filePath("s").toStdString(), std::unique_ptr<SecretBackend>());
        PassphraseDialog passphrase(secrets);
        emit secrets.passphraseNeeded(true, {});
        look(passphrase, "passphrase");
    }
    void openDialogFollowsTheLanguage()
    {
        m_language->choose("en");
        SettingsDialog settings(m_settings, m_folder.filePath("settings.toml").toStdString());
        connect(&settings, &SettingsDialog::languageChosen, m_language.get(),
                &LanguageSwitcher::choose);
        settings.show();
        QCOMPARE(settings.windowTitle(), QString("ShopPulse: settings"));
        QTest::keyClick(child<QComboBox>(settings, "language"), Qt::Key_End);
        QTRY_COMPARE(settings.windowTitle(), QString("ShopPulse：设置"));
        QCOMPARE(m_settings.language, std::string("zh_CN"));
    }
};

QTEST_MAIN(TestDialogLayout)
#include "tst_dialoglayout.moc"
