// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/paneltable.h"

#include <QAbstractTableModel>

namespace shoppulse {

/// A panel's numbers as an item model: for its table twin and for screen readers. A tick changes
/// cells; rows come and go only when their number does. GUI thread.
class PanelTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(PanelTable table);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void changeCells(const PanelTable& table);

    PanelTable m_table;
};

} // namespace shoppulse
