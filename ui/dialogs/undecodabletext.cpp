// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/undecodabletext.h"

#include "core/decode/undecodablelog.h"

#include <QCoreApplication>

namespace shoppulse {

QString undecodableText(Undecodable reason)
{
    // Not named tr: lupdate would not look into its argument.
    const auto said = [](const char* text) {
        return QCoreApplication::translate("Undecodable", text);
    };
    switch (reason) {
    case Undecodable::Empty:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Empty"));
    case Undecodable::Oversize:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Larger than 64 KiB"));
    case Undecodable::Nul:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Holds a NUL byte"));
    case Undecodable::Utf8:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Not UTF-8"));
    case Undecodable::FieldCount:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Not 11 columns"));
    case Undecodable::ActionCode:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Action not in its table"));
    case Undecodable::GenderCode:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Gender code not 0, 1 or 2"));
    case Undecodable::Json:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Not one JSON object"));
    case Undecodable::EventTime:
        return said(QT_TRANSLATE_NOOP("Undecodable", "No event time, or not a time"));
    case Undecodable::AccessLog:
        return said(QT_TRANSLATE_NOOP("Undecodable", "Not a combined log line"));
    case Undecodable::Count_:
        break;
    }
    return {};
}

QString undecodableText(std::string_view id)
{
    for (int i = 0; i < static_cast<int>(Undecodable::Count_); ++i) {
        const auto reason = static_cast<Undecodable>(i);
        if (undecodableId(reason) == id)
            return undecodableText(reason);
    }
    return QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size()));
}

} // namespace shoppulse
