// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QByteArray>

namespace shoppulse {

/// Writes each snapshot as JSON once, for every client and every way it is asked for. Lives on the
/// server's thread.
class SnapshotEncoder {
public:
    /// Makes `snapshot` (not null) the one whose texts are handed out.
    void encode(const SnapshotPtr& snapshot);

    [[nodiscard]] const QByteArray& structure() const { return m_structure; }
    [[nodiscard]] const QByteArray& values() const { return m_values; }
    /// Grows when the structure says something else than before; 0 before the first snapshot.
    [[nodiscard]] int structureRevision() const { return m_structureRevision; }

private:
    SnapshotPtr m_snapshot;
    QByteArray m_structure;
    QByteArray m_values;
    int m_structureRevision = 0;
};

} // namespace shoppulse
