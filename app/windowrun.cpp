// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowrun.h"

#include "app/commands.h"
#include "app/desktop.h"
#include "core/base/version.h"

#include <QApplication>
#include <QSocketNotifier>

namespace shoppulse {

int runWindow(int argc, char** argv, const Options& options, int interruptFile)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("ShopPulse"));
    QApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    QApplication::setDesktopFileName(QStringLiteral("shoppulse"));
    QApplication::setWindowIcon(applicationIcon());
    QSocketNotifier interrupt(interruptFile, QSocketNotifier::Read);
    QObject::connect(&interrupt, &QSocketNotifier::activated, &app, &QApplication::quit);

    Desktop desktop(app, options);
    if (const auto started = desktop.start(); !started)
        return failed(started.error());
    return QApplication::exec();
}

} // namespace shoppulse
