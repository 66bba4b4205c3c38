// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace shoppulse {

/// The list of keys, as `?` shows it. GUI thread.
class ShortcutList final : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutList(QWidget* parent);
};

} // namespace shoppulse
