// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pipeline.h"

#include "core/aggregate/merger.h"
#include "core/pipeline/checkpointer.h"
#include "core/pipeline/snapshotbuilder.h"
#include "core/pipeline/worker.h"
#include "core/profile/countedby.h"
#include "core/publish/publisher.h"

#include <algorithm>
#include <thread>

namespace shoppulse {
namespace {

constexpr std::size_t kBatchesAWorker = 4;
constexpr std::int64_t kTickMs = 200; ///< between snapshots while something changes
constexpr std::int64_t kQuietTickMs = 1'000; ///< the same when nothing does
constexpr std::int64_t kEndTickMs = 500; ///< at least, between those at a second's end
constexpr std::chrono::milliseconds kFlush{1'500};

} // namespace

class Pipeline::Impl {
public:
    Impl(Config config, RecordSources sources, StatusBoard& board, const Clock& clock);
    ~Impl() { stop(); }

    Result<void> start();
    void stop();
    void goOn(GoOn choice)
    {
        for (const std::unique_ptr<RecordSource>& source : m_sources)
            source->goOn(choice);
    }

    [[nodiscard]] const SnapshotHub& hub() const { return m_hub; }
    [[nodiscard]] const UndecodableLog& undecodable() const { return m_undecodable; }

private:
    void merge();
    void tick();
    void addPublishers(Config& config);
    [[nodiscard]] Result<void> restore();
    [[nodiscard]] Result<void> isCountedTheSame();
    void take(std::chrono::milliseconds wait);
    [[nodiscard]] bool mayCount(const Batch& batch);
    void publishResults();
    [[nodiscard]] bool boardChanged();
    [[nodiscard]] bool secondEnded(std::int64_t nowMs);

    const StreamInfo m_info;
    RecordSources m_sources;
    StatusBoard& m_board;
    const Clock& m_clock;
    UndecodableLog m_undecodable;
    SnapshotHub m_hub;
    std::unique_ptr<StateStore> m_store; ///< null: nothing is kept, or the checkpointer has it
    SavedState m_saved;
    const std::function<std::string()> m_inputName;
    FormatChoice m_format;
    BlockingQueue<Batch> m_batches;
    const std::unique_ptr<DeadLetters> m_deadLetters; ///< null: off
    const Worker::Stream m_stream;
    std::vector<std::unique_ptr<Publisher>> m_publishers;
    Checkpointer::Publishers m_byName;
    std::unique_ptr<Checkpointer> m_checkpointer; ///< null: nothing is kept
    std::atomic<bool> m_stopping = false;

    // The merger thread's own.
    Merger m_merger;
    SnapshotBuilder m_builder;
    std::array<ComponentStatus, kComponents> m_shownBoard;
    bool m_changed = false; ///< something was counted since the last tick
    bool m_uncommitted = false; ///< the same since the last checkpoint
    std::int64_t m_endMs = 0; ///< event time: the newest second's end that was ticked for
    std::int64_t m_endTickMs = -kEndTickMs; ///< steady: when
    enum class Input : std::uint8_t { Unknown, Ours, Foreign } m_input = Input::Unknown;

