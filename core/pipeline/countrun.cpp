// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/countrun.h"

#include "core/pipeline/worker.h"

#include <algorithm>
#include <thread>

namespace shoppulse {
namespace {

constexpr std::size_t kBatchesAWorker = 4;
constexpr std::chrono::milliseconds kTick{200};
constexpr std::int64_t kGiveUpMs = 10'000; ///< without a connection

} // namespace

CountRun::CountRun(StreamInfo info, WindowSettings windows, RecordSources sources,
                   StatusBoard& board, const Clock& clock)
    : m_info(std::move(info))
    , m_windows(windows)
    , m_sources(std::move(sources))
    , m_board(board)
    , m_clock(clock)
    , m_batches(kBatchesAWorker * m_sources.size())
{
}

Result<CountSummary> CountRun::run(const ResultHandler& line, const std::stop_token& stop,
                                   const Progress& progress)
{
    m_startedMs = m_lastBatchMs = m_clock.steadyMs();
    Merger merger({Merger::Mode::Bounded, m_windows, m_info.profile->timeZone, m_sources.size()});
    FormatChoice format(m_info.format != Format::Auto ? m_info.format : m_info.profile->format);
    const Worker::Stream stream{*m_info.profile, m_windows.keptMs, m_clock,
                                format,          m_batches,        nullptr};
    Result<void> read;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < m_sources.size(); ++i)
            threads.emplace_back([&, i](const std::stop_token& stopWorker) {
                Worker(i, *m_sources[i], stream).run(stopWorker);
            });
        read = readAll(merger, line, stop, progress);
        m_batches.close();
    } // the threads are stopped and joined
    if (!read)
        return tl::unexpected(read.error());
    const bool complete = merger.finished();
    if (complete)
        merger.takeRest(line);
    return CountSummary{merger.counters(), seconds(), merger.format(), complete};
}

Result<void> CountRun::readAll(Merger& merger, const ResultHandler& line,
                               const std::stop_token& stop, const Progress& progress)
{
    std::int64_t toldMs = m_startedMs;
    while (!merger.finished() && !stop.stop_requested()) {
        std::optional<Batch> batch = m_batches.pop(kTick);
        const std::int64_t nowMs = m_clock.steadyMs();
        if (batch) {
            merger.merge(std::move(*batch), nowMs);
            merger.takeClosed(line);
            m_lastBatchMs = nowMs;
        }
        if (const std::optional<Error> error = lastingError(nowMs))
            return tl::unexpected(*error);
        if (!progress || nowMs - toldMs < kTick.count())
            continue;
        toldMs = nowMs;
        const InputCounters& counted = merger.counters();
        CountProgress now{counted.messages, counted.messages, counted.rows, seconds()};
        for (const auto& [partition, entry] : merger.partitions().entries())
            now.ofMessages += static_cast<std::uint64_t>(
                std::max<std::int64_t>(0, entry.progress.endOffset - entry.progress.nextOffset));
        progress(now);
    }
    return {};
}

std::optional<Error> CountRun::lastingError(std::int64_t nowMs)
{
    const ComponentStatus input = m_board.read()[static_cast<std::size_t>(Component::KafkaIn)];
    const bool lost = input.health == Health::Down && nowMs - m_lastBatchMs >= kGiveUpMs;
    return input.health == Health::Stopped || lost ? input.error : std::nullopt;
}

double CountRun::seconds() const
{
    return static_cast<double>(m_clock.steadyMs() - m_startedMs) / 1'000;
}

} // namespace shoppulse
