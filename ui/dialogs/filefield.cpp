// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/filefield.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLineEdit>
#include <QToolButton>

namespace shoppulse {

FileField::FileField(QWidget* parent)
    : QWidget(parent)
    , m_path(new QLineEdit(this))
    , m_browse(new QToolButton(this))
{
    m_browse->setText(QStringLiteral("…"));
    m_browse->setProperty("role", "button");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_path);
    row->addWidget(m_browse);
    setFocusProxy(m_path);
    connect(m_browse, &QToolButton::clicked, this, &FileField::browse);
}

QString FileField::path() const
{
    return m_path->text().trimmed();
}

void FileField::setPath(const QString& path)
{
    m_path->setText(path);
}

void FileField::setTitle(const QString& title)
{
    m_path->setAccessibleName(title);
    m_browse->setAccessibleName(tr("Choose: %1").arg(title));
    m_browse->setToolTip(m_browse->accessibleName());
}

void FileField::browse()
{
    auto* dialog = new QFileDialog(this, m_path->accessibleName());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->selectFile(path());
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace shoppulse
