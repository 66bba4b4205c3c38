// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/firstrundialog.h"

#include "ui/dialogs/newpasswordform.h"
#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace shoppulse {

FirstRunDialog::FirstRunDialog(AccountStore& accounts, QWidget* parent)
    : Dialog(parent)
    , m_accounts(accounts)
    , m_heading(roleLabel("heading", this))
    , m_hint(roleLabel("muted", this))
    , m_form(new NewPasswordForm(this))
    , m_problem(problemLabel(this))
    , m_quit(new QPushButton(this))
    , m_create(new QPushButton(this))
{
    setMinimumWidth(480);
    m_create->setObjectName(QStringLiteral("create"));
    m_create->setDefault(true);
    m_quit->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(14);
    column->addWidget(m_heading);
    column->addWidget(m_hint);
    column->addWidget(m_form);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_quit);
    buttons->addWidget(m_create);
    column->addLayout(buttons);
    connect(m_quit, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &FirstRunDialog::create);
    connect(m_form, &NewPasswordForm::changed, this, &FirstRunDialog::refresh);
    retranslate();
}

void FirstRunDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: first start"));
    m_heading->setText(tr("Make the administrator"));
    m_hint->setText(tr("There is no default account. This name and password open ShopPulse on "
                       "this computer and, when sharing is on, in a browser."));
    m_quit->setText(tr("&Quit"));
    refresh();
}

void FirstRunDialog::refresh()
{
    m_create->setText(m_busy ? tr("Making…") : tr("&Make the administrator"));
    m_create->setEnabled(m_form->isComplete() && !m_busy);
    m_form->setEnabled(!m_busy);
}

void FirstRunDialog::create()
{
    m_busy = true;
    showProblem(m_problem, {});
    refresh();
    const QString name = m_form->name();
    m_worker.run(
        [this, name = name.toStdString(), password = m_form->password().toStdString()] {
            return m_accounts.addUser(name, password, Role::Admin);
        },
        [this, name](const Result<void>& result) { created(name, result); });
}

void FirstRunDialog::created(const QString& name, const Result<void>& result)
{
    m_busy = false;
    refresh();
    if (!result) {
        showProblem(m_problem, errorText(result.error()));
        return;
    }
    emit administratorMade(name);
    accept();
}

} // namespace shoppulse
