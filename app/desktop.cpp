// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"

#include "core/settings/folders.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/firstrundialog.h"
#include "ui/dialogs/logindialog.h"
#include "ui/dialogs/passphrasedialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/dialogs/usersdialog.h"
#include "ui/language/errortext.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QMessageBox>
#include <QPushButton>

#include <cstdio>

namespace shoppulse {

namespace {

/// The same for the same input; holds no secret.
std::string stateNameOf(const Input& input)
{
    const std::string what =
        input.kafka.brokers + '\n' + input.kafka.topic + '\n' + input.profile->name;
    return "stream-"
        + QCryptographicHash::hash(QByteArray::fromStdString(what), QCryptographicHash::Sha256)
              .toHex()
              .left(16)
              .toStdString()
        + ".db";
}

} // namespace

Desktop::Desktop(QApplication& app, const Options& options)
    : m_app(app)
    , m_options(options)
    , m_settingsPath(configFolder() + "/settings.toml")
    , m_bookPath(configFolder() + "/connections.toml")
    , m_theme(app)
    , m_languages(app)
    , m_secrets(configFolder() + "/secrets.bin")
    , m_sharing(m_clock)
{
}

Desktop::~Desktop()
{
    if (m_window && !m_options.demo)
        saveSettings();
    m_window.reset();
    m_sharing.close();
    m_stream.reset();
}

Result<void> Desktop::start()
{
    if (auto read = readSettings(); !read)
        return read;
    m_theme.setMode(themeModeFromId(QString::fromStdString(m_settings.theme)));
    m_languages.choose(QString::fromStdString(m_settings.language));
    if (m_options.demo) {
        auto stream = Stream::openDemo(m_options.output, m_clock);
        if (!stream)
            return Unexpected(stream.error());
        makeWindow();
        m_window->show();
        watch(std::move(stream));
        return {};
    }
    if (auto opened = openAccountsAndLock(); !opened)
        return opened;
    makeWindow();
    new PassphraseDialog(m_secrets, m_window.get());
    if (m_accounts->hasAdministrator())
        askForLogin();
    else
        askForAdministrator();
    return {};
}

Result<void> Desktop::readSettings()
{
    if (m_options.demo) // looks like a first start, whatever this user has set
        return {};
    auto settings = Settings::load(m_settingsPath);
    if (!settings)
        return Unexpected(settings.error());
    m_settings = std::move(*settings);
    auto book = ConnectionBook::load(m_bookPath);
    if (!book)
        return Unexpected(book.error());
    m_book = std::move(*book);
    return {};
}

Result<void> Desktop::openAccountsAndLock()
{
    auto lock = StateLock::take(m_options.output.state);
    if (!lock)
        return Unexpected(lock.error());
    m_lock = std::make_unique<StateLock>(std::move(*lock));
    auto accounts = openAccounts(m_options.output.state, m_clock);
    if (!accounts)
        return Unexpected(accounts.error());
    m_accounts = std::move(*accounts);
    return {};
}

void Desktop::makeWindow()
{
    WindowOptions options;
    options.language = languageFromCode(m_languages.language());
    options.administrator = false;
    m_window = std::make_unique<MainWindow>(m_nothing, m_clock, m_theme, options);
    if (!m_settings.windowLayout.empty())
        m_window->restoreLayout(
            QByteArray::fromBase64(QByteArray::fromStdString(m_settings.windowLayout)));
    connectWindow();
}

void Desktop::connectWindow()
{
    MainWindow* window = m_window.get();
    connect(window, &MainWindow::languageChanged, this, [this](const QString& code) {
        m_languages.choose(code);
        m_settings.language = code.toStdString();
    });
    connect(window, &MainWindow::themeChanged, this,
            [this](const QString& id) { m_settings.theme = id.toStdString(); });
    connect(window, &MainWindow::connectRequested, this, &Desktop::chooseConnection);
    connect(window, &MainWindow::shareRequested, this, &Desktop::share);
    connect(window, &MainWindow::goOnChosen, this, [this](GoOn choice) {
        if (m_stream)
            m_stream->pipeline().goOn(choice);
    });
    connect(window, &MainWindow::usersRequested, this, &Desktop::showUsers);
    connect(window, &MainWindow::settingsRequested, this, &Desktop::showSettings);
    connect(window, &MainWindow::undecodableRequested, this, &Desktop::showUndecodable);
    connect(window, &MainWindow::logoutRequested, this, &Desktop::logOut);
}

void Desktop::askForAdministrator()
{
    auto* dialog = new FirstRunDialog(*m_accounts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &Desktop::askForLogin);
    connect(dialog, &QDialog::rejected, &m_app, &QApplication::quit);
    dialog->open();
}

void Desktop::askForLogin()
{
    auto* dialog = new LoginDialog(*m_accounts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LoginDialog::loggedIn, this, &Desktop::loggedIn);
    connect(dialog, &QDialog::rejected, &m_app, &QApplication::quit);
    dialog->open();
}

void Desktop::loggedIn(const QString& name, const QString& token)
{
    m_token = token;
    const auto session = m_accounts->session(token.toStdString());
    m_window->setUser(name, session && session->role == Role::Admin);
    m_window->show();
    if (!m_stream)
        followCommandLine();
}

void Desktop::logOut()
{
    m_accounts->logout(m_token.toStdString());
    m_token.clear();
    m_window->hide();
    askForLogin();
}

void Desktop::followCommandLine()
{
    if (m_options.input.topic.empty() && m_options.input.connection.empty()) {
        chooseConnection();
        return;
    }
    auto input = resolveInput(m_options.input);
    if (!input) {
        tellProblem(input.error());
        return;
    }
    if (input->missingSecrets.empty()) {
        openStream(*input, m_options.output.stateReset);
        return;
    }
    m_secrets.read(input->connection, input->missingSecrets,
                   [this, input = *input](const Result<Secrets>& secrets) mutable {
                       if (!secrets) {
                           tellProblem(secrets.error());
                           return;
                       }
                       for (const auto& [name, value] : *secrets)
                           input.kafka.properties[name] = value;
                       openStream(input, m_options.output.stateReset);
                   });
}

void Desktop::chooseConnection()
{
    auto* dialog = new ConnectionDialog(
        {m_book, m_bookPath, m_secrets, configFolder() + "/profiles"}, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->select(QString::fromStdString(m_settings.lastConnection));
    connect(dialog, &ConnectionDialog::connectRequested, this, &Desktop::open);
    dialog->open();
}

void Desktop::open(const SavedConnection& saved, const KafkaConfig& withSecrets)
{
    auto profile = loadProfile(saved.profile, configFolder() + "/profiles");
    if (!profile) {
        tellProblem(profile.error());
        return;
    }
    m_settings.lastConnection = saved.name;
    Input input;
    input.kafka = withSecrets;
    input.format = saved.format;
    input.profile = std::make_shared<const Profile>(std::move(*profile));
    input.windows = m_settings.windows;
    openStream(input, false);
}

/// Each input has a state of its own: a person changes between them.
void Desktop::openStream(const Input& input, bool reset)
{
    const auto path = stateFile(m_options.output.state, stateNameOf(input));
    if (!path) {
        tellProblem(path.error());
        return;
    }
    if (m_stream && m_statePath == *path) // two cannot write to it
        m_stream->stop();
    m_statePath = *path;
    auto stream = Stream::open(input, m_options.output, {.path = *path, .reset = reset}, m_clock);
    if (!stream
        && (stream.error().code == ErrorCode::StateBroken
            || stream.error().code == ErrorCode::StateForeign
            || stream.error().code == ErrorCode::StateSettings))
        askForReset(stream.error(), input);
    else
        watch(std::move(stream));
}

void Desktop::askForReset(const Error& error, const Input& input)
{
    auto* box = new QMessageBox(QMessageBox::Warning, QStringLiteral("ShopPulse"), errorText(error),
                                QMessageBox::Cancel, m_window.get());
    box->setObjectName(QStringLiteral("stateProblem"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* reset = box->addButton(tr("Set aside and count anew"), QMessageBox::AcceptRole);
    connect(reset, &QAbstractButton::clicked, this, [this, input] { openStream(input, true); });
    box->open();
}

void Desktop::watch(Result<std::unique_ptr<Stream>> stream)
{
    if (!stream) {
        tellProblem(stream.error());
        return;
    }
    const QString shared = m_sharing.baseUrl();
    m_sharing.close();
    if (m_undecodable)
        m_undecodable->setLog(nullptr);
    m_window->setHub((*stream)->pipeline().hub());
    m_stream.swap(*stream);
    stream->reset(); // the old one ends here, when nothing looks at it any more
    if (m_undecodable)
        m_undecodable->setLog(&m_stream->pipeline().undecodable());
    const std::string& web = m_options.output.web;
    if (shared.isEmpty() && web.empty())
        return;
    const std::string address = shared.isEmpty() ? web : m_settings.sharingAddress;
    if (auto opened = m_sharing.open(address, *m_stream, m_accounts.get(), m_options.demo); !opened)
        tellProblem(opened.error());
}

void Desktop::share()
{
    if (!m_stream)
        return;
    if (m_options.demo) {
        shareDemo();
        return;
    }
    auto* dialog = new ShareDialog(*m_accounts, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAddress(QString::fromStdString(m_settings.sharingAddress));
    dialog->setSharing(m_sharing.isOpen(), m_sharing.baseUrl());
    connect(dialog, &ShareDialog::sharingRequested, this, [this, dialog](const QString& address) {
        m_settings.sharingAddress = address.toStdString();
        const auto opened =
            m_sharing.open(m_settings.sharingAddress, *m_stream, m_accounts.get(), false);
        dialog->setSharing(m_sharing.isOpen(), m_sharing.baseUrl());
        if (!opened)
            dialog->setProblem(opened.error());
    });
    connect(dialog, &ShareDialog::sharingStopped, this, [this, dialog] {
        m_sharing.close();
        dialog->setSharing(false, {});
    });
    dialog->open();
}

void Desktop::shareDemo()
{
    if (!m_sharing.isOpen())
        if (const auto opened = m_sharing.open({}, *m_stream, nullptr, true); !opened) {
            tellProblem(opened.error());
            return;
        }
    auto* box = new QMessageBox(QMessageBox::Information, QStringLiteral("ShopPulse"),
                                tr("The demo is open to browsers on this machine until it ends: "
                                   "<a href=\"%1\">%1</a>")
                                    .arg(m_sharing.baseUrl()),
                                QMessageBox::Ok, m_window.get());
    box->setTextInteractionFlags(Qt::TextBrowserInteraction);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Desktop::showUndecodable()
{
    if (!m_undecodable) {
        m_undecodable = new UndecodableDialog(m_window.get());
        m_undecodable->setAttribute(Qt::WA_DeleteOnClose);
    }
    if (m_stream)
        m_undecodable->setLog(&m_stream->pipeline().undecodable());
    if (const SnapshotPtr snapshot = m_stream ? m_stream->pipeline().hub().newest() : nullptr)
        m_undecodable->setCounts(snapshot->counters);
    m_undecodable->show();
    m_undecodable->raise();
}

void Desktop::showUsers()
{
    auto* dialog = new UsersDialog(*m_accounts, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this] {
        if (!m_accounts->session(m_token.toStdString())) // of whoever changed the own account
            logOut();
    });
    dialog->open();
}

void Desktop::showSettings()
{
    auto* dialog = new SettingsDialog(m_settings, m_settingsPath, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::themeChosen, this,
            [this](const QString& id) { m_theme.setMode(themeModeFromId(id)); });
    connect(dialog, &SettingsDialog::languageChosen, this, [this](const QString& code) {
        m_languages.choose(code);
        m_window->setLanguage(languageFromCode(m_languages.language()));
    });
    dialog->open();
}

void Desktop::saveSettings()
{
    m_settings.windowLayout = m_window->saveLayout().toBase64().toStdString();
    if (const auto saved = m_settings.save(m_settingsPath); !saved)
        std::fprintf(stderr, "shoppulse: %s\n", describe(saved.error()).c_str());
}

void Desktop::tellProblem(const Error& error)
{
    auto* box = new QMessageBox(QMessageBox::Warning, QStringLiteral("ShopPulse"), errorText(error),
                                QMessageBox::Ok, m_window.get());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace shoppulse
