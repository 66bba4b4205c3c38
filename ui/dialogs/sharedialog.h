// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "ui/dialogs/dialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace shoppulse {

/// Switches the browsers' dashboard on and off, and hands out links that open it without a
/// password until they expire or are revoked. The program does the serving and answers by
/// setSharing() or setProblem(). GUI thread; `accounts` outlives the dialog.
class ShareDialog : public Dialog {
    Q_OBJECT
public:
    explicit ShareDialog(AccountStore& accounts, QWidget* parent = nullptr);

    /// "127.0.0.1:8765", offered while sharing is off.
    void setAddress(const QString& address);
    /// `baseUrl` as "http://127.0.0.1:8765", for the links.
    void setSharing(bool on, const QString& baseUrl = {});
    /// Sharing could not be switched on.
    void setProblem(const Error& error);
    /// Reads the links anew.
    void reload();

signals:
    void sharingRequested(const QString& address);
    void sharingStopped();

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void toggle(bool on);
    void createLink();
    void copyLink();
    void revokeSelected();
    void refresh();

    AccountStore& m_accounts;
    bool m_on = false;
    QString m_baseUrl;
    QLabel* m_heading;
    QLabel* m_hint;
    QCheckBox* m_switch;
    QLineEdit* m_address;
    QLabel* m_status;
    QLabel* m_problem;
    QLabel* m_linksTitle;
    QLineEdit* m_label;
    QComboBox* m_lifetime;
    QPushButton* m_create;
    QLineEdit* m_link;
    QPushButton* m_copy;
    QLabel* m_once;
    QTableWidget* m_table;
    QPushButton* m_revoke;
    QPushButton* m_close;
};

} // namespace shoppulse
