// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/worker.h"

#include <algorithm>

namespace shoppulse {
namespace {

/// For more before what is counted is handed over, and for anything at all.
constexpr std::chrono::milliseconds kPollWait{10};
constexpr std::chrono::milliseconds kIdleWait{200};
constexpr std::int64_t kLiveTickMs = 10; ///< least time between batches while records come singly
constexpr std::int64_t kBusyTickMs = 100; ///< the same while they come by the thousand
constexpr std::size_t kBusy = 1'000; ///< records at once; who reads so many is catching up
constexpr std::int64_t kQuietTickMs = 1'000; ///< the same when nothing has changed
constexpr std::int64_t kCommitMs = 5'000;
constexpr std::uint64_t kMostRows = 1 << 18; ///< a batch is handed over at once past these
constexpr std::size_t kMostSlices = 128;
constexpr std::size_t kTogether = 1'024; ///< events decoded before they are counted (40 KB)
constexpr std::size_t kAhead = 8; ///< events between fetching from memory and counting

DeadLetter letterOf(const Record& record, const DecodeError& error)
{
    // A line end at the message's end makes no second line.
    const std::size_t lineEnd = record.value.find('\n');
    const bool several =
        error.raw.size() < record.value.size() && lineEnd < record.value.size() - 1;
    return {std::string(error.raw), std::string(undecodableId(error.reason)), record.partition,
            record.offset, several ? error.line : 0};
}

} // namespace

Worker::Worker(std::size_t index, RecordSource& source, const Stream& stream)
    : m_source(source)
    , m_stream(stream)
    , m_accumulator(index, stream.keptMs)
    , m_handedOverMs(stream.clock.steadyMs())
    , m_committedMs(m_handedOverMs)
{
    m_accumulator.restore(stream.restored);
}

void Worker::run(const std::stop_token& stop)
{
    const std::stop_callback wake(stop, [this] { m_source.wake(); });
    while (!stop.stop_requested()) {
        const bool counted = m_accumulator.counters().messages != 0;
        const std::span<const Record> records = m_source.poll(counted ? kPollWait : kIdleWait);
        if (!records.empty()) {
            count(records);
            tellClocks(records);
        }
        if (allFinished())
            break;
        if (handOverIsDue(records.size()) && !handOver())
            break;
    }
    handOver();
    m_source.commit();
}

void Worker::count(std::span<const Record> records)
{
    const Format format = m_stream.format.choose(records);
    if (format != m_format) {
        m_decoder = makeDecoder(format, m_stream.profile);
        m_format = format;
    }
    m_accumulator.counters().messages += records.size();
    while (!records.empty()) {
        const std::size_t decoded = decode(records);
        countDecoded(records.first(decoded));
        records = records.subspan(decoded);
    }
}

/// As many of the records as give events that stay near the processor until they are counted.
std::size_t Worker::decode(std::span<const Record> records)
{
    InputCounters& counters = m_accumulator.counters();
    m_decoded.clear();
    m_ends.clear();
    for (const Record& record : records) {
        m_decoder->decode(record.value, record.timestampMs, m_decoded);
        m_ends.push_back(m_decoded.events.size());
        counters.bytes += record.value.size();
        if (!m_decoded.errors.empty()) {
            noteErrors(record);
            m_decoded.errors.clear();
        }
        if (m_decoded.events.size() >= kTogether)
            break;
    }
    counters.headerLines += m_decoded.headerLines;
    return m_ends.size();
}

void Worker::countDecoded(std::span<const Record> records)
{
    const std::span<const Event> events = m_decoded.events;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (std::size_t ahead = begin + kAhead;
             ahead < std::min(m_ends[i] + kAhead, events.size()); ++ahead)
            m_accumulator.prefetch(events[ahead]);
        m_accumulator.add(records[i].partition, records[i].timestampMs,
                          events.subspan(begin, m_ends[i] - begin));
        begin = m_ends[i];
    }
}

void Worker::noteErrors(const Record& record)
{
    for (const DecodeError& error : m_decoded.errors) {
        ++m_accumulator.counters().undecodable[static_cast<std::size_t>(error.reason)];
        if (m_stream.undecodable != nullptr)
            m_stream.undecodable->add({record.partition, record.offset, error.line,
                                       record.timestampMs, error.reason,
                                       escapedExcerpt(error.raw)});
        if (m_stream.deadLetters != nullptr)
            m_stream.deadLetters->send(letterOf(record, error));
    }
}

void Worker::tellClocks(std::span<const Record> records)
{
    std::int32_t told = -1;
    for (const Record& record : records) {
        if (record.partition == told)
            continue;
        told = record.partition;
        const std::int64_t clockMs = m_accumulator.clockMs(told);
        if (clockMs != kNoTime)
            m_source.eventTime(told, clockMs);
    }
}

bool Worker::allFinished() const
{
    const std::span<const PartitionState> partitions = m_source.partitions();
    return !partitions.empty()
        && std::all_of(partitions.begin(), partitions.end(),
                       [](const PartitionState& state) { return state.finished; });
}

bool Worker::handOverIsDue(std::size_t came) const
{
    if (m_accumulator.rows() >= kMostRows || m_accumulator.slices() >= kMostSlices || !m_reported)
        return true;
    const bool counted = m_accumulator.counters().messages != 0;
    if (came == 0 && counted)
        return true;
    const std::int64_t sinceMs = m_stream.clock.steadyMs() - m_handedOverMs;
    if (sinceMs >= kQuietTickMs)
        return true;
    const std::int64_t tickMs = came < kBusy ? kLiveTickMs : kBusyTickMs;
    return (counted && sinceMs >= tickMs) || partitionsChanged();
}

bool Worker::partitionsChanged() const
{
    const std::span<const PartitionState> now = m_source.partitions();
    return !std::equal(now.begin(), now.end(), m_handedOver.begin(), m_handedOver.end(),
                       [](const PartitionState& a, const PartitionState& b) {
                           return a.partition == b.partition && a.atEnd == b.atEnd
                               && a.finished == b.finished;
                       });
}

bool Worker::handOver()
{
    const std::span<const PartitionState> partitions = m_source.partitions();
    Batch batch = m_accumulator.take(partitions);
    batch.format = m_stream.format.known();
    m_reported = true;
    m_handedOver.assign(partitions.begin(), partitions.end());
    m_handedOverMs = m_stream.clock.steadyMs();
    if (!m_stream.batches.push(std::move(batch)))
        return false;
    if (m_handedOverMs - m_committedMs >= kCommitMs) {
        m_source.commit();
        m_committedMs = m_handedOverMs;
    }
    return true;
}

} // namespace shoppulse
