// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shoppulse {

enum class Language { English, Chinese };

/// "en", "zh_CN": as settings and catalogues are named.
[[nodiscard]] inline QString languageCode(Language language)
{
    return language == Language::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

/// "zh", "zh_CN", "zh_Hans" ... are Chinese, all else English.
[[nodiscard]] inline Language languageFromCode(const QString& code)
{
    return code.startsWith(QLatin1String("zh")) ? Language::Chinese : Language::English;
}

} // namespace shoppulse
