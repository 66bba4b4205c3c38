// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/paneltablemodel.h"

#include <utility>

namespace shoppulse {

void PanelTableModel::setTable(PanelTable table)
{
    const bool sameShape =
        table.headers.size() == m_table.headers.size() && table.rows.size() == m_table.rows.size();
    if (!sameShape) {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
        return;
    }
    if (table.headers != m_table.headers) {
        m_table.headers = table.headers;
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    changeCells(table);
}

void PanelTableModel::changeCells(const PanelTable& table)
{
    for (int row = 0; row < rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (m_table.rows[at] == table.rows[at])
            continue;
        m_table.rows[at] = table.rows[at];
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

int PanelTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int PanelTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.headers.size());
}

QVariant PanelTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return m_table.rows[static_cast<std::size_t>(index.row())][index.column()];
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant PanelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_table.headers.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.headers[section];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section > 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

} // namespace shoppulse
