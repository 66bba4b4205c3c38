// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"

class QLineEdit;
class QPushButton;

namespace shoppulse {

class SecretStore;

/// Asks for the passphrase of the secrets' file when the store needs it (there is no keychain):
/// opens by itself. Esc or *Not now* refuses: secrets are then kept for the session only. GUI
/// thread; `store` outlives it.
class PassphraseDialog : public Dialog {
    Q_OBJECT
public:
    explicit PassphraseDialog(SecretStore& store, QWidget* parent = nullptr);

    void done(int result) override;

protected:
    void retranslate() override;

private:
    void ask(bool newFile, const QString& problem);
    void refresh();
    void unlock();

    SecretStore& m_store;
    bool m_newFile = false;
    bool m_busy = false;
    QLabel* m_heading;
    QLabel* m_hint;
    QLabel* m_firstLabel;
    QLabel* m_repeatLabel;
    QLineEdit* m_first;
    QLineEdit* m_repeat;
    QLabel* m_problem;
    QPushButton* m_refuse;
    QPushButton* m_unlock;
};

} // namespace shoppulse
