// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/connectionform.h"

#include "core/source/secretproperty.h"
#include "ui/dialogs/dialog.h"
#include "ui/dialogs/propertytext.h"
#include "ui/dialogs/securityform.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <algorithm>
#include <array>

namespace shoppulse {
namespace {

constexpr int kMostConsumers = 64;
constexpr int kPropertiesHeight = 64;

template <class Value> Value chosen(const QComboBox& box)
{
    return static_cast<Value>(box.currentData().toInt());
}

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_brokers(new QLineEdit(this))
    , m_topic(new QLineEdit(this))
    , m_format(new QComboBox(this))
    , m_profile(new QComboBox(this))
    , m_from(new QComboBox(this))
    , m_consumers(new QSpinBox(this))
    , m_security(new SecurityForm(this))
    , m_properties(new QPlainTextEdit(this))
    , m_nameLabel(new QLabel(this))
    , m_brokersLabel(new QLabel(this))
    , m_topicLabel(new QLabel(this))
    , m_formatLabel(new QLabel(this))
    , m_profileLabel(new QLabel(this))
    , m_fromLabel(new QLabel(this))
    , m_consumersLabel(new QLabel(this))
    , m_propertiesLabel(new QLabel(this))
{
    m_name->setObjectName(QStringLiteral("name"));
    m_brokers->setObjectName(QStringLiteral("brokers"));
    m_topic->setObjectName(QStringLiteral("topic"));
    m_profile->setObjectName(QStringLiteral("profile"));
    m_properties->setObjectName(QStringLiteral("properties"));
    for (const Format format :
         {Format::Auto, Format::TaobaoCsv, Format::GenderCode, Format::Json, Format::AccessLog})
        m_format->addItem({}, static_cast<int>(format));
    for (const StartAt from : {StartAt::Earliest, StartAt::Latest, StartAt::Stored})
        m_from->addItem({}, static_cast<int>(from));
    m_profile->setEditable(true);
    m_consumers->setRange(0, kMostConsumers);
    m_consumers->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_properties->setFixedHeight(kPropertiesHeight);
    m_properties->setTabChangesFocus(true);
    m_properties->setPlaceholderText(QStringLiteral("fetch.min.bytes=1"));
    m_brokers->setPlaceholderText(QStringLiteral("kafka1:9092, kafka2:9092"));
    build();
    retranslate();
}

void ConnectionForm::build()
{
    QFormLayout* form = formLayout();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addStretch(1); // hidden fields leave their room at the bottom
    setFocusProxy(m_name);
    const auto add = [&](QLabel* label, QWidget* field) {
        label->setBuddy(field);
        form->addRow(label, field);
    };
    add(m_nameLabel, m_name);
    add(m_brokersLabel, m_brokers);
    add(m_topicLabel, m_topic);
    form->addRow(m_security);
    add(m_formatLabel, m_format);
    add(m_profileLabel, m_profile);
    add(m_fromLabel, m_from);
    add(m_consumersLabel, m_consumers);
    form->addRow(m_propertiesLabel);
    form->addRow(m_properties);
    m_propertiesLabel->setBuddy(m_properties);
    for (const QLineEdit* field : {m_name, m_brokers, m_topic})
        connect(field, &QLineEdit::textChanged, this, &ConnectionForm::edited);
    connect(m_profile, &QComboBox::currentTextChanged, this, &ConnectionForm::edited);
    connect(m_properties, &QPlainTextEdit::textChanged, this, &ConnectionForm::edited);
    connect(m_security, &SecurityForm::edited, this, &ConnectionForm::edited);
}

void ConnectionForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    // The security form inside gets its texts after this one.
    QMetaObject::invokeMethod(this, &ConnectionForm::alignLabels, Qt::QueuedConnection);
}

void ConnectionForm::retranslate()
{
    m_nameLabel->setText(tr("&Name"));
    m_brokersLabel->setText(tr("&Brokers"));
    m_topicLabel->setText(tr("&Topic"));
    m_formatLabel->setText(tr("&Format"));
    m_profileLabel->setText(tr("&Profile"));
    m_fromLabel->setText(tr("Start &at"));
    m_consumersLabel->setText(tr("C&onsumers"));
    m_consumers->setSpecialValueText(tr("automatic"));
    m_propertiesLabel->setText(tr("&More librdkafka properties, name=value a line"));
    const std::array<QString, 5> formats{tr("Detect"), tr("taobao-csv: 11 columns"),
                                         tr("gender-code: 0, 1 or 2"), tr("JSON objects"),
                                         tr("Web server's access log")};
    for (int i = 0; i < m_format->count(); ++i)
        m_format->setItemText(i, formats[static_cast<std::size_t>(i)]);
    m_from->setItemText(0, tr("The oldest record"));
    m_from->setItemText(1, tr("Now"));
    m_from->setItemText(2, tr("Where the group stopped"));
    alignLabels();
}

void ConnectionForm::alignLabels()
{
    // Two forms stand one in the other; their fields begin at the same place.
    QList<QLabel*> labels;
    for (QLabel* label : findChildren<QLabel*>())
        if (label->buddy() != nullptr && label != m_propertiesLabel)
            labels << label;
    int width = 0;
    for (const QLabel* label : labels)
        width = std::max(width, label->sizeHint().width());
    for (QLabel* label : labels)
        label->setFixedWidth(width);
}

void ConnectionForm::setProfiles(const QStringList& names)
{
    const QString current = m_profile->currentText();
    m_profile->clear();
    m_profile->addItems(names);
    m_profile->setCurrentText(current);
}

void ConnectionForm::set(const SavedConnection& connection)
{
    m_base = connection;
    m_otherSecrets.clear();
    KafkaProperties properties = connection.kafka.properties;
    m_security->set(takeSecurity(properties));
    m_properties->setPlainText(propertyText(properties));
    m_name->setText(QString::fromStdString(connection.name));
    m_brokers->setText(QString::fromStdString(connection.kafka.brokers));
    m_topic->setText(QString::fromStdString(connection.kafka.topic));
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(connection.format)));
    m_profile->setCurrentText(QString::fromStdString(connection.profile));
    m_from->setCurrentIndex(m_from->findData(static_cast<int>(connection.kafka.from)));
    m_consumers->setValue(connection.kafka.consumers);
}

