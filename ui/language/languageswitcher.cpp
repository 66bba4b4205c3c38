// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/languageswitcher.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace shoppulse {
namespace {

const QString kChinese = QStringLiteral("zh_CN");
const QString kEnglish = QStringLiteral("en");

QString systemLanguage()
{
    const QStringList languages = QLocale::system().uiLanguages();
    const bool chinese = !languages.isEmpty() && languages.first().startsWith(u"zh");
    return chinese ? kChinese : kEnglish;
}

} // namespace

LanguageSwitcher::LanguageSwitcher(QCoreApplication& app)
    : m_app(app)
{
}

void LanguageSwitcher::choose(const QString& id)
{
    const bool known = id == kChinese || id == kEnglish;
    const QString language = known ? id : systemLanguage();
    if (language == m_language)
        return;
    m_language = language;
    QLocale::setDefault(QLocale(language));
    install(m_qt, QStringLiteral("qtbase_") + language,
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(m_own, QStringLiteral("shoppulse_") + language, QStringLiteral(":/i18n"));
    emit changed();
}

void LanguageSwitcher::install(QTranslator& translator, const QString& name, const QString& folder)
{
    m_app.removeTranslator(&translator);
    // Qt brings no catalogue of its own English, and none at all when it is not installed: its
    // texts are English then.
    if (translator.load(name, folder))
        m_app.installTranslator(&translator);
}

} // namespace shoppulse
