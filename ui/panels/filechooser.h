// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace shoppulse {

/// Asks where to save, beside the running window (the charts go on meanwhile), and calls `save`
/// with the path chosen; not at all when the person thinks better of it. `name` is proposed.
void chooseFile(QWidget& parent, const QString& name, const QString& filter,
                std::function<void(const QString&)> save);

} // namespace shoppulse
