// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/svgicon.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace shoppulse {
namespace {

bool isDarkPalette(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QPalette paletteOf(const ThemeColors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.card);
    palette.setColor(QPalette::AlternateBase, mix(colors.card, colors.window, 0.5));
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.card);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.bad);
    palette.setColor(QPalette::ToolTipBase, colors.raised);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::Mid, colors.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mix(colors.muted, colors.card, 0.4));
    return palette;
}

} // namespace

QString themeModeId(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::System:
        break;
    }
    return QStringLiteral("system");
}

ThemeMode themeModeFromId(const QString& id)
{
    if (id == QLatin1String("dark"))
        return ThemeMode::Dark;
    return id == QLatin1String("light") ? ThemeMode::Light : ThemeMode::System;
}

Theme::Theme(QApplication& app, ThemeMode mode)
    : m_app(app)
    , m_mode(mode)
    , m_systemDark(isDarkPalette(app.palette()))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    m_systemDark = app.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    connect(app.styleHints(), &QStyleHints::colorSchemeChanged, this, [this](auto scheme) {
        m_systemDark = scheme == Qt::ColorScheme::Dark;
        if (m_mode == ThemeMode::System)
            dress();
    });
#endif
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(interfaceFont());
    QApplication::setWindowIcon(applicationIcon());
    dress();
}

void Theme::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    dress();
}

bool Theme::wantsDark() const
{
    return m_mode == ThemeMode::System ? m_systemDark : m_mode == ThemeMode::Dark;
}

void Theme::dress()
{
    m_colors = wantsDark() ? darkColors() : lightColors();
    QApplication::setPalette(paletteOf(m_colors));
    m_app.setStyleSheet(styleSheet(m_colors));
    emit changed();
}

QIcon Theme::icon(const QString& name) const
{
    return svgIcon(name, m_colors.text, mix(m_colors.muted, m_colors.card, 0.4));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/shoppulse.svg"));
}

} // namespace shoppulse
