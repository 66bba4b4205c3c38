// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/themecolors.h"

#include <QIcon>
#include <QObject>

class QApplication;

namespace shoppulse {

enum class ThemeMode { System, Dark, Light };

/// "system", "dark", "light": as settings files say it.
[[nodiscard]] QString themeModeId(ThemeMode mode);
[[nodiscard]] ThemeMode themeModeFromId(const QString& id);

/// The look of the whole program: colours, fonts and style sheet, dark or light, switched while
/// running. Made once by the program after its QApplication, which it dresses, and handed by
/// reference to the windows. GUI thread.
class Theme : public QObject {
    Q_OBJECT
public:
    /// Reads the system's palette for ThemeMode::System, then dresses the application.
    explicit Theme(QApplication& app, ThemeMode mode = ThemeMode::System);

    [[nodiscard]] const ThemeColors& colors() const { return m_colors; }
    [[nodiscard]] bool isDark() const { return m_colors.dark; }
    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);

    /// An icon of resources/icons by its name, drawn in the text colour of this theme.
    [[nodiscard]] QIcon icon(const QString& name) const;

signals:
    /// The colours are others now; every palette and the style sheet are set already.
    void changed();

private:
    [[nodiscard]] bool wantsDark() const;
    void dress();

    QApplication& m_app;
    ThemeMode m_mode;
    bool m_systemDark = false;
    ThemeColors m_colors;
};

/// The program's icon, from resources/icons.
[[nodiscard]] QIcon applicationIcon();

} // namespace shoppulse
