// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filechooser.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace shoppulse {

void chooseFile(QWidget& parent, const QString& name, const QString& filter,
                std::function<void(const QString&)> save)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog = new QFileDialog(parent.window(), QString(), folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, std::move(save));
    dialog->open();
}

} // namespace shoppulse
