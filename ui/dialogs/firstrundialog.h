// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "ui/connections/worker.h"
#include "ui/dialogs/dialog.h"

class QPushButton;

namespace shoppulse {

class NewPasswordForm;

/// The first start: makes the administrator. Accepted when made, rejected by Esc, *Quit* or the
/// window's close button. Hashing runs on a thread of its own. GUI thread; `accounts` outlives it.
class FirstRunDialog : public Dialog {
    Q_OBJECT
public:
    explicit FirstRunDialog(AccountStore& accounts, QWidget* parent = nullptr);

signals:
    void administratorMade(const QString& name);

protected:
    void retranslate() override;

private:
    void create();
    void created(const QString& name, const Result<void>& result);
    void refresh();

    AccountStore& m_accounts;
    QLabel* m_heading;
    QLabel* m_hint;
    NewPasswordForm* m_form;
    QLabel* m_problem;
    QPushButton* m_quit;
    QPushButton* m_create;
    bool m_busy = false;
    Worker m_worker;
};

} // namespace shoppulse