void ConnectionForm::setSecrets(const Secrets& secrets)
{
    // Only what the form shows itself goes there; the others become dots among the properties.
    KafkaProperties all = properties();
    all.insert(secrets.begin(), secrets.end());
    const SecurityChoice choice = takeSecurity(all);
    m_security->setPassword(QString::fromStdString(choice.password));
    m_security->setKeyPassword(QString::fromStdString(choice.keyPassword));
    m_properties->setPlainText(propertyText(all));
    m_otherSecrets = takeSecrets(all);
}

std::map<std::string, std::string> ConnectionForm::properties() const
{
    KafkaProperties all = parseProperties(m_properties->toPlainText(), m_otherSecrets).properties;
    putSecurity(m_security->choice(), all);
    return all;
}

SavedConnection ConnectionForm::connection() const
{
    SavedConnection connection = m_base;
    connection.name = m_name->text().trimmed().toStdString();
    connection.kafka.brokers = m_brokers->text().remove(u' ').toStdString();
    connection.kafka.topic = m_topic->text().trimmed().toStdString();
    connection.kafka.from = chosen<StartAt>(*m_from);
    connection.kafka.consumers = m_consumers->value();
    connection.kafka.properties = properties();
    connection.profile = m_profile->currentText().trimmed().toStdString();
    connection.format = chosen<Format>(*m_format);
    connection.secretNames.clear();
    for (const auto& [name, value] : takeSecrets(connection.kafka.properties))
        connection.secretNames.push_back(name);
    return connection;
}

Secrets ConnectionForm::secrets() const
{
    KafkaProperties all = properties();
    return takeSecrets(all);
}

QString ConnectionForm::problem() const
{
    if (m_brokers->text().trimmed().isEmpty())
        return tr("Give at least one broker, as HOST:PORT.");
    if (m_topic->text().trimmed().isEmpty())
        return tr("Give the topic to read.");
    const int badLine = parseProperties(m_properties->toPlainText(), m_otherSecrets).badLine;
    if (badLine > 0)
        return tr("Line %1 of the properties is not of the form name=value.").arg(badLine);
    const SecurityChoice choice = m_security->choice();
    if (choice.login != SecurityChoice::Login::None && choice.user.empty())
        return tr("Give the user of the login.");
    return {};
}

} // namespace shoppulse
