// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/themecolors.h"

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr QRgb kOrange = 0xffe69f00;
constexpr QRgb kGreen = 0xff009e73;
constexpr QRgb kPink = 0xffcc79a7;
constexpr QRgb kVermilion = 0xffd55e00;
constexpr QRgb kDarkText = 0xff14181f;

double luminance(const QColor& color)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

} // namespace

ThemeColors darkColors()
{
    return {.dark = true,
            .window = QColor(0x14171c),
            .card = QColor(0x1c2027),
            .raised = QColor(0x262c35),
            .border = QColor(0x2b313b),
            .text = QColor(0xe6e9ee),
            .muted = QColor(0x8f99a8),
            .accent = QColor(0x56b4e9),
            .onAccent = QColor(0x0b1a24),
            .unknown = QColor(0x8a919c),
            .mark = QColor::fromRgb(kVermilion),
            .good = QColor(0x3fb950),
            .warn = QColor(0xe3b341),
            .bad = QColor(0xff7b72),
            .tileLow = QColor(0x22384a),
            .tileMiddle = QColor(0x2f6b96),
            .tileHigh = QColor(0x7fb8dc)};
}

ThemeColors lightColors()
{
    return {.dark = false,
            .window = QColor(0xf3f5f8),
            .card = QColor(0xffffff),
            .raised = QColor(0xeef2f6),
            .border = QColor(0xdfe4ea),
            .text = QColor(0x1c2330),
            .muted = QColor(0x5f6a79),
            .accent = QColor(0x0072b2),
            .onAccent = QColor(0xffffff),
            .unknown = QColor(0x8a919c),
            .mark = QColor::fromRgb(kVermilion),
            .good = QColor(0x1a7f37),
            .warn = QColor(0x9a6700),
            .bad = QColor(0xcf222e),
            .tileLow = QColor(0xdbe9f5),
            .tileMiddle = QColor(0x8fbce0),
            .tileHigh = QColor(0x3b76a5)};
}

QColor categoryColor(Dimension dimension, std::size_t index, const ThemeColors& colors)
{
    switch (dimension) {
    case Dimension::Gender:
        if (index == kGenderUnknown)
            return colors.unknown;
        return index == 0 ? QColor::fromRgb(kOrange) : colors.accent;
    case Dimension::Age:
        return index == kAgeUnknown ? colors.unknown : colors.accent;
    case Dimension::Action:
        switch (static_cast<Action>(index)) {
        case Action::Pv:
            return colors.accent;
        case Action::Cart:
            return QColor::fromRgb(kOrange);
        case Action::Buy:
            return QColor::fromRgb(kGreen);
        case Action::Fav:
            return QColor::fromRgb(kPink);
        }
        break;
    case Dimension::Province:
        break;
    }
    return index == kProvinceUnknown ? colors.unknown : colors.accent;
}

QColor sequentialColor(double share, const ThemeColors& colors)
{
    const double at = std::clamp(share, 0.0, 1.0);
    return at < 0.5 ? mix(colors.tileLow, colors.tileMiddle, at * 2)
                    : mix(colors.tileMiddle, colors.tileHigh, at * 2 - 1);
}

QColor readableOn(const QColor& background)
{
    const double light = luminance(background);
    const double onWhite = 1.05 / (light + 0.05);
    const double onDark = (light + 0.05) / (luminance(QColor::fromRgb(kDarkText)) + 0.05);
    return onWhite > onDark ? QColor(Qt::white) : QColor::fromRgb(kDarkText);
}

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](double from, double to) {
        return static_cast<float>(from + (to - from) * share);
    };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

} // namespace shoppulse
