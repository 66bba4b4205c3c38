// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "ui/connections/worker.h"
#include "ui/dialogs/dialog.h"

#include <QTimer>

class QLineEdit;
class QPushButton;

namespace shoppulse {

/// Name and password of the local window, which has its own counter of failures. While the account
/// has to wait the seconds are counted down. Accepted with a session, rejected by Esc, *Quit* or
/// the close button. Hashing runs on a thread of its own. GUI thread; `accounts` outlives it.
class LoginDialog : public Dialog {
    Q_OBJECT
public:
    explicit LoginDialog(AccountStore& accounts, QWidget* parent = nullptr);

    /// Offers a name and puts the cursor into the password.
    void setName(const QString& name);

signals:
    void loggedIn(const QString& name, const QString& token);

protected:
    void retranslate() override;

private:
    void login();
    void answered(const QString& name, const Result<std::string>& token);
    void startWaiting(const Error& error);
    void second();
    void refresh();

    AccountStore& m_accounts;
    QLabel* m_heading;
    QLabel* m_nameLabel;
    QLabel* m_passwordLabel;
    QLineEdit* m_name;
    QLineEdit* m_password;
    QLabel* m_problem;
    QPushButton* m_quit;
    QPushButton* m_login;
    bool m_busy = false;
    int m_waitSeconds = 0;
    QTimer m_timer;
    Worker m_worker;
};

} // namespace shoppulse
