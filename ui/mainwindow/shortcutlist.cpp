// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/shortcutlist.h"

#include <QGridLayout>
#include <QLabel>

#include <array>

namespace shoppulse {
namespace {

struct Row {
    const char* keys;
    const char* words;
};

constexpr std::array kRows{
    Row{"Space", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Pause or resume the view")},
    Row{"L", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Live again")},
    Row{"1 – 6", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Go to a panel")},
    Row{"V",
        QT_TRANSLATE_NOOP("shoppulse::ShortcutList",
                          "Maximise or restore a panel (or double-click)")},
    Row{"T", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Chart or table")},
    Row{"P", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Problems and lag")},
    Row{"Ctrl+E", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Export the dashboard")},
    Row{"Ctrl+Shift+C", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Copy the panel as an image")},
    Row{"F11", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Full screen")},
    Row{"Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "Full screen with the panels only")},
    Row{"Esc",
        QT_TRANSLATE_NOOP("shoppulse::ShortcutList",
                          "Restore, close the drawer, leave full screen")},
    Row{"?", QT_TRANSLATE_NOOP("shoppulse::ShortcutList", "This list")},
};

} // namespace

ShortcutList::ShortcutList(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(9);
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        auto* keys = new QLabel(QString::fromUtf8(kRows[i].keys), this);
        keys->setProperty("role", QStringLiteral("key"));
        grid->addWidget(keys, int(i), 0, Qt::AlignLeft);
        grid->addWidget(new QLabel(tr(kRows[i].words), this), int(i), 1);
    }
}

} // namespace shoppulse
