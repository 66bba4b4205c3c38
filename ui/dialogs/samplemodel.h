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

    /// Words the events by the labels of this profile.
    void setProfile(const Profile& profile) { m_profile = profile; }
    void setSamples(std::vector<ProbeSample> samples, Format format);
    /// The headings are to be read anew.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString label(Dimension dimension, std::size_t category) const;
    /// "click · female · 25–29 · Shanghai · brand 5476".
    [[nodiscard]] QString eventText(const Event& event) const;

    Profile m_profile;
    Format m_format = Format::Auto;
    std::vector<ProbeSample> m_samples;
};

} // namespace shoppulse
