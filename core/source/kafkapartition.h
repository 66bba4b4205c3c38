// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"
#include "core/source/kafkatopic.h"
#include "core/source/recordsource.h"

namespace shoppulse {

/// Messages handed out and to be given back before the next ones.
using KafkaBatch = std::vector<rd_kafka_message_t*>;

/// One partition as its source reads it: its own queue, where it stands, whether it holds the
/// others back. Worker thread only.
class KafkaPartition {
public:
    /// What a batch brought besides records.
    enum class News { None, Hole, Trouble };

    KafkaPartition(rd_kafka_t* client, const std::string& topic, const PartitionShare& share,
                   int wakeFd);

    /// Takes up to `most` messages; records are added to `records`, the messages that hold them to
    /// `held`. True when there may be more at once.
    bool consume(std::size_t most, std::vector<Record>& records, KafkaBatch& held,
                 std::int64_t nowMs);

    /// What the last consume() met; Trouble comes with its code.
    [[nodiscard]] News news() const { return m_news; }
    [[nodiscard]] rd_kafka_resp_err_t trouble() const { return m_trouble; }

    /// Goes on at `offset`; what lies between counts as gap when `lost`.
    void moveTo(std::int64_t offset, bool lost);
    /// Gives up until a person decides.
    void halt() { m_halted = true; }
    void refreshEnd(rd_kafka_t* client, const std::string& topic);

    [[nodiscard]] const PartitionState& state() const { return m_state; }
    [[nodiscard]] bool readable() const { return !m_state.finished && !m_halted; }
    [[nodiscard]] bool untouched() const { return !m_delivered; }
    /// True while its next records may be older than those of others.
    [[nodiscard]] bool holds() const { return readable() && !m_state.atEnd; }
    [[nodiscard]] std::int64_t lastRecordMs() const { return m_lastRecordMs; }

    std::int64_t eventMs = INT64_MIN; ///< greatest event time seen

private:
    void take(rd_kafka_message_t* message, std::vector<Record>& records, KafkaBatch& held);
    void takeError(const rd_kafka_message_t* message);
    void checkFinished();

    KafkaQueue m_queue;
    PartitionState m_state;
    const std::int64_t m_stop;
    News m_news = News::None;
    rd_kafka_resp_err_t m_trouble = RD_KAFKA_RESP_ERR_NO_ERROR;
    std::int64_t m_lastRecordMs = 0; ///< steady time
    bool m_delivered = false;
    bool m_halted = false;
};

} // namespace shoppulse
