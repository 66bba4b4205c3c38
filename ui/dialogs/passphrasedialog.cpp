// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/passphrasedialog.h"

#include "ui/connections/secretstore.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shoppulse {
namespace {

constexpr int kShortestPassphrase = 12;

} // namespace

PassphraseDialog::PassphraseDialog(SecretStore& store, QWidget* parent)
    : Dialog(parent)
    , m_store(store)
    , m_heading(roleLabel("heading", this))
    , m_hint(roleLabel("muted", this))
    , m_firstLabel(new QLabel(this))
    , m_repeatLabel(new QLabel(this))
    , m_first(new QLineEdit(this))
    , m_repeat(new QLineEdit(this))
    , m_problem(problemLabel(this))
    , m_refuse(new QPushButton(this))
    , m_unlock(new QPushButton(this))
{
    setMinimumWidth(440);
    m_first->setObjectName(QStringLiteral("passphrase"));
    m_repeat->setObjectName(QStringLiteral("repeatPassphrase"));
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_firstLabel->setBuddy(m_first);
    m_repeatLabel->setBuddy(m_repeat);
    m_unlock->setDefault(true);
    m_refuse->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(14);
    column->addWidget(m_heading);
    column->addWidget(m_hint);
    QFormLayout* form = formLayout();
    form->addRow(m_firstLabel, m_first);
    form->addRow(m_repeatLabel, m_repeat);
    column->addLayout(form);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_refuse);
    buttons->addWidget(m_unlock);
    column->addLayout(buttons);
    connect(m_refuse, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_unlock, &QPushButton::clicked, this, &PassphraseDialog::unlock);
    for (QLineEdit* field : {m_first, m_repeat}) {
        field->setEchoMode(QLineEdit::Password);
        connect(field, &QLineEdit::textChanged, this, &PassphraseDialog::refresh);
    }
    connect(&store, &SecretStore::passphraseNeeded, this, &PassphraseDialog::ask);
    connect(&store, &SecretStore::unlocked, this, &QDialog::accept);
    retranslate();
}

void PassphraseDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: passphrase"));
    m_firstLabel->setText(tr("&Passphrase"));
    m_repeatLabel->setText(tr("&Repeat passphrase"));
    m_refuse->setText(tr("&Not now"));
    refresh();
}

void PassphraseDialog::refresh()
{
    m_heading->setText(m_newFile ? tr("Choose a passphrase") : tr("Enter the passphrase"));
    m_hint->setText(m_newFile
                        ? tr("This system offers no keychain. Passwords of connections are kept "
                             "in an encrypted file instead; its passphrase has at least 12 "
                             "characters and cannot be restored.")
                        : tr("It opens the encrypted file with the passwords of connections."));
    m_repeat->setVisible(m_newFile);
    m_repeatLabel->setVisible(m_newFile);
    const bool fits = m_newFile
        ? m_first->text().size() >= kShortestPassphrase && m_first->text() == m_repeat->text()
        : !m_first->text().isEmpty();
    m_unlock->setText(m_busy ? tr("Opening…") : m_newFile ? tr("&Keep secrets") : tr("&Open"));
    m_unlock->setEnabled(fits && !m_busy);
}

void PassphraseDialog::ask(bool newFile, const QString& problem)
{
    m_newFile = newFile;
    m_busy = false;
    showProblem(m_problem, problem);
    refresh();
    m_first->setFocus();
    m_first->selectAll();
    open();
}

void PassphraseDialog::unlock()
{
    m_busy = true;
    refresh();
    m_store.unlock(m_first->text());
}

void PassphraseDialog::done(int result)
{
    m_busy = false;
    m_first->clear();
    m_repeat->clear();
    QDialog::done(result);
    if (result == Rejected)
        m_store.refuse();
}

} // namespace shoppulse
