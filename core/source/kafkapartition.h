// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"
#include "core/source/kafkatopic.h"
#include "core/source/recordbuffer.h"

#include <optional>
#include <string>

namespace shoppulse {

/// One partition as its source reads it: its own queue, where it stands, whether it holds the
/// others back. Worker thread only.
class KafkaPartition {
public:
    /// What a batch brought besides records. Hole: nothing more comes from where it stands.
    enum class News { None, Hole, Trouble };

    explicit KafkaPartition(const PartitionShare& share);

    /// Reads by this client, not assigned yet, from now on; null: by none.
    void attach(rd_kafka_t* client, const std::string& topic, int wakeFd);

    /// Adds what has come to `records` until they are full; then it is true: there may be more.
    bool consume(RecordBuffer& records, std::int64_t nowMs);

    /// What the last consume() met; Trouble comes with its code.
    [[nodiscard]] News news() const { return m_news; }
    [[nodiscard]] rd_kafka_resp_err_t trouble() const { return m_trouble; }

    /// Where to fetch from: at the last record, while that is to be compared, else the next one.
    [[nodiscard]] std::int64_t fetchOffset() const
    {
        return m_expected ? m_expected->offset : m_state.nextOffset;
    }
    /// The last record is read once more and compared; to be assigned anew.
    void compareLast() { m_expected = m_state.last; }
    /// Goes on at `offset`; what lies between counts as gap when `lost`.
    void moveTo(std::int64_t offset, bool lost);
    /// Goes on at `offset` of a topic that was made anew and now begins at `oldest`.
    void restart(std::int64_t oldest, std::int64_t offset);
    /// Gives up until a person decides.
    void halt() { m_halted = true; }
    void refreshEnd(rd_kafka_t* client, const std::string& topic);

    [[nodiscard]] const PartitionState& state() const { return m_state; }
    [[nodiscard]] bool readable() const { return !m_state.finished && !m_halted && !m_replaced; }
    [[nodiscard]] bool halted() const { return m_halted; }
    /// It was seen that the topic is another one than before.
    [[nodiscard]] bool replaced() const { return m_replaced; }
    [[nodiscard]] bool untouched() const { return !m_delivered; }
    /// True while its next records may be older than those of others.
    [[nodiscard]] bool holds() const { return readable() && !m_state.atEnd; }
    [[nodiscard]] std::int64_t lastRecordMs() const { return m_lastRecordMs; }

    std::int64_t eventMs = INT64_MIN; ///< greatest event time seen

private:
    void take(const rd_kafka_message_t* message, RecordBuffer& records);
    void takeError(const rd_kafka_message_t* message);
    [[nodiscard]] bool isOther(const Record& record);
    void checkFinished();

    rd_kafka_t* m_client = nullptr;
    KafkaQueue m_queue;
    PartitionState m_state;
    const std::int64_t m_stop;
    News m_news = News::None;
    rd_kafka_resp_err_t m_trouble = RD_KAFKA_RESP_ERR_NO_ERROR;
    std::int64_t m_lastRecordMs = 0; ///< steady time
    std::optional<Fingerprint> m_expected; ///< the last record, until it was seen again
    bool m_delivered = false;
    bool m_halted = false;
    bool m_replaced = false;
};

} // namespace shoppulse
