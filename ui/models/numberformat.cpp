// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/numberformat.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>
#include <span>

namespace shoppulse {
namespace {

constexpr double kExactBelow = 10'000;

struct Unit {
    double size;
    const char* suffix;
};
constexpr std::array<Unit, 4> kEnglishUnits{{{1e3, "K"}, {1e6, "M"}, {1e9, "B"}, {1e12, "T"}}};
constexpr std::array<Unit, 3> kChineseUnits{{{1e4, "万"}, {1e8, "亿"}, {1e12, "万亿"}}};

std::span<const Unit> unitsOf(Language language)
{
    if (language == Language::Chinese)
        return kChineseUnits;
    return kEnglishUnits;
}

/// The unit in which the value, rounded to three digits, is at least 1.
const Unit& unitFor(double value, std::span<const Unit> units)
{
    const double digits = std::pow(10.0, std::floor(std::log10(value)) - 2);
    const double rounded = std::round(value / digits) * digits;
    std::size_t i = 0;
    while (i + 1 < units.size() && rounded >= units[i + 1].size)
        ++i;
    return units[i];
}

QString threeDigits(double value)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return QLocale::c().toString(value, 'f', decimals);
}

QString withoutZeros(QString text)
{
    if (!text.contains(QLatin1Char('.')))
        return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString grouped(double value, int decimals)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
}

} // namespace

QString formatExact(std::uint64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates)
        .toString(static_cast<qulonglong>(count));
}

QString formatCount(double count, Language language)
{
    if (count < 0)
        return QLatin1Char('-') + formatCount(-count, language);
    if (std::round(count) < kExactBelow)
        return grouped(count, count < 100 && count != std::floor(count) ? 1 : 0);
    const Unit& unit = unitFor(count, unitsOf(language));
    const double scaled = count / unit.size;
    // Two digits are the custom for 万 below 100,000.
    const QString digits = language == Language::Chinese && scaled < 9.95
        ? QLocale::c().toString(scaled, 'f', unit.size > 1e4 ? 2 : 1)
        : threeDigits(scaled);
    return digits + QString::fromUtf8(unit.suffix);
}

QString formatAxis(double value, Language language)
{
    const std::span<const Unit> units = unitsOf(language);
    if (value < units.front().size)
        return withoutZeros(QLocale::c().toString(value, 'f', value < 10 ? 1 : 0));
    const Unit& unit = unitFor(value, units);
    return withoutZeros(QLocale::c().toString(value / unit.size, 'f', 2))
        + QString::fromUtf8(unit.suffix);
}

QString formatPercent(double share, int decimals)
{
    return QLocale::c().toString(share * 100, 'f', decimals) + QStringLiteral(" %");
}

QString formatShare(std::uint64_t part, std::uint64_t total)
{
    if (total == 0)
        return QString(kNoValue);
    return formatPercent(static_cast<double>(part) / static_cast<double>(total), 1);
}

QString formatDuration(std::int64_t ms)
{
    constexpr std::int64_t kSecond = 1'000;
    constexpr std::int64_t kMinute = 60 * kSecond;
    constexpr std::int64_t kHour = 60 * kMinute;
    if (ms < kMinute) {
        const double seconds = static_cast<double>(ms) / kSecond;
        return QCoreApplication::translate("Duration", "%1 s")
            .arg(QLocale::c().toString(seconds, 'f', seconds < 9.95 ? 1 : 0));
    }
    if (ms < kHour)
        return QCoreApplication::translate("Duration", "%1 min %2 s")
            .arg(ms / kMinute)
            .arg(ms % kMinute / kSecond);
    return QCoreApplication::translate("Duration", "%1 h %2 min")
        .arg(ms / kHour)
        .arg(ms % kHour / kMinute);
}

} // namespace shoppulse
