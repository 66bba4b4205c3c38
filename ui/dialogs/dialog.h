// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>

class QFormLayout;
class QLabel;
class QTableView;

namespace shoppulse {

/// What the program's dialogs share: texts that follow the language while open, a line for a
/// problem instead of a box in the way. Shown with open() or show(), never exec(). GUI thread.
class Dialog : public QDialog {
    Q_OBJECT
public:
    explicit Dialog(QWidget* parent);

protected:
    /// Sets every text; called by the constructor of the concrete dialog and at each change of the
    /// language.
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;
};

/// A label that a style sheet knows by its role: "heading", "muted", "error".
[[nodiscard]] QLabel* roleLabel(const char* role, QWidget* parent);

/// Changes the role, and the look with it.
void setRole(QWidget* widget, const char* role);

/// A wrapping label for what is wrong, hidden while there is nothing.
[[nodiscard]] QLabel* problemLabel(QWidget* parent);
void showProblem(QLabel* label, const QString& text);

/// A form with its labels above or beside its fields, as all dialogs have it.
[[nodiscard]] QFormLayout* formLayout();

/// Whole rows to be chosen and not to be edited, headers on the left, no grid.
void setUpTable(QTableView* table);
/// As wide as their texts, and the first column takes what is left.
void stretchFirstColumn(QTableView* table);

/// Epoch ms in this computer's zone, to the minute.
[[nodiscard]] QString dateTime(std::int64_t epochMs);

/// "✓", "✗" or "–" in front of a text.
enum class Mark { Passed, Failed, Open };
[[nodiscard]] QString marked(Mark mark, const QString& text);

} // namespace shoppulse
