// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/viewcontext.h"

#include <QFrame>

class QLabel;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace shoppulse {

class PanelTableModel;

/// At the window's right: every standing problem with its cause and the way out, and below them
/// the partitions with their lag. Does nothing while hidden. GUI thread.
class ProblemsDrawer final : public QFrame {
    Q_OBJECT
public:
    ProblemsDrawer(const ViewContext& context, QWidget* parent);

    void setSnapshot(const Snapshot& snapshot);
    [[nodiscard]] QStringList problemTexts() const;

signals:
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void setProblems(const std::vector<Error>& problems);
    void setPartitions(const std::vector<PartitionLag>& partitions);

    const ViewContext& m_context;
    QLabel* m_title;
    QLabel* m_none;
    QLabel* m_lagTitle;
    QVBoxLayout* m_list;
    std::vector<QLabel*> m_texts;
    std::vector<Error> m_problems;
    PanelTableModel* m_lag;
    QTableView* m_lagTable;
    QToolButton* m_close;
};

} // namespace shoppulse
