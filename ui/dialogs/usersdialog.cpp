// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/usersdialog.h"

#include "ui/dialogs/newpasswordform.h"
#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

namespace shoppulse {
namespace {

constexpr QSize kSize{560, 620};

} // namespace

UsersDialog::UsersDialog(AccountStore& accounts, QWidget* parent)
    : Dialog(parent)
    , m_accounts(accounts)
    , m_heading(roleLabel("heading", this))
    , m_table(new QTableWidget(0, 3, this))
    , m_remove(new QPushButton(this))
    , m_formTitle(roleLabel("title", this))
    , m_form(new NewPasswordForm(this))
    , m_role(new QComboBox(this))
    , m_problem(problemLabel(this))
    , m_store(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    resize(kSize);
    m_table->setObjectName(QStringLiteral("users"));
    m_remove->setObjectName(QStringLiteral("remove"));
    m_role->setObjectName(QStringLiteral("role"));
    m_store->setObjectName(QStringLiteral("store"));
    m_close->setObjectName(QStringLiteral("close"));
    m_role->addItem({}, static_cast<int>(Role::Viewer));
    m_role->addItem({}, static_cast<int>(Role::Admin));
    build();
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &UsersDialog::pick);
    connect(m_form, &NewPasswordForm::changed, this, &UsersDialog::refresh);
    connect(m_store, &QPushButton::clicked, this, &UsersDialog::store);
    connect(m_remove, &QPushButton::clicked, this, &UsersDialog::removeSelected);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void UsersDialog::build()
{
    setUpTable(m_table);
    stretchFirstColumn(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* storeRow = new QHBoxLayout;
    storeRow->addStretch();
    storeRow->addWidget(m_role);
    storeRow->addWidget(m_store);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_table, 1);
    column->addWidget(m_remove, 0, Qt::AlignLeft);
    column->addSpacing(8);
    column->addWidget(m_formTitle);
    column->addWidget(m_form);
    column->addLayout(storeRow);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    m_remove->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_store->setDefault(true);
}

void UsersDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: users"));
    m_heading->setText(tr("Users"));
    m_table->setAccessibleName(m_heading->text());
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Role"), tr("Since")});
    m_remove->setText(tr("R&emove"));
    m_formTitle->setText(tr("Add a user, or give one a new password"));
    m_role->setAccessibleName(tr("Role"));
    m_role->setItemText(0, tr("Viewer"));
    m_role->setItemText(1, tr("Administrator"));
    m_close->setText(tr("&Close"));
    reload();
}

void UsersDialog::reload()
{
    const QSignalBlocker blocker(m_table);
    const std::vector<User> users = m_accounts.users();
    m_table->setRowCount(static_cast<int>(users.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const User& user = users[static_cast<std::size_t>(row)];
        const QString role = user.role == Role::Admin ? tr("Administrator") : tr("Viewer");
        m_table->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(user.name)));
        m_table->setItem(row, 1, new QTableWidgetItem(role));
        m_table->setItem(row, 2, new QTableWidgetItem(dateTime(user.createdMs)));
    }
    refresh();
}

bool UsersDialog::nameExists() const
{
    return !m_table->findItems(m_form->name(), Qt::MatchExactly).isEmpty();
}

QString UsersDialog::selectedName() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(0);
    return rows.isEmpty() ? QString() : rows.first().data().toString();
}

void UsersDialog::refresh()
{
    const bool exists = nameExists();
    m_store->setText(m_busy ? tr("Storing…") : exists ? tr("Set &password") : tr("&Add user"));
    m_store->setEnabled(m_form->isComplete() && !m_busy);
    m_role->setVisible(!exists);
    m_remove->setEnabled(!selectedName().isEmpty() && !m_busy);
}

void UsersDialog::pick()
{
    if (!selectedName().isEmpty())
        m_form->setName(selectedName());
    refresh();
}

void UsersDialog::store()
{
    m_busy = true;
    showProblem(m_problem, {});
    const bool exists = nameExists();
    const Role role = static_cast<Role>(m_role->currentData().toInt());
    refresh();
    m_worker.run(
        [this, exists, role, name = m_form->name().toStdString(),
         password = m_form->password().toStdString()] {
            return exists ? m_accounts.setPassword(name, password)
                          : m_accounts.addUser(name, password, role);
        },
        [this](const Result<void>& result) { answered(result); });
}

void UsersDialog::removeSelected()
{
    answered(m_accounts.removeUser(selectedName().toStdString()));
}

void UsersDialog::answered(const Result<void>& result)
{
    m_busy = false;
    showProblem(m_problem, result ? QString() : errorText(result.error()));
    if (result)
        m_form->clear();
    reload();
}

void UsersDialog::showEvent(QShowEvent* event)
{
    Dialog::showEvent(event);
    reload();
}

} // namespace shoppulse
