// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pipeline.h"

#include "core/aggregate/merger.h"
#include "core/pipeline/snapshotbuilder.h"
#include "core/pipeline/worker.h"
#include "core/publish/publisher.h"

#include <algorithm>
#include <thread>

namespace shoppulse {
namespace {

constexpr std::size_t kBatchesAWorker = 4;
constexpr std::int64_t kTickMs = 200; ///< between snapshots while something changes
constexpr std::int64_t kQuietTickMs = 1'000; ///< the same when nothing does
constexpr std::chrono::milliseconds kFlush{2'000};

} // namespace

class Pipeline::Impl {
public:
    Impl(Config config, RecordSources sources, StatusBoard& board, const Clock& clock);
    ~Impl() { stop(); }

    void start();
    void stop();

    [[nodiscard]] const SnapshotHub& hub() const { return m_hub; }
    [[nodiscard]] const UndecodableLog& undecodable() const { return m_undecodable; }

private:
    void merge();
    void tick();
    void publishResults();
    [[nodiscard]] bool boardChanged();

    const StreamInfo m_info;
    RecordSources m_sources;
    StatusBoard& m_board;
    const Clock& m_clock;
    UndecodableLog m_undecodable;
    SnapshotHub m_hub;
    FormatChoice m_format;
    BlockingQueue<Batch> m_batches;
    const std::unique_ptr<DeadLetters> m_deadLetters; ///< null: off
    const Worker::Stream m_stream;
    std::vector<std::unique_ptr<Publisher>> m_publishers;

    // The merger thread's own.
    Merger m_merger;
    SnapshotBuilder m_builder;
    std::array<ComponentStatus, kComponents> m_shownBoard;

    std::jthread m_mergeThread;
    std::vector<std::jthread> m_workers;
};

Pipeline::Impl::Impl(Config config, RecordSources sources, StatusBoard& board, const Clock& clock)
    : m_info(std::move(config.info))
    , m_sources(std::move(sources))
    , m_board(board)
    , m_clock(clock)
    , m_format(m_info.format != Format::Auto ? m_info.format : m_info.profile->format)
    , m_batches(kBatchesAWorker * m_sources.size())
    , m_deadLetters(config.deadLetters
                        ? std::make_unique<DeadLetters>(std::move(config.deadLetters), board, clock)
                        : nullptr)
    , m_stream{*m_info.profile, config.windows.keptMs, clock, m_format, m_batches,
               &m_undecodable,  m_deadLetters.get()}
    , m_merger({Merger::Mode::Live, config.windows, m_info.profile->timeZone, m_sources.size(),
                !config.sinks.empty()})
    , m_builder(m_info, m_format, board, clock)
{
    for (std::unique_ptr<ResultSink>& sink : config.sinks)
        m_publishers.push_back(std::make_unique<Publisher>(std::move(sink), board, clock));
}

void Pipeline::Impl::start()
{
    m_mergeThread = std::jthread([this] { merge(); });
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        m_workers.emplace_back([this, i](const std::stop_token& stop) {
            Worker(i, *m_sources[i], m_stream).run(stop);
        });
}

void Pipeline::Impl::stop()
{
    for (std::jthread& worker : m_workers)
        worker.request_stop();
    m_workers.clear(); // joined
    m_batches.close();
    if (m_mergeThread.joinable())
        m_mergeThread.join();
    const std::int64_t untilMs = m_clock.steadyMs() + kFlush.count();
    const auto left = [&] {
        return std::chrono::milliseconds(std::max<std::int64_t>(0, untilMs - m_clock.steadyMs()));
    };
    for (const std::unique_ptr<Publisher>& publisher : m_publishers)
        publisher->flush(left());
    m_publishers.clear();
    if (m_deadLetters)
        m_deadLetters->flush(left());
}

/// The merger thread: batches as they come, a tick five times a second.
void Pipeline::Impl::merge()
{
    std::int64_t tickedMs = m_clock.steadyMs();
    std::int64_t lookedMs = tickedMs; // at the board, while nothing else changes
    bool changed = false;
    tick(); // the views begin with the state
    while (!m_batches.drained()) {
        const std::int64_t dueMs = (changed ? tickedMs : lookedMs) + kTickMs;
        const std::int64_t waitMs =
            std::clamp<std::int64_t>(dueMs - m_clock.steadyMs(), 0, kTickMs);
        if (std::optional<Batch> batch = m_batches.pop(std::chrono::milliseconds(waitMs))) {
            changed = changed || batch->counters.messages != 0;
            m_merger.merge(std::move(*batch), m_clock.steadyMs());
            if (m_merger.pressing())
                publishResults();
        }
        const std::int64_t nowMs = m_clock.steadyMs();
        if (nowMs < (changed ? tickedMs : lookedMs) + kTickMs)
            continue;
        lookedMs = nowMs;
        if (!changed && nowMs - tickedMs < kQuietTickMs && !boardChanged())
            continue;
        tickedMs = nowMs;
        changed = false;
        tick();
    }
    tick();
}

void Pipeline::Impl::tick()
{
    publishResults();
    SnapshotPtr snapshot = m_builder.build(m_merger, m_batches.fill());
    m_shownBoard = snapshot->components;
    m_hub.publish(std::move(snapshot));
}

void Pipeline::Impl::publishResults()
{
    const std::vector<ResultRecord> results = m_merger.takeResults(m_clock.steadyMs());
    if (results.empty())
        return;
    for (const std::unique_ptr<Publisher>& publisher : m_publishers)
        publisher->publish(results);
}

bool Pipeline::Impl::boardChanged()
{
    const auto now = m_board.read();
    return !std::equal(now.begin(), now.end(), m_shownBoard.begin(),
                       [](const ComponentStatus& a, const ComponentStatus& b) {
                           return a.health == b.health && a.error == b.error;
                       });
}

Pipeline::Pipeline(Config config, RecordSources sources, StatusBoard& board, const Clock& clock)
    : m_impl(std::make_unique<Impl>(std::move(config), std::move(sources), board, clock))
{
}

Pipeline::~Pipeline() = default;

void Pipeline::start()
{
    m_impl->start();
}

void Pipeline::stop()
{
    m_impl->stop();
}

const SnapshotHub& Pipeline::hub() const
{
    return m_impl->hub();
}

const UndecodableLog& Pipeline::undecodable() const
{
    return m_impl->undecodable();
}

} // namespace shoppulse
