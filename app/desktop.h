// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "app/sharing.h"
#include "app/statefolder.h"
#include "app/stream.h"
#include "core/settings/connectionbook.h"
#include "core/settings/settings.h"
#include "ui/connections/secretstore.h"
#include "ui/dialogs/undecodabledialog.h"
#include "ui/language/languageswitcher.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"

#include <QPointer>

#include <memory>

namespace shoppulse {

/// The program with its window: from the first start over login and connection to the dashboard.
/// Wires window, dialogs, accounts and stream; GUI thread.
class Desktop : public QObject {
    Q_OBJECT
public:
    Desktop(QApplication& app, const Options& options);
    ~Desktop() override;

    /// Reads settings and accounts and shows what comes first. Errors are those of the set-up.
    Result<void> start();

private:
    Result<void> readSettings();
    Result<void> openAccountsAndLock();
    void makeWindow();
    void connectWindow();

    void askForAdministrator();
    void askForLogin();
    void loggedIn(const QString& name, const QString& token);
    void logOut();

    void followCommandLine();
    void chooseConnection();
    void open(const SavedConnection& saved, const KafkaConfig& withSecrets);
    void openStream(const Input& input, bool reset);
    void askForReset(const Error& error, const Input& input);
    void watch(Result<std::unique_ptr<Stream>> stream);
    void share();
    void shareDemo();
    void showUndecodable();
    void showUsers();
    void showSettings();
    void saveSettings();
    void tellProblem(const Error& error);

    QApplication& m_app;
    const Options m_options;
    const SystemClock m_clock;
    const std::string m_settingsPath;
    const std::string m_bookPath;
    Settings m_settings;
    ConnectionBook m_book;
    Theme m_theme;
    LanguageSwitcher m_languages;
    SecretStore m_secrets;
    std::unique_ptr<StateLock> m_lock;
    std::unique_ptr<AccountStore> m_accounts;
    QString m_token; ///< of the local session; empty: nobody is logged in
    const SnapshotHub m_nothing; ///< shown until there is a stream
    std::unique_ptr<Stream> m_stream;
    std::string m_statePath; ///< of the stream
    Sharing m_sharing;
    std::unique_ptr<MainWindow> m_window;
    QPointer<UndecodableDialog> m_undecodable;
};

} // namespace shoppulse
