// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/connectiondialog.h"

#include "ui/dialogs/connectionform.h"
#include "ui/dialogs/probeview.h"
#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>

namespace shoppulse {
namespace {

constexpr int kListWidth = 170;
constexpr int kFormWidth = 440;
constexpr QSize kSize{1280, 730};

} // namespace

ConnectionDialog::ConnectionDialog(const ConnectionParts& parts, QWidget* parent,
                                   ProbeFunction probeFunction)
    : Dialog(parent)
    , m_parts(parts)
    , m_listTitle(roleLabel("title", this))
    , m_list(new QListWidget(this))
    , m_new(new QPushButton(this))
    , m_delete(new QPushButton(this))
    , m_form(new ConnectionForm)
    , m_probeView(new ProbeView(this))
    , m_problem(problemLabel(this))
    , m_test(new QPushButton(this))
    , m_close(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_connect(new QPushButton(this))
    , m_runner(std::move(probeFunction))
{
    m_list->setObjectName(QStringLiteral("connections"));
    m_new->setObjectName(QStringLiteral("new"));
    m_delete->setObjectName(QStringLiteral("delete"));
    m_test->setObjectName(QStringLiteral("test"));
    m_save->setObjectName(QStringLiteral("save"));
    m_connect->setObjectName(QStringLiteral("connect"));
    m_problem->setObjectName(QStringLiteral("problem"));
    resize(kSize);
    build();
    wire();
    fillList();
    listProfiles();
    retranslate();
    startNew();
}

void ConnectionDialog::build()
{
    auto* side = new QVBoxLayout;
    side->setSpacing(8);
    side->addWidget(m_listTitle);
    side->addWidget(m_list, 1);
    side->addWidget(m_new);
    side->addWidget(m_delete);
    m_list->setFixedWidth(kListWidth);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(kFormWidth);
    m_form->setAutoFillBackground(false);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addLayout(side);
    columns->addWidget(scroll);
    columns->addWidget(m_probeView, 1);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addStretch();
    for (QPushButton* button : {m_close, m_test, m_save, m_connect})
        buttons->addWidget(button);
    for (QPushButton* button : {m_new, m_delete, m_close, m_test, m_save})
        button->setAutoDefault(false);
    m_connect->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addLayout(columns, 1);
    column->addLayout(buttons);
}

void ConnectionDialog::wire()
{
    connect(m_list, &QListWidget::currentTextChanged, this, [this](const QString& name) {
        if (!name.isEmpty())
            load(name);
    });
    connect(m_list, &QListWidget::itemActivated, this, &ConnectionDialog::connectNow);
    connect(m_new, &QPushButton::clicked, this, &ConnectionDialog::startNew);
    connect(m_delete, &QPushButton::clicked, this, &ConnectionDialog::removeCurrent);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::connectNow);
    connect(&m_runner, &ProbeRunner::stepEnded, m_probeView, &ProbeView::show);
    connect(&m_runner, &ProbeRunner::finished, this, [this](bool cancelled) {
        m_probeView->end(cancelled);
        refresh();
    });
}

void ConnectionDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: connections"));
    m_listTitle->setText(tr("Saved connections"));
    m_list->setAccessibleName(m_listTitle->text());
    m_new->setText(tr("N&ew"));
    m_delete->setText(tr("&Delete"));
    m_close->setText(tr("Close"));
    m_save->setText(tr("&Save"));
    m_save->setToolTip(tr("Passwords go to the keychain, never into the file of connections"));
    m_connect->setText(tr("&Connect"));
    m_connect->setToolTip(tr("Saves the connection when it has a name, and starts to read"));
    refresh();
}

void ConnectionDialog::refresh()
{
    m_test->setText(m_runner.isRunning() ? tr("Cancel test") : tr("Te&st"));
    m_delete->setEnabled(!m_current.isEmpty());
}

void ConnectionDialog::say(const QString& text)
{
    shoppulse::showProblem(m_problem, text);
}

void ConnectionDialog::showProblem(const Error& error)
{
    say(errorText(error));
}

void ConnectionDialog::fillList()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const SavedConnection& connection : m_parts.book.list()) {
        m_list->addItem(QString::fromStdString(connection.name));
        if (m_list->item(m_list->count() - 1)->text() == m_current)
            m_list->setCurrentRow(m_list->count() - 1);
    }
}

void ConnectionDialog::listProfiles()
{
    QStringList names;
    for (const std::string& name : builtInProfiles())
        names << QString::fromStdString(name);
    const QDir folder(QString::fromStdString(m_parts.profilesFolder));
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files))
        names << file.completeBaseName();
    names.removeDuplicates();
    m_form->setProfiles(names);
}

void ConnectionDialog::select(const QString& name)
{
    const QList<QListWidgetItem*> found = m_list->findItems(name, Qt::MatchExactly);
    if (found.isEmpty()) {
        startNew();
        return;
    }
    m_list->setCurrentItem(found.first());
    m_list->setFocus();
}

