// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "ui/dialogs/dialog.h"

class QComboBox;
class QPushButton;
class QSpinBox;

namespace shoppulse {

/// Theme and language, which change at once, and the windows of counting, which the next
/// connection takes. Every change is written to the file at `path`. GUI thread; `settings`
/// outlives the dialog.
class SettingsDialog : public Dialog {
    Q_OBJECT
public:
    SettingsDialog(Settings& settings, std::string path, QWidget* parent = nullptr);

signals:
    /// "system", "light", "dark".
    void themeChosen(const QString& id);
    /// "system", "en", "zh_CN".
    void languageChosen(const QString& id);
    void windowsChanged();

protected:
    void retranslate() override;

private:
    struct Number {
        QLabel* label;
        QSpinBox* field;
    };

    void build();
    Number number(const char* name, int least, int most, std::int64_t value);
    void themePicked();
    void languagePicked();
    void windowsEdited();
    void save();

    Settings& m_settings;
    const std::string m_path;
    QLabel* m_lookTitle;
    QLabel* m_themeLabel;
    QComboBox* m_theme;
    QLabel* m_languageLabel;
    QComboBox* m_language;
    QLabel* m_windowsTitle;
    QLabel* m_windowsHint;
    Number m_lateness;
    Number m_kept;
    Number m_ranking;
    Number m_visitors;
    Number m_top;
    QLabel* m_problem;
    QPushButton* m_close;
};

} // namespace shoppulse
