// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/undecodablemodel.h"

#include "ui/dialogs/undecodabletext.h"

#include <QDateTime>

namespace shoppulse {

void UndecodableModel::setRows(std::vector<UndecodableRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void UndecodableModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, Columns - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int UndecodableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UndecodableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant UndecodableModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole && index.column() >= Partition && index.column() <= Line)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const UndecodableRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(row.timestampMs)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    case Partition:
        return row.partition;
    case Offset:
        return QVariant::fromValue<qlonglong>(row.offset);
    case Line:
        return row.line;
    case Reason:
        return undecodableText(row.reason);
    case Excerpt:
        return QString::fromStdString(row.excerpt);
    default:
        return {};
    }
}

QVariant UndecodableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Record's time");
    case Partition:
        return tr("Partition");
    case Offset:
        return tr("Offset");
    case Line:
        return tr("Line");
    case Reason:
        return tr("Reason");
    case Excerpt:
        return tr("First 256 bytes");
    default:
        return {};
    }
}

} // namespace shoppulse
