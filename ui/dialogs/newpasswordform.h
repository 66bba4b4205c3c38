// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace shoppulse {

/// A user's name and a new password typed twice, with the rules beside it judged while typing.
/// GUI thread.
class NewPasswordForm : public QWidget {
    Q_OBJECT
public:
    explicit NewPasswordForm(QWidget* parent = nullptr);

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString password() const;
    /// Every rule is kept.
    [[nodiscard]] bool isComplete() const;
    void setName(const QString& name);
    void clear();

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void judge();

    QLabel* m_nameLabel;
    QLabel* m_passwordLabel;
    QLabel* m_repeatLabel;
    QLineEdit* m_name;
    QLineEdit* m_password;
    QLineEdit* m_repeat;
    QLabel* m_lengthRule;
    QLabel* m_commonRule;
    QLabel* m_sameRule;
    bool m_complete = false;
};

} // namespace shoppulse
