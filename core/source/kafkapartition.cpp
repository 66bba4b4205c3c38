// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkapartition.h"

#include <algorithm>
#include <array>
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
    if (!client)
        return;
    m_queue.reset(rd_kafka_queue_get_partition(client, topic.c_str(), m_state.partition));
    // Must be cut off from the common queue before the partition is assigned.
    rd_kafka_queue_forward(m_queue.get(), nullptr);
    static constexpr std::uint64_t kOne = 1;
    rd_kafka_queue_io_event_enable(m_queue.get(), wakeFd, &kOne, sizeof kOne);
}

bool KafkaPartition::consume(std::size_t most, std::vector<Record>& records, KafkaBatch& held,
                             std::int64_t nowMs)
{
    std::array<rd_kafka_message_t*, 2000> messages; // NOLINT: filled below
    most = std::min(most, messages.size());
    m_news = News::None;
    const ssize_t count = rd_kafka_consume_batch_queue(m_queue.get(), 0, messages.data(), most);
    const std::span batch(messages.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (m_expected && isOther(batch)) {
        for (rd_kafka_message_t* message : batch)
            rd_kafka_message_destroy(message);
        m_replaced = true;
        m_news = News::Hole;
        return false;
    }
    const std::size_t before = records.size();
    for (rd_kafka_message_t* message : batch)
        take(message, records, held);
    if (records.size() > before) {
        const Record& last = records.back();
        m_state.last = fingerprintOf(last.offset, last.timestampMs, last.value);
        m_lastRecordMs = nowMs;
    }
    checkFinished();
    return count == static_cast<ssize_t>(most);
}

void KafkaPartition::take(rd_kafka_message_t* message, std::vector<Record>& records,
                          KafkaBatch& held)
{
    const bool wanted = message->err == RD_KAFKA_RESP_ERR_NO_ERROR
        && message->offset >= m_state.nextOffset && (m_stop < 0 || message->offset < m_stop);
    if (!wanted) {
        takeError(message);
        rd_kafka_message_destroy(message);
        return;
    }
    records.push_back({m_state.partition, message->offset, timestampOf(message), valueOf(message)});
    held.push_back(message);
    m_state.nextOffset = message->offset + 1;
    m_state.atEnd = false;
    m_delivered = true;
}

void KafkaPartition::takeError(const rd_kafka_message_t* message)
{
    switch (message->err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        // Past the stop offset: everything before it has come.
        if (m_stop >= 0 && message->offset >= m_stop)
            m_state.nextOffset = std::max(m_state.nextOffset, m_stop);
        break;
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

/// Whether they begin with another record than the one that is expected.
bool KafkaPartition::isOther(std::span<rd_kafka_message_t* const> messages)
{
    const auto first = std::ranges::find_if(messages, [this](const rd_kafka_message_t* message) {
        return message->err == RD_KAFKA_RESP_ERR_NO_ERROR && message->offset >= m_expected->offset;
    });
    if (first == messages.end())
        return false;
    // One that is gone, by compaction, cannot be compared.
    const bool other = (*first)->offset == m_expected->offset
        && fingerprintOf((*first)->offset, timestampOf(*first), valueOf(*first)) != *m_expected;
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
