// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/errortext.h"

#include <QCoreApplication>

namespace shoppulse {

QString errorText(const Error& error)
{
    const QString text = QCoreApplication::translate("Error", errorTemplate(error.code));
    return QString::fromStdString(fillTemplate(text.toStdString(), error));
}

} // namespace shoppulse
