// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/samplemodel.h"

#include "ui/dialogs/dialog.h"
#include "ui/dialogs/undecodabletext.h"

#include <QDateTime>
#include <QLocale>

namespace shoppulse {

void SampleModel::setSamples(std::vector<ProbeSample> samples, Format format)
{
    beginResetModel();
    m_format = format;
    m_samples = std::move(samples);
    endResetModel();
}

void SampleModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, Columns - 1);
    if (!m_samples.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int SampleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int SampleModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant SampleModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const ProbeSample& sample = m_samples[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Position:
        return QStringLiteral("%1 : %2").arg(sample.partition).arg(sample.offset);
    case Time:
        return QDateTime::fromMSecsSinceEpoch(sample.timestampMs)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case Decoded:
        return sample.event ? marked(Mark::Passed, eventText(*sample.event))
                            : marked(Mark::Failed, undecodableText(sample.reason));
    case Raw:
        return QString::fromStdString(sample.raw);
    default:
        return {};
    }
}

QString SampleModel::label(Dimension dimension, std::size_t category) const
{
    const std::vector<Label>& labels = m_profile.table(dimension).labels;
    if (category >= labels.size())
        return QString::fromUtf8(idsOf(dimension)[category].data(),
                                 qsizetype(idsOf(dimension)[category].size()));
    const bool isChinese = QLocale().language() == QLocale::Chinese;
    return QString::fromStdString(isChinese ? labels[category].zh : labels[category].en);
}

QString SampleModel::eventText(const Event& event) const
{
    const QString gender = label(Dimension::Gender, genderOf(event.cell));
    if (m_format == Format::GenderCode)
        return gender;
    QStringList parts{label(Dimension::Action, actionOf(event.cell)), gender,
                      label(Dimension::Age, ageOf(event.cell)),
                      label(Dimension::Province, provinceOf(event.cell))};
    if (event.brand != kNoId)
        parts << tr("brand %1").arg(event.brand);
    return parts.join(QStringLiteral(" · "));
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Position:
        return tr("Partition : offset");
    case Time:
        return tr("Time");
    case Decoded:
        return tr("Decoded");
    case Raw:
        return tr("Record");
    default:
        return {};
    }
}

} // namespace shoppulse
