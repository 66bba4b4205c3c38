// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/errortext.h"

#include "ui/language/errordetail.h"

#include <QCoreApplication>

namespace shoppulse {

QString errorText(const Error& error)
{
    const QString text = QCoreApplication::translate("Error", errorTemplate(error.code));
    const QString detail = errorDetail(QString::fromStdString(error.detail));
    return QString::fromStdString(
        fillTemplate(text.toStdString(), {error.code, error.subject, detail.toStdString()}));
}

} // namespace shoppulse
