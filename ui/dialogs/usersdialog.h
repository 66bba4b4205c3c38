// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "ui/connections/worker.h"
#include "ui/dialogs/dialog.h"

class QComboBox;
class QPushButton;
class QTableWidget;

namespace shoppulse {

class NewPasswordForm;

/// The administrator's view of the users: add one, give one a new password, remove one. Hashing
/// runs on a thread of its own. GUI thread; `accounts` outlives the dialog.
class UsersDialog : public Dialog {
    Q_OBJECT
public:
    explicit UsersDialog(AccountStore& accounts, QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void reload();
    void refresh();
    void pick();
    void store();
    void removeSelected();
    void answered(const Result<void>& result);
    [[nodiscard]] QString selectedName() const;
    [[nodiscard]] bool nameExists() const;

    AccountStore& m_accounts;
    bool m_busy = false;
    QLabel* m_heading;
    QTableWidget* m_table;
    QPushButton* m_remove;
    QLabel* m_formTitle;
    NewPasswordForm* m_form;
    QComboBox* m_role;
    QLabel* m_problem;
    QPushButton* m_store;
    QPushButton* m_close;
    Worker m_worker;
};

} // namespace shoppulse
