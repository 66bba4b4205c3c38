// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkapartition.h"

#include <algorithm>
#include <xxhash.h>

namespace shoppulse {
namespace {

std::int64_t timestampOf(const rd_kafka_message_t* message)
{
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    return std::max<std::int64_t>(rd_kafka_message_timestamp(message, &type), 0);
}

Fingerprint fingerprintOf(std::int64_t offset, std::int64_t timestampMs, std::string_view value)
{
    return {offset, timestampMs, XXH3_64bits(value.data(), value.size())};
}

std::string_view valueOf(const rd_kafka_message_t* message)
{
    return {static_cast<const char*>(message->payload), message->len};
}

} // namespace

KafkaPartition::KafkaPartition(const PartitionShare& share)
    : m_stop(share.stop)
    , m_expected(share.last)
    , m_delivered(share.restored)
{
    m_state.partition = share.partition;
    m_state.nextOffset = share.start;
    m_state.gap = share.gap;
    m_state.earlier = share.earlier;
    m_state.last = share.last;
    checkFinished();
}

void KafkaPartition::attach(rd_kafka_t* client, const std::string& topic, int wakeFd)
{
    m_queue.reset();
    m_client = client;
    if (!client)
        return;
    m_queue.reset(rd_kafka_queue_get_partition(client, topic.c_str(), m_state.partition));
    // Must be cut off from the common queue before the partition is assigned.
    rd_kafka_queue_forward(m_queue.get(), nullptr);
    static constexpr std::uint64_t kOne = 1;
    rd_kafka_queue_io_event_enable(m_queue.get(), wakeFd, &kOne, sizeof kOne);
}

bool KafkaPartition::consume(RecordBuffer& records, std::int64_t nowMs)
{
    struct Reading {
        KafkaPartition& partition;
        RecordBuffer& records;
        bool more = false;
    } reading{*this, records};
    const std::size_t before = records.records().size();
    m_news = News::None;
    // Unlike by a batch, no lock is taken a message.
    rd_kafka_consume_callback_queue(
        m_queue.get(), 0,
        [](rd_kafka_message_t* message, void* opaque) {
            auto& [partition, buffer, more] = *static_cast<Reading*>(opaque);
            partition.take(message, buffer);
            if (!buffer.full())
                return;
            more = true;
            rd_kafka_yield(partition.m_client);
        },
        &reading);
    if (records.records().size() > before) {
        const Record& last = records.records().back();
        m_state.last = fingerprintOf(last.offset, last.timestampMs, last.value);
        m_lastRecordMs = nowMs;
    }
    checkFinished();
    return reading.more;
}

void KafkaPartition::take(const rd_kafka_message_t* message, RecordBuffer& records)
{
    if (m_replaced)
        return;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        takeError(message);
        return;
    }
    const Record record{m_state.partition, message->offset, timestampOf(message), valueOf(message)};
    if (m_expected && isOther(record)) {
        m_replaced = true;
        m_news = News::Hole;
        return;
    }
    if (m_stop >= 0 && record.offset >= m_stop) { // everything before it has come
        m_state.nextOffset = std::max(m_state.nextOffset, m_stop);
        return;
    }
    if (record.offset < m_state.nextOffset)
        return;
    records.add(record);
    m_state.nextOffset = record.offset + 1;
    m_state.atEnd = false;
    m_delivered = true;
}

void KafkaPartition::takeError(const rd_kafka_message_t* message)
{
    switch (message->err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        if (m_expected && message->offset < m_state.nextOffset) {
            m_replaced = true;
            m_news = News::Hole;
            break;
        }
        m_expected.reset();
        // The offset may stand behind marks that are no records.
        m_state.nextOffset = std::max(m_state.nextOffset, message->offset);
        m_state.atEnd = true;
        break;
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        m_news = News::Hole;
        break;
    default:
        m_news = News::Trouble;
        m_trouble = message->err;
    }
}

void KafkaPartition::checkFinished()
{
    m_state.finished = m_stop >= 0 && m_state.nextOffset >= m_stop;
    m_state.atEnd = m_state.atEnd || m_state.finished;
}

/// Whether it is another record than the one that is expected to come first.
bool KafkaPartition::isOther(const Record& record)
{
    if (record.offset < m_expected->offset)
        return false;
    // One that is gone, by compaction, cannot be compared.
    const bool other = record.offset == m_expected->offset
        && fingerprintOf(record.offset, record.timestampMs, record.value) != *m_expected;
    if (!other)
        m_expected.reset();
    return other;
}

void KafkaPartition::restart(std::int64_t oldest, std::int64_t offset)
{
    m_state.earlier += m_state.nextOffset;
    m_state.nextOffset = oldest;
    m_state.endOffset = -1;
    m_state.last.reset();
    moveTo(offset, true);
}

void KafkaPartition::moveTo(std::int64_t offset, bool lost)
{
    m_expected.reset();
    m_halted = m_replaced = false;
    if (lost)
        m_state.gap += std::max<std::int64_t>(0, offset - m_state.nextOffset);
    m_state.nextOffset = offset;
    m_state.atEnd = false;
    checkFinished();
}

void KafkaPartition::refreshEnd(rd_kafka_t* client, const std::string& topic)
{
    std::int64_t low = -1;
    std::int64_t high = -1;
    rd_kafka_get_watermark_offsets(client, topic.c_str(), m_state.partition, &low, &high);
    if (high >= 0)
        m_state.endOffset = std::max(high, m_state.nextOffset);
}

} // namespace shoppulse
