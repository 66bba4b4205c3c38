// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/snapshotencoder.h"

#include "core/snapshot/snapshotjson.h"

namespace shoppulse {
namespace {

bool sameStructure(const StreamInfo& a, const StreamInfo& b)
{
    return a.topic == b.topic && a.brokers == b.brokers && a.demo == b.demo && a.format == b.format
        && a.profile == b.profile;
}

} // namespace

void SnapshotEncoder::encode(const SnapshotPtr& snapshot)
{
    if (snapshot == m_snapshot)
        return;
    if (!m_snapshot || !sameStructure(m_snapshot->info, snapshot->info)) {
        m_structure = QByteArray::fromStdString(structureJson(*snapshot));
        ++m_structureRevision;
    }
    m_values = QByteArray::fromStdString(valuesJson(*snapshot));
    m_snapshot = snapshot;
}

} // namespace shoppulse