void ConnectionDialog::load(const QString& name)
{
    const Result<SavedConnection> connection = m_parts.book.find(name.toStdString());
    if (!connection)
        return;
    m_runner.cancel();
    m_current = name;
    say({});
    m_probeView->clear();
    m_form->set(*connection);
    readSecrets(*connection);
    refresh();
}

void ConnectionDialog::readSecrets(const SavedConnection& connection)
{
    if (connection.secretNames.empty())
        return;
    const auto known = m_sessionSecrets.find(connection.name);
    if (known != m_sessionSecrets.end()) {
        m_form->setSecrets(known->second);
        return;
    }
    const QPointer<ConnectionDialog> alive(this);
    const QString name = QString::fromStdString(connection.name);
    m_parts.secrets.read(connection.name, connection.secretNames,
                         [this, alive, name](const Result<Secrets>& secrets) {
                             if (!alive || m_current != name)
                                 return;
                             if (!secrets)
                                 say(errorText(secrets.error()));
                             else
                                 m_form->setSecrets(*secrets);
                         });
}

void ConnectionDialog::startNew()
{
    m_runner.cancel();
    m_current.clear();
    m_list->clearSelection();
    m_list->setCurrentRow(-1);
    say({});
    m_probeView->clear();
    m_form->set(SavedConnection());
    m_form->setFocus();
    refresh();
}

void ConnectionDialog::removeCurrent()
{
    const Result<SavedConnection> connection = m_parts.book.find(m_current.toStdString());
    if (!connection)
        return;
    m_parts.book.remove(connection->name);
    if (const Result<void> saved = m_parts.book.save(m_parts.bookPath); !saved)
        say(errorText(saved.error()));
    m_sessionSecrets.erase(connection->name);
    forgetSecrets(*connection, {});
    fillList();
    startNew();
}

bool ConnectionDialog::check()
{
    say(m_form->problem());
    return m_problem->text().isEmpty();
}

bool ConnectionDialog::save()
{
    if (!check())
        return false;
    const SavedConnection connection = m_form->connection();
    if (connection.name.empty()) {
        say(tr("Give the connection a name to save it under."));
        return false;
    }
    const Result<SavedConnection> before = m_parts.book.find(connection.name);
    m_parts.book.add(connection);
    if (const Result<void> saved = m_parts.book.save(m_parts.bookPath); !saved) {
        say(errorText(saved.error()));
        return false;
    }
    m_current = QString::fromStdString(connection.name);
    fillList();
    refresh();
    if (before)
        forgetSecrets(*before, connection.secretNames);
    writeSecrets(connection);
    return true;
}

void ConnectionDialog::forgetSecrets(const SavedConnection& connection,
                                     const std::vector<std::string>& kept)
{
    std::vector<std::string> names = connection.secretNames;
    std::erase_if(names, [&](const std::string& name) {
        return std::ranges::find(kept, name) != kept.end();
    });
    if (!names.empty())
        m_parts.secrets.remove(connection.name, names, [](const Result<void>&) {});
}

void ConnectionDialog::writeSecrets(const SavedConnection& connection)
{
    const Secrets secrets = m_form->secrets();
    const auto before = m_sessionSecrets.find(connection.name);
    if (before != m_sessionSecrets.end() && before->second == secrets)
        return;
    m_sessionSecrets[connection.name] = secrets;
    if (secrets.empty())
        return;
    const QPointer<ConnectionDialog> alive(this);
    m_parts.secrets.write(connection.name, secrets, [this, alive](const Result<void>& written) {
        if (alive && !written)
            say(errorText(written.error()));
    });
}

void ConnectionDialog::test()
{
    if (m_runner.isRunning()) {
        m_runner.cancel();
        return;
    }
    if (!check())
        return;
    const SavedConnection connection = m_form->connection();
    Result<Profile> profile = loadProfile(connection.profile, m_parts.profilesFolder);
    if (!profile) {
        say(errorText(profile.error()));
        return;
    }
    profile->format = connection.format;
    m_probeView->start(*profile);
    m_runner.start(configWithSecrets(), *profile);
    refresh();
}

KafkaConfig ConnectionDialog::configWithSecrets() const
{
    KafkaConfig config = m_form->connection().kafka;
    config.properties.merge(m_form->secrets());
    return config;
}

void ConnectionDialog::connectNow()
{
    if (!check())
        return;
    if (!m_form->connection().name.empty() && !save())
        return;
    m_runner.cancel();
    emit connectRequested(m_form->connection(), configWithSecrets());
    if (m_problem->text().isEmpty())
        accept();
}

void ConnectionDialog::done(int result)
{
    m_runner.cancel();
    Dialog::done(result);
}

} // namespace shoppulse
