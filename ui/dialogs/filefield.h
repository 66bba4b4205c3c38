// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace shoppulse {

/// A path with a button that opens a file dialog beside it. GUI thread.
class FileField : public QWidget {
    Q_OBJECT
public:
    explicit FileField(QWidget* parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    /// What is asked for: the accessible name and the file dialog's title.
    void setTitle(const QString& title);

private:
    void browse();

    QLineEdit* m_path;
    QToolButton* m_browse;
};

} // namespace shoppulse
