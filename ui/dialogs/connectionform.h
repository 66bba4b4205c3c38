// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/connectionbook.h"
#include "ui/connections/secretstore.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace shoppulse {

class SecurityForm;

/// The fields of one connection. Secrets among the further properties are shown as dots once they
/// are known. GUI thread.
class ConnectionForm : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    /// The names offered for the profile.
    void setProfiles(const QStringList& names);

    void set(const SavedConnection& connection);
    /// Fills in what the keychain gave.
    void setSecrets(const Secrets& secrets);

    /// Without secrets, but with their names.
    [[nodiscard]] SavedConnection connection() const;
    [[nodiscard]] Secrets secrets() const;
    /// What is missing or wrong before a connection can be tried; empty: nothing.
    [[nodiscard]] QString problem() const;

signals:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void alignLabels();
    /// Every property of the form, secrets among them.
    [[nodiscard]] std::map<std::string, std::string> properties() const;

    SavedConnection m_base; ///< what the form does not show stays as it was
    Secrets m_otherSecrets; ///< behind the dots of the further properties
    QLineEdit* m_name;
    QLineEdit* m_brokers;
    QLineEdit* m_topic;
    QComboBox* m_format;
    QComboBox* m_profile;
    QComboBox* m_from;
    QSpinBox* m_consumers;
    SecurityForm* m_security;
    QPlainTextEdit* m_properties;
    QLabel* m_nameLabel;
    QLabel* m_brokersLabel;
    QLabel* m_topicLabel;
    QLabel* m_formatLabel;
    QLabel* m_profileLabel;
    QLabel* m_fromLabel;
    QLabel* m_consumersLabel;
    QLabel* m_propertiesLabel;
};

} // namespace shoppulse
