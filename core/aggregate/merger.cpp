// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/merger.h"

#include <algorithm>
#include <iterator>

namespace shoppulse {
namespace {

constexpr std::uint64_t kStateVersion = 1; ///< of what takeCheckpoint() writes
constexpr std::int64_t kPackMs = 10'000; ///< slices so far behind the clock are packed

std::int64_t atLeastASlice(std::int64_t ms)
{
    return std::max(kSliceMs, sliceStart(ms + kSliceMs - 1));
}

} // namespace

Merger::Merger(Config config)
    : m_config(std::move(config))
    , m_settings(wholeSeconds(m_config.windows))
    , m_widestMs(std::max(m_settings.rankingMs, m_settings.visitorsMs))
    , m_partitions(m_config.workers)
    , m_days(m_config.timeZone)
    , m_reader(m_settings, m_store)
    , m_live(m_settings, m_reader, m_store)
    , m_closed(m_settings, m_reader, m_store)
    , m_before(m_settings.rankingMs)
{
}

void Merger::merge(Batch batch, std::int64_t steadyMs)
{
    if (batch.format != Format::Auto)
        m_format = batch.format;
    m_counters += batch.counters;
    m_totals.add(batch.outsideWindows);
    for (SliceDelta& delta : batch.deltas)
        mergeDelta(std::move(delta));
    m_partitions.update(batch.worker, batch.partitions, steadyMs);
}

std::vector<ResultRecord> Merger::takeResults(std::int64_t steadyMs)
{
    updateLimits(steadyMs);
    std::vector<ResultRecord> out;
    m_live.take(m_limits, m_format, m_config.results, out);
    if (m_config.results) {
        m_totals.take(m_limits.newestEndMs, m_format, out);
        m_days.take(m_limits, m_format, out);
        for (ResultRecord& record : out)
            record.version = m_partitions.version();
    }
    forget(steadyMs);
    m_newSlices = 0;
    return out;
}

Checkpoint Merger::takeCheckpoint()
{
    Checkpoint checkpoint;
    for (const auto& [partition, entry] : m_partitions.entries())
        checkpoint.partitions.push_back(entry.progress);
    checkpoint.seconds = m_store.takeUnsaved();
    checkpoint.droppedMs = m_acceptMs == kNoTime ? kNoTime : m_acceptMs - m_widestMs;
    ByteWriter out;
    out.number(kStateVersion);
    out.number(static_cast<std::uint64_t>(m_format));
    m_counters.save(out);
    out.number(m_lateCorrected);
    out.signedNumber(m_limits.watermarkMs);
    out.signedNumber(m_limits.newestEndMs);
    out.flag(m_limits.idle);
    out.signedNumber(m_idleFinalMs);
    out.signedNumber(m_acceptMs);
    out.signedNumber(m_firstSliceMs);
    m_totals.save(out);
    m_days.save(out);
    m_live.save(out);
    checkpoint.rest = out.take();
    return checkpoint;
}

bool Merger::restore(Checkpoint checkpoint, std::int64_t steadyMs)
{
    ByteReader in(checkpoint.rest);
    load(in);
    m_partitions.restore(checkpoint.partitions, steadyMs);
    m_store.restore(std::move(checkpoint.seconds));
    return in.finished();
}

void Merger::load(ByteReader& in)
{
    in.require(in.number() == kStateVersion);
    m_format = static_cast<Format>(in.number(static_cast<std::uint64_t>(Format::AccessLog)));
    m_counters.load(in);
    m_lateCorrected = in.number();
    m_limits.watermarkMs = in.time();
    m_limits.newestEndMs = in.time();
    m_limits.idle = in.flag();
    m_idleFinalMs = in.time();
    m_acceptMs = in.time();
    m_firstSliceMs = in.time();
    m_totals.load(in, m_limits.newestEndMs);
    m_days.load(in);
    m_live.load(in, m_limits);
}

void Merger::takeClosed(const ResultHandler& yield)
{
    const std::int64_t clock = m_partitions.unfinishedClock().value_or(kEndOfTime);
    if (clock == kNoTime)
        return;
    const std::int64_t closedMs = clock == kEndOfTime ? clock - 1 : clock - m_settings.keptMs;
    m_closed.take(closedMs, m_format, yield);
    m_days.close(closedMs);
    m_store.dropBefore(closedMs - m_widestMs);
    m_reader.dropped(closedMs - m_widestMs);
    m_store.packBefore(clock - kPackMs);
}

void Merger::takeRest(const ResultHandler& yield)
{
    takeClosed(yield);
    updateLimits(0);
    std::vector<ResultRecord> rest;
    m_totals.takeFinal(m_limits.newestEndMs, m_format, rest);
    m_days.takeFinal(m_format, rest);
    for (const ResultRecord& record : rest)
        yield(record);
}

WindowContents Merger::newestWindow(WindowKind kind)
{
    return m_reader.read(kind, m_limits.newestEndMs);
}

const SlidingSum& Merger::rankingBefore()
{
    m_before.moveTo(m_limits.newestEndMs - m_settings.rankingMs, m_store);
    return m_before;
}

WindowSettings Merger::wholeSeconds(WindowSettings settings)
{
    settings.rankingMs = atLeastASlice(settings.rankingMs);
    settings.visitorsMs = atLeastASlice(settings.visitorsMs);
    return settings;
}

void Merger::mergeDelta(SliceDelta delta)
{
    const std::int64_t startMs = delta.startMs;
    const Slice& slice = *delta.slice;
    m_totals.add(slice.marginals());
    const std::uint64_t rows = slice.marginals().visits();
    if (startMs + kSliceMs <= m_acceptMs) {
        m_counters.lateDropped += rows;
        return;
    }
    if (startMs + kSliceMs <= std::max(m_limits.watermarkMs, m_idleFinalMs))
        m_lateCorrected += rows;
    if (m_firstSliceMs == kNoTime || startMs < m_firstSliceMs)
        m_firstSliceMs = startMs;
    m_days.add(startMs, slice);
    const MergedDelta merged = m_store.merge(delta);
    m_reader.added(merged);
    m_before.added(merged);
    m_newSlices += merged.isNew;
    if (m_config.mode == Mode::Live)
        m_live.touched(startMs);
}

void Merger::updateLimits(std::int64_t steadyMs)
{
    const std::int64_t newest = m_partitions.newestClock();
    if (newest != kNoTime)
        m_limits.newestEndMs = sliceStart(newest) + kSliceMs;
    const std::int64_t holding = m_partitions.holdingClock(steadyMs).value_or(kNoTime);
    if (holding != kNoTime)
        m_limits.watermarkMs = std::max(m_limits.watermarkMs, holding - m_settings.latenessMs);
    m_limits.idle = m_partitions.allSilent(steadyMs);
    if (m_limits.idle && !m_store.empty())
        m_idleFinalMs = std::prev(m_store.slices().end())->first + kSliceMs;
}

void Merger::forget(std::int64_t steadyMs)
{
    m_store.packBefore(m_limits.watermarkMs - kPackMs);
    // What holds event time back may still bring events of its own kept time; when nothing does,
    // the newest partition tells what is old.
    const std::int64_t clock =
        m_partitions.holdingClock(steadyMs).value_or(m_partitions.newestClock());
    if (clock != kNoTime)
        dropSlices(clock - m_settings.keptMs);
    // One partition that lies far behind all others must not make the store grow without end.
    const auto most = static_cast<std::size_t>(2 * (m_settings.keptMs + m_widestMs) / kSliceMs);
    const SliceStore::Slices& slices = m_store.slices();
    if (slices.size() > most) {
        const auto oldest =
            std::next(slices.begin(), static_cast<std::ptrdiff_t>(slices.size() - most));
        dropSlices(oldest->first + m_widestMs);
    }
}

void Merger::dropSlices(std::int64_t acceptMs)
{
    if (acceptMs <= m_acceptMs)
        return;
    m_acceptMs = acceptMs;
    m_store.dropBefore(acceptMs - m_widestMs);
    m_reader.dropped(acceptMs - m_widestMs);
    m_before.dropped(acceptMs - m_widestMs);
    m_live.dropBefore(acceptMs);
    m_days.close(acceptMs);
    m_days.forgetClosed();
}

} // namespace shoppulse
