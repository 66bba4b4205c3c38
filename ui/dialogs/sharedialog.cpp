// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sharedialog.h"

#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <array>

namespace shoppulse {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::array<int, 4> kLifetimeHours{1, 24, 7 * 24, 30 * 24};
constexpr int kDefaultLifetime = 1;
constexpr QSize kSize{680, 560};

} // namespace

ShareDialog::ShareDialog(AccountStore& accounts, QWidget* parent)
    : Dialog(parent)
    , m_accounts(accounts)
    , m_heading(roleLabel("heading", this))
    , m_hint(roleLabel("muted", this))
    , m_switch(new QCheckBox(this))
    , m_address(new QLineEdit(this))
    , m_status(roleLabel("muted", this))
    , m_problem(problemLabel(this))
    , m_linksTitle(roleLabel("title", this))
    , m_label(new QLineEdit(this))
    , m_lifetime(new QComboBox(this))
    , m_create(new QPushButton(this))
    , m_link(new QLineEdit(this))
    , m_copy(new QPushButton(this))
    , m_once(roleLabel("muted", this))
    , m_table(new QTableWidget(0, 3, this))
    , m_revoke(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    m_switch->setObjectName(QStringLiteral("sharing"));
    m_address->setObjectName(QStringLiteral("address"));
    m_label->setObjectName(QStringLiteral("label"));
    m_create->setObjectName(QStringLiteral("create"));
    m_link->setObjectName(QStringLiteral("link"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_table->setObjectName(QStringLiteral("links"));
    m_revoke->setObjectName(QStringLiteral("revoke"));
    resize(kSize);
    m_link->setReadOnly(true);
    for (const int hours : kLifetimeHours)
        m_lifetime->addItem({}, hours);
    m_lifetime->setCurrentIndex(kDefaultLifetime);
    setUpTable(m_table);
    stretchFirstColumn(m_table);
    build();
    connect(m_switch, &QCheckBox::clicked, this, &ShareDialog::toggle);
    connect(m_create, &QPushButton::clicked, this, &ShareDialog::createLink);
    connect(m_copy, &QPushButton::clicked, this, &ShareDialog::copyLink);
    connect(m_revoke, &QPushButton::clicked, this, &ShareDialog::revokeSelected);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ShareDialog::refresh);
    retranslate();
}

void ShareDialog::build()
{
    auto* switchRow = new QHBoxLayout;
    switchRow->addWidget(m_switch, 1);
    switchRow->addWidget(m_address);
    auto* createRow = new QHBoxLayout;
    createRow->addWidget(m_label, 1);
    createRow->addWidget(m_lifetime);
    createRow->addWidget(m_create);
    auto* linkRow = new QHBoxLayout;
    linkRow->addWidget(m_link, 1);
    linkRow->addWidget(m_copy);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_revoke);
    buttons->addStretch();
    buttons->addWidget(m_close);
    for (QPushButton* button : {m_copy, m_revoke, m_close})
        button->setAutoDefault(false);
    m_create->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_hint);
    column->addLayout(switchRow);
    column->addWidget(m_status);
    column->addWidget(m_problem);
    column->addSpacing(8);
    column->addWidget(m_linksTitle);
    column->addLayout(createRow);
    column->addLayout(linkRow);
    column->addWidget(m_once);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
}

void ShareDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: share"));
    m_heading->setText(tr("Share the dashboard"));
    m_hint->setText(tr("Browsers see the same panels and numbers. They log in with a name and a "
                       "password, or open a link that you make here."));
    m_switch->setText(tr("&Serve browsers at"));
    m_address->setAccessibleName(tr("Address to serve at"));
    m_linksTitle->setText(tr("Links"));
    m_label->setPlaceholderText(tr("For whom or what"));
    m_label->setAccessibleName(m_label->placeholderText());
    m_lifetime->setAccessibleName(tr("Valid for"));
    for (int i = 0; i < m_lifetime->count(); ++i) {
        const int hours = m_lifetime->itemData(i).toInt();
        m_lifetime->setItemText(i,
                                hours <= 24 ? tr("%n hour(s)", nullptr, hours)
                                            : tr("%n day(s)", nullptr, hours / 24));
    }
    m_create->setText(tr("Make a &link"));
    m_link->setAccessibleName(tr("The new link"));
    m_copy->setText(tr("&Copy"));
    m_once->setText(tr("The link is shown only now: copy it."));
    m_table->setAccessibleName(tr("Links that are valid"));
    m_table->setHorizontalHeaderLabels({tr("For"), tr("Made"), tr("Valid until")});
    m_revoke->setText(tr("&Revoke"));
    m_close->setText(tr("Close"));
    refresh();
}

void ShareDialog::refresh()
{
    m_switch->setChecked(m_on);
    m_address->setEnabled(!m_on);
    m_status->setText(m_on ? tr("On: %1").arg(m_baseUrl)
                           : tr("Off: nothing listens on this computer."));
    m_create->setEnabled(m_on);
    const bool hasLink = !m_link->text().isEmpty();
    m_link->setVisible(hasLink);
    m_copy->setVisible(hasLink);
    m_once->setVisible(hasLink);
    m_revoke->setEnabled(!m_table->selectedItems().isEmpty());
}

void ShareDialog::setAddress(const QString& address)
{
    m_address->setText(address);
}

void ShareDialog::setSharing(bool on, const QString& baseUrl)
{
    m_on = on;
    m_baseUrl = baseUrl;
    if (!on)
        m_link->clear();
    showProblem(m_problem, {});
    refresh();
}

void ShareDialog::setProblem(const Error& error)
{
    showProblem(m_problem, errorText(error));
    refresh();
}

void ShareDialog::toggle(bool on)
{
    showProblem(m_problem, {});
    // The switch shows what is, not what is wished for: the program's answer moves it.
    m_switch->setChecked(m_on);
    if (on)
        emit sharingRequested(m_address->text().trimmed());
    else
        emit sharingStopped();
}

void ShareDialog::createLink()
{
    const std::int64_t lifetimeMs = m_lifetime->currentData().toInt() * kHourMs;
    const auto token = m_accounts.createShare(m_label->text().trimmed().toStdString(), lifetimeMs);
    if (!token) {
        setProblem(token.error());
        return;
    }
    m_link->setText(m_baseUrl + QStringLiteral("/?share=") + QString::fromStdString(*token));
    m_link->setCursorPosition(0);
    m_label->clear();
    reload();
    m_copy->setFocus();
}

void ShareDialog::copyLink()
{
    QGuiApplication::clipboard()->setText(m_link->text());
}

void ShareDialog::reload()
{
    const std::vector<ShareLink> links = m_accounts.shares();
    m_table->setRowCount(static_cast<int>(links.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ShareLink& link = links[static_cast<std::size_t>(row)];
        auto* label = new QTableWidgetItem(QString::fromStdString(link.label));
        label->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(link.id));
        m_table->setItem(row, 0, label);
        m_table->setItem(row, 1, new QTableWidgetItem(dateTime(link.createdMs)));
        m_table->setItem(row, 2, new QTableWidgetItem(dateTime(link.expiresMs)));
    }
    refresh();
}

void ShareDialog::revokeSelected()
{
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows(0))
        m_accounts.revokeShare(index.data(Qt::UserRole).toLongLong());
    m_link->clear();
    reload();
}

void ShareDialog::showEvent(QShowEvent* event)
{
    Dialog::showEvent(event);
    reload();
}

} // namespace shoppulse
