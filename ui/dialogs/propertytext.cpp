// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/propertytext.h"

#include "core/source/secretproperty.h"

#include <QList>

namespace shoppulse {

QString propertyText(const std::map<std::string, std::string>& properties)
{
    QString text;
    for (const auto& [name, value] : properties) {
        text += QString::fromStdString(name) + u'=';
        text += isSecretProperty(name) ? kHiddenSecret.toString() : QString::fromStdString(value);
        text += u'\n';
    }
    return text;
}

ParsedProperties parseProperties(const QString& text,
                                 const std::map<std::string, std::string>& secrets)
{
    ParsedProperties parsed;
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const QStringView trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#'))
            continue;
        const qsizetype equals = trimmed.indexOf(u'=');
        if (equals <= 0) {
            parsed.badLine = parsed.badLine == 0 ? number : parsed.badLine;
            continue;
        }
        const std::string name = trimmed.left(equals).trimmed().toString().toStdString();
        const QStringView value = trimmed.mid(equals + 1).trimmed();
        const auto secret = secrets.find(name);
        if (value != kHiddenSecret)
            parsed.properties[name] = value.toString().toStdString();
        else if (secret != secrets.end())
            parsed.properties[name] = secret->second;
    }
    return parsed;
}

} // namespace shoppulse
