// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/statusboard.h"
#include "core/source/kafkaconfig.h"
#include "core/source/recordsource.h"

namespace shoppulse {

struct KafkaSourceOptions {
    /// Read to the ends that the partitions have when opening, then be finished. Opening then waits
    /// for the cluster (at most 5 s) and fails by name.
    bool stopAtEnd = false;
    /// Where an earlier run stood. These partitions go on there, others of the topic are read from
    /// their first record. Empty: all start where the config says.
    std::vector<StartPosition> positions = {};
};

/// Opens a topic for reading by one or more sources, each for its own worker thread.
///
/// Every source reads its partitions by hand, as no member of a group: each viewer sees all
/// records and takes none from another. Without `stopAtEnd` opening contacts nobody: broker and
/// topic may come later, go and come back; how it is stands on the board within 5 s. Only wrong
/// settings (KafkaProperty, TopicInvalidName) fail at once.
///
/// No source hands out records before every source of the topic has been polled and has shown its
/// partitions, so all of them must be polled. A partition that appears later is read from its
/// first record.
///
/// Records that vanished before they were read: the partition stops there, says OffsetOutOfRange
/// and waits for goOn(), unless the property auto.offset.reset says earliest or latest; then it
/// goes on there and counts the hole as PartitionState::gap. Offsets that hold no record
/// (transaction marks, compaction) are no gap.
///
/// At a position of an earlier run, and when the topic is there again after it was not, the last
/// record is read once more and compared. Another one stands there, or the topic ends before it:
/// the same stop, with TopicReplaced. Going on from the oldest reads the new topic from its start.
///
/// `board` and `clock` outlive the sources.
[[nodiscard]] Result<RecordSources> openKafka(const KafkaConfig& config,
                                              const KafkaSourceOptions& options, StatusBoard& board,
                                              const Clock& clock);

} // namespace shoppulse
