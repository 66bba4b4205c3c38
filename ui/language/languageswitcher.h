// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

class QCoreApplication;

namespace shoppulse {

/// The program's language, switched while running: every widget gets a LanguageChange event. Made
/// once by the program and kept for its whole run. GUI thread.
class LanguageSwitcher : public QObject {
    Q_OBJECT
public:
    explicit LanguageSwitcher(QCoreApplication& app);

    /// "en", "zh_CN", or "system" for what the desktop asks for.
    void choose(const QString& id);
    /// "en" or "zh_CN".
    [[nodiscard]] QString language() const { return m_language; }

signals:
    void changed();

private:
    void install(QTranslator& translator, const QString& name, const QString& folder);

    QCoreApplication& m_app;
    QString m_language;
    QTranslator m_own;
    QTranslator m_qt; ///< Qt's own texts: menus of text fields, file dialogs
};

} // namespace shoppulse
