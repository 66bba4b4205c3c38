// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/securityform.h"

#include "ui/dialogs/dialog.h"
#include "ui/dialogs/filefield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <array>

namespace shoppulse {
namespace {

using Login = SecurityChoice::Login;

Login loginOf(const QComboBox& box)
{
    return static_cast<Login>(box.currentData().toInt());
}

} // namespace

SecurityForm::SecurityForm(QWidget* parent)
    : QWidget(parent)
    , m_login(new QComboBox(this))
    , m_tls(new QCheckBox(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_ca(new FileField(this))
    , m_certificate(new FileField(this))
    , m_key(new FileField(this))
    , m_keyPassword(new QLineEdit(this))
    , m_loginLabel(new QLabel(this))
    , m_userLabel(new QLabel(this))
    , m_passwordLabel(new QLabel(this))
    , m_caLabel(new QLabel(this))
    , m_certificateLabel(new QLabel(this))
    , m_keyLabel(new QLabel(this))
    , m_keyPasswordLabel(new QLabel(this))
    , m_warning(roleLabel("error", this))
{
    m_login->setObjectName(QStringLiteral("login"));
    m_tls->setObjectName(QStringLiteral("tls"));
    m_user->setObjectName(QStringLiteral("user"));
    m_password->setObjectName(QStringLiteral("password"));
    m_ca->setObjectName(QStringLiteral("ca"));
    for (const Login login : {Login::None, Login::Plain, Login::Scram256, Login::Scram512})
        m_login->addItem({}, static_cast<int>(login));
    m_password->setEchoMode(QLineEdit::Password);
    m_keyPassword->setEchoMode(QLineEdit::Password);
    build();
    retranslate();
    showFields();
}

void SecurityForm::build()
{
    QFormLayout* form = formLayout();
    form->setContentsMargins(0, 0, 0, 0);
    setLayout(form);
    const std::array<std::pair<QLabel*, QWidget*>, 7> rows{{{m_loginLabel, m_login},
                                                            {m_userLabel, m_user},
                                                            {m_passwordLabel, m_password},
                                                            {m_caLabel, m_ca},
                                                            {m_certificateLabel, m_certificate},
                                                            {m_keyLabel, m_key},
                                                            {m_keyPasswordLabel, m_keyPassword}}};
    for (const auto& [label, field] : rows) {
        label->setBuddy(field);
        form->addRow(label, field);
        if (field == m_password) {
            form->addRow(nullptr, m_warning);
            form->addRow(nullptr, m_tls);
        }
    }
    connect(m_login, &QComboBox::currentIndexChanged, this, &SecurityForm::showFields);
    connect(m_tls, &QCheckBox::toggled, this, &SecurityForm::showFields);
    for (const QLineEdit* field : findChildren<QLineEdit*>())
        connect(field, &QLineEdit::textChanged, this, &SecurityForm::edited);
}

void SecurityForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SecurityForm::retranslate()
{
    m_loginLabel->setText(tr("&Login"));
    m_login->setItemText(0, tr("None"));
    m_login->setItemText(1, tr("SASL PLAIN"));
    m_login->setItemText(2, tr("SASL SCRAM-SHA-256"));
    m_login->setItemText(3, tr("SASL SCRAM-SHA-512"));
    m_userLabel->setText(tr("&User"));
    m_passwordLabel->setText(tr("Pass&word"));
    m_tls->setText(tr("Encrypted (T&LS)"));
    m_caLabel->setText(tr("CA file"));
    m_ca->setTitle(tr("CA file"));
    m_ca->setToolTip(tr("PEM file of the authority; empty: those that the system trusts"));
    m_certificateLabel->setText(tr("Client certificate"));
    m_certificate->setTitle(tr("Client certificate"));
    m_keyLabel->setText(tr("Client key"));
    m_key->setTitle(tr("Client key"));
    m_keyPasswordLabel->setText(tr("Key's password"));
    m_warning->setText(tr("Without TLS the password travels in clear."));
}

void SecurityForm::showFields()
{
    const bool sasl = loginOf(*m_login) != Login::None;
    const bool tls = m_tls->isChecked();
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_user, m_userLabel, m_password, m_passwordLabel})
        field->setVisible(sasl);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_ca, m_caLabel, m_certificate, m_certificateLabel, m_key,
                                         m_keyLabel, m_keyPassword, m_keyPasswordLabel})
        field->setVisible(tls);
    m_warning->setVisible(loginOf(*m_login) == Login::Plain && !tls);
    emit edited();
}

void SecurityForm::set(const SecurityChoice& choice)
{
    m_login->setCurrentIndex(m_login->findData(static_cast<int>(choice.login)));
    m_tls->setChecked(choice.tls);
    m_user->setText(QString::fromStdString(choice.user));
    m_password->setText(QString::fromStdString(choice.password));
    m_ca->setPath(QString::fromStdString(choice.caFile));
    m_certificate->setPath(QString::fromStdString(choice.certificateFile));
    m_key->setPath(QString::fromStdString(choice.keyFile));
    m_keyPassword->setText(QString::fromStdString(choice.keyPassword));
}

SecurityChoice SecurityForm::choice() const
{
    return {.login = loginOf(*m_login),
            .tls = m_tls->isChecked(),
            .caFile = m_ca->path().toStdString(),
            .certificateFile = m_certificate->path().toStdString(),
            .keyFile = m_key->path().toStdString(),
            .keyPassword = m_keyPassword->text().toStdString(),
            .user = m_user->text().toStdString(),
            .password = m_password->text().toStdString()};
}

void SecurityForm::setPassword(const QString& password)
{
    m_password->setText(password);
}

void SecurityForm::setKeyPassword(const QString& password)
{
    m_keyPassword->setText(password);
}

} // namespace shoppulse
