// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/undecodablelog.h"

#include <QAbstractTableModel>
#include <vector>

namespace shoppulse {

/// Rows that could not be decoded, newest first. GUI thread.
class UndecodableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Partition, Offset, Line, Reason, Excerpt, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<UndecodableRow> rows);
    /// The headings and reasons are to be read anew.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<UndecodableRow> m_rows;
};

} // namespace shoppulse