    std::jthread m_mergeThread;
    std::vector<std::jthread> m_workers;
};

Pipeline::Impl::Impl(Config config, RecordSources sources, StatusBoard& board, const Clock& clock)
    : m_info(std::move(config.info))
    , m_sources(std::move(sources))
    , m_board(board)
    , m_clock(clock)
    , m_store(std::move(config.store))
    , m_saved(std::move(config.saved))
    , m_inputName(std::move(config.inputName))
    , m_format(m_info.format != Format::Auto ? m_info.format : m_info.profile->format)
    , m_batches(kBatchesAWorker * m_sources.size())
    , m_deadLetters(config.deadLetters
                        ? std::make_unique<DeadLetters>(std::move(config.deadLetters), board, clock)
                        : nullptr)
    , m_stream{*m_info.profile,
               config.windows.keptMs,
               clock,
               m_format,
               m_batches,
               &m_undecodable,
               m_deadLetters.get(),
               m_saved.checkpoint.partitions}
    , m_merger({Merger::Mode::Live, config.windows, m_info.profile->timeZone, m_sources.size(),
                !config.sinks.empty()})
    , m_builder(m_info, m_format, board, clock)
{
    addPublishers(config);
}

void Pipeline::Impl::addPublishers(Config& config)
{
    for (std::unique_ptr<ResultSink>& sink : config.sinks) {
        const std::string name = std::string(componentId(sink->component())) + ' ' + sink->place();
        m_publishers.push_back(std::make_unique<Publisher>(std::move(sink), m_board, m_clock));
        m_byName[name] = m_publishers.back().get();
    }
}

/// What was counted is not gone on with by other rules.
Result<void> Pipeline::Impl::isCountedTheSame()
{
    const std::string profile = countedBy(*m_info.profile);
    const std::string kept = std::exchange(m_saved.profile, profile);
    if (!kept.empty() && kept != profile)
        return fail(ErrorCode::StateSettings, m_store->path(), differenceOf(kept, profile));
    const Format was = m_merger.format();
    const Format now = m_format.known();
    if (was == now || was == Format::Auto || now == Format::Auto)
        return {};
    return fail(ErrorCode::StateSettings, m_store->path(),
                "format " + std::string(formatId(was)) + ", not " + std::string(formatId(now)));
}

/// Goes on where the kept state is.
Result<void> Pipeline::Impl::restore()
{
    Checkpoint checkpoint = m_saved.checkpoint;
    m_saved.checkpoint.seconds.clear(); // the workers look at its partitions
    if (!checkpoint.rest.empty() && !m_merger.restore(std::move(checkpoint), m_clock.steadyMs()))
        return fail(ErrorCode::StateBroken, m_store->path(), "damaged");
    if (auto same = isCountedTheSame(); !same)
        return same;
    if (m_format.known() == Format::Auto && m_merger.format() != Format::Auto)
        m_format.settle(m_merger.format());
    for (const auto& [name, publisher] : m_byName) {
        const auto cursor = m_saved.cursors.find(name);
        publisher->restore(m_saved.results, cursor == m_saved.cursors.end() ? 0 : cursor->second);
    }
    m_saved.results.clear();
    m_checkpointer = std::make_unique<Checkpointer>(std::move(m_store), m_saved, m_inputName,
                                                    m_byName, m_board, m_clock);
    return {};
}

Result<void> Pipeline::Impl::start()
{
    if (m_store)
        if (auto restored = restore(); !restored)
            return restored;
    m_mergeThread = std::jthread([this] { merge(); });
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        m_workers.emplace_back([this, i](const std::stop_token& stop) {
            Worker(i, *m_sources[i], m_stream).run(stop);
        });
    return {};
}

void Pipeline::Impl::stop()
{
    const std::int64_t untilMs = m_clock.steadyMs() + kFlush.count();
    m_stopping = true;
    for (std::jthread& worker : m_workers)
        worker.request_stop();
    m_workers.clear(); // joined
    m_batches.close();
    if (m_mergeThread.joinable())
        m_mergeThread.join();
    if (m_checkpointer)
        m_checkpointer->finish();
    const auto left = [&] {
        return std::chrono::milliseconds(std::max<std::int64_t>(0, untilMs - m_clock.steadyMs()));
    };
    for (const std::unique_ptr<Publisher>& publisher : m_publishers)
        publisher->flush(left());
    if (m_checkpointer)
        m_checkpointer->keepCursors();
    m_checkpointer.reset();
    m_publishers.clear();
    if (m_deadLetters)
        m_deadLetters->flush(left());
}

/// The merger thread: batches as they come, a tick five times a second and at each second's end.
void Pipeline::Impl::merge()
{
    std::int64_t tickedMs = m_clock.steadyMs();
    std::int64_t lookedMs = tickedMs; // at the board, while nothing else changes
    tick(); // the views begin with the state
    while (!m_batches.drained()) {
        const std::int64_t dueMs = (m_changed ? tickedMs : lookedMs) + kTickMs;
        const std::int64_t waitMs =
            std::clamp<std::int64_t>(dueMs - m_clock.steadyMs(), 0, kTickMs);
        take(std::chrono::milliseconds(waitMs));
        const std::int64_t nowMs = m_clock.steadyMs();
        if (nowMs < (m_changed ? tickedMs : lookedMs) + kTickMs && !secondEnded(nowMs))
            continue;
        lookedMs = nowMs;
        if (!m_changed && nowMs - tickedMs < kQuietTickMs && !boardChanged())
            continue;
        tickedMs = nowMs;
        m_changed = false;
        tick();
    }
    tick();
}

/// Merges the next batch, unless it has to wait: then it stays in the queue, which holds back the
/// workers and the sources.
void Pipeline::Impl::take(std::chrono::milliseconds wait)
{
    if (m_checkpointer && m_checkpointer->blocked() && !m_stopping) {
        m_checkpointer->awaitRoom(wait);
        return;
    }
    std::optional<Batch> batch = m_batches.pop(wait);
    if (!batch || !mayCount(*batch))
        return;
    m_changed = m_changed || batch->counters.messages != 0;
    m_uncommitted = m_uncommitted || m_changed;
    m_merger.merge(std::move(*batch), m_clock.steadyMs());
    if (m_merger.pressing())
        publishResults();
}

/// Once the first records are there, the cluster can tell whether the kept state is of this input.
bool Pipeline::Impl::mayCount(const Batch& batch)
{
    if (m_checkpointer && m_input == Input::Unknown && batch.counters.messages != 0)
        m_input = m_checkpointer->isOfThisInput() ? Input::Ours : Input::Foreign;
    return m_input != Input::Foreign;
}

/// Every partition has passed the end of another second of event time: what holds all of that
/// second need not wait for the next tick. Seconds that fly by, as in catching up, are left to the
/// ticks.
bool Pipeline::Impl::secondEnded(std::int64_t nowMs)
{
    if (nowMs - m_endTickMs < kEndTickMs)
        return false;
    const std::int64_t endMs = sliceStart(
        std::max<std::int64_t>(0, m_merger.partitions().holdingClock(nowMs).value_or(0)));
    if (endMs <= m_endMs)
        return false;
    m_endMs = endMs;
    m_endTickMs = nowMs;
    return true;
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
    std::vector<ResultRecord> results = m_merger.takeResults(m_clock.steadyMs());
    if (m_checkpointer && (m_uncommitted || !results.empty())) {
        m_uncommitted = false;
        m_checkpointer->offer(m_merger.takeCheckpoint(), std::move(results));
        return;
    }
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

Result<void> Pipeline::start()
{
    return m_impl->start();
}

void Pipeline::stop()
{
    m_impl->stop();
}

void Pipeline::goOn(GoOn choice)
{
    m_impl->goOn(choice);
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
