// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newpasswordform.h"

#include "core/accounts/accountstore.h"
#include "ui/dialogs/dialog.h"
#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace shoppulse {
namespace {

QLineEdit* secretField(const QString& objectName, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setObjectName(objectName);
    field->setEchoMode(QLineEdit::Password);
    return field;
}

} // namespace

NewPasswordForm::NewPasswordForm(QWidget* parent)
    : QWidget(parent)
    , m_nameLabel(new QLabel(this))
    , m_passwordLabel(new QLabel(this))
    , m_repeatLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_password(secretField(QStringLiteral("newPassword"), this))
    , m_repeat(secretField(QStringLiteral("repeatPassword"), this))
    , m_lengthRule(roleLabel("muted", this))
    , m_commonRule(roleLabel("muted", this))
    , m_sameRule(roleLabel("muted", this))
{
    m_name->setObjectName(QStringLiteral("newName"));
    QFormLayout* form = formLayout();
    form->setContentsMargins(0, 0, 0, 0);
    setLayout(form);
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_passwordLabel, m_password);
    form->addRow(m_repeatLabel, m_repeat);
    auto* rules = new QVBoxLayout;
    rules->setSpacing(4);
    for (QLabel* rule : {m_lengthRule, m_commonRule, m_sameRule})
        rules->addWidget(rule);
    form->addRow(nullptr, rules);
    m_nameLabel->setBuddy(m_name);
    m_passwordLabel->setBuddy(m_password);
    m_repeatLabel->setBuddy(m_repeat);
    for (const QLineEdit* field : {m_name, m_password, m_repeat})
        connect(field, &QLineEdit::textChanged, this, &NewPasswordForm::judge);
    retranslate();
}

QString NewPasswordForm::name() const
{
    return m_name->text();
}

QString NewPasswordForm::password() const
{
    return m_password->text();
}

bool NewPasswordForm::isComplete() const
{
    return m_complete;
}

void NewPasswordForm::setName(const QString& name)
{
    m_name->setText(name);
    m_password->setFocus();
}

void NewPasswordForm::clear()
{
    for (QLineEdit* field : {m_name, m_password, m_repeat})
        field->clear();
}

void NewPasswordForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NewPasswordForm::retranslate()
{
    m_nameLabel->setText(tr("&Name"));
    m_passwordLabel->setText(tr("&Password"));
    m_repeatLabel->setText(tr("&Repeat password"));
    judge();
}

void NewPasswordForm::judge()
{
    const QString password = m_password->text();
    const auto checked = checkPassword(m_name->text().toStdString(), password.toStdString());
    const auto length = password.toUcs4().size();
    const bool tooShortOrLong = !checked && checked.error().code == ErrorCode::PasswordLength;
    const bool same = password == m_repeat->text();
    const auto mark = [&](bool known, bool good) {
        return !known ? Mark::Open : good ? Mark::Passed : Mark::Failed;
    };
    m_lengthRule->setText(marked(mark(length > 0, !tooShortOrLong),
                                 tr("12 to 128 characters (%1 so far)").arg(length)));
    m_commonRule->setText(
        marked(mark(length > 0 && !tooShortOrLong, checked.has_value()),
               checked || tooShortOrLong ? tr("Not easy to guess") : errorText(checked.error())));
    m_sameRule->setText(marked(mark(!m_repeat->text().isEmpty(), same), tr("Typed twice alike")));
    m_complete = checked && same && !m_name->text().isEmpty();
    emit changed();
}

} // namespace shoppulse
