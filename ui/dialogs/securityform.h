// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/securitychoice.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace shoppulse {

class FileField;

/// Encryption and login of a connection; shows only the fields that the choice needs. GUI thread.
class SecurityForm : public QWidget {
    Q_OBJECT
public:
    explicit SecurityForm(QWidget* parent = nullptr);

    void set(const SecurityChoice& choice);
    [[nodiscard]] SecurityChoice choice() const;
    void setPassword(const QString& password);
    void setKeyPassword(const QString& password);

signals:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void showFields();

    QComboBox* m_login;
    QCheckBox* m_tls;
    QLineEdit* m_user;
    QLineEdit* m_password;
    FileField* m_ca;
    FileField* m_certificate;
    FileField* m_key;
    QLineEdit* m_keyPassword;
    QLabel* m_loginLabel;
    QLabel* m_userLabel;
    QLabel* m_passwordLabel;
    QLabel* m_caLabel;
    QLabel* m_certificateLabel;
    QLabel* m_keyLabel;
    QLabel* m_keyPasswordLabel;
    QLabel* m_warning;
};

} // namespace shoppulse
