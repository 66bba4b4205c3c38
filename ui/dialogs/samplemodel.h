// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/probe.h"

#include <QAbstractTableModel>
#include <vector>

namespace shoppulse {

/// The sample records of a connection test, as they are and as they decode. GUI thread.
class SampleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Position, Raw, Decoded, Time, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setSamples(std::vector<ProbeSample> samples);
    /// The headings are to be read anew.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<ProbeSample> m_samples;
};

} // namespace shoppulse
