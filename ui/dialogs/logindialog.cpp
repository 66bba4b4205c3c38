// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/logindialog.h"

#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace shoppulse {

using namespace std::chrono_literals;

LoginDialog::LoginDialog(AccountStore& accounts, QWidget* parent)
    : Dialog(parent)
    , m_accounts(accounts)
    , m_heading(roleLabel("heading", this))
    , m_nameLabel(new QLabel(this))
    , m_passwordLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_problem(problemLabel(this))
    , m_quit(new QPushButton(this))
    , m_login(new QPushButton(this))
{
    setMinimumWidth(420);
    m_name->setObjectName(QStringLiteral("name"));
    m_password->setObjectName(QStringLiteral("password"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_login->setObjectName(QStringLiteral("login"));
    m_password->setEchoMode(QLineEdit::Password);
    m_nameLabel->setBuddy(m_name);
    m_passwordLabel->setBuddy(m_password);
    m_login->setDefault(true);
    m_quit->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(16);
    column->addWidget(m_heading);
    QFormLayout* form = formLayout();
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_passwordLabel, m_password);
    column->addLayout(form);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_quit);
    buttons->addWidget(m_login);
    column->addLayout(buttons);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &LoginDialog::second);
    connect(m_quit, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_login, &QPushButton::clicked, this, &LoginDialog::login);
    for (const QLineEdit* field : {m_name, m_password})
        connect(field, &QLineEdit::textChanged, this, &LoginDialog::refresh);
    retranslate();
}

void LoginDialog::setName(const QString& name)
{
    m_name->setText(name);
    m_password->setFocus();
}

void LoginDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: log in"));
    m_heading->setText(tr("Log in to ShopPulse"));
    m_nameLabel->setText(tr("&Name"));
    m_passwordLabel->setText(tr("&Password"));
    m_quit->setText(tr("&Quit"));
    refresh();
}

void LoginDialog::refresh()
{
    const bool filled = !m_name->text().isEmpty() && !m_password->text().isEmpty();
    if (m_waitSeconds > 0)
        m_login->setText(tr("Wait %n s", nullptr, m_waitSeconds));
    else
        m_login->setText(m_busy ? tr("Checking…") : tr("&Log in"));
    m_login->setEnabled(filled && !m_busy && m_waitSeconds == 0);
    m_name->setEnabled(!m_busy);
    m_password->setEnabled(!m_busy);
}

void LoginDialog::login()
{
    m_busy = true;
    showProblem(m_problem, {});
    refresh();
    const QString name = m_name->text();
    m_worker.run(
        [this, name = name.toStdString(), password = m_password->text().toStdString()] {
            return m_accounts.login(name, password, {});
        },
        [this, name](const Result<std::string>& token) { answered(name, token); });
}

void LoginDialog::answered(const QString& name, const Result<std::string>& token)
{
    m_busy = false;
    if (token) {
        m_password->clear();
        emit loggedIn(name, QString::fromStdString(*token));
        accept();
        return;
    }
    showProblem(m_problem, errorText(token.error()));
    if (token.error().code == ErrorCode::LoginDelayed)
        startWaiting(token.error());
    refresh();
    m_password->setFocus();
    m_password->selectAll();
}

void LoginDialog::startWaiting(const Error& error)
{
    // The detail is the time to wait, "8 s".
    m_waitSeconds = std::max(1, std::atoi(error.detail.c_str()));
    m_timer.start();
}

void LoginDialog::second()
{
    if (--m_waitSeconds <= 0) {
        m_waitSeconds = 0;
        m_timer.stop();
        showProblem(m_problem, {});
    }
    refresh();
}

} // namespace shoppulse
