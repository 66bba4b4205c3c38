// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <QFile>

#include <array>
#include <utility>

namespace shoppulse {

QString styleSheet(const ThemeColors& colors)
{
    QFile file(QStringLiteral(":/theme/shoppulse.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::array<std::pair<const char*, QColor>, 14> names{{
        {"@window", colors.window},
        {"@card", colors.card},
        {"@raised", colors.raised},
        {"@border", colors.border},
        {"@text", colors.text},
        {"@muted", colors.muted},
        {"@accentHover", mix(colors.accent, colors.text, 0.15)},
        {"@accent", colors.accent},
        {"@onAccent", colors.onAccent},
        {"@good", colors.good},
        {"@warn", colors.warn},
        {"@bad", colors.bad},
        {"@chip", mix(colors.card, colors.accent, 0.15)},
        {"@faint", mix(colors.muted, colors.card, 0.5)},
    }};
    for (const auto& [name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    sheet.replace(QLatin1String("@arrow"),
                  colors.dark ? QStringLiteral(":/icons/arrow-dark.svg")
                              : QStringLiteral(":/icons/arrow-light.svg"));
    sheet.replace(QLatin1String("@check"),
                  colors.dark ? QStringLiteral(":/icons/check-dark.svg")
                              : QStringLiteral(":/icons/check-light.svg"));
    return sheet;
}

} // namespace shoppulse
