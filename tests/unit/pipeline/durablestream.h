// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/pipeline.h"
#include "tests/unit/pipeline/livesource.h"

#include <QString>
#include <QTest>
#include <map>

namespace shoppulse::testing {

inline constexpr std::int64_t kStart = 1'700'000'000'000;

/// What a sink has got; it outlives the runs that write to it.
struct Place {
    std::mutex mutex;
    std::map<std::string, ResultRecord> newest; ///< by key
    std::size_t written = 0; ///< results, the same ones again too
    bool up = true;
    int kills = 0; ///< a sink that was made before the last one writes nothing more

    /// Counts by key, without what depends on how long a stream was waited for: windows that end
    /// after the newest event become final when their partition was silent for long enough.
    std::map<std::string, std::vector<Count>> counts(std::int64_t newestMs)
    {
        const std::lock_guard lock(mutex);
        std::map<std::string, std::vector<Count>> all;
        for (const auto& [key, record] : newest)
            if (record.windowMs == kRunningTotal || record.endMs <= newestMs)
                all[key] = record.counts;
        return all;
    }
    std::uint64_t visits()
    {
        const std::lock_guard lock(mutex);
        return newest["visitnum|0|0"].total;
    }
};

class PlaceSink final : public ResultSink {
public:
    explicit PlaceSink(Place& place)
        : m_place(place)
        , m_bornAfter(place.kills)
    {
    }
    [[nodiscard]] Component component() const override { return Component::Redis; }
    [[nodiscard]] std::string target() const override { return "place"; }
    Result<void> write(std::span<const ResultRecord> batch) override
    {
        const std::lock_guard lock(m_place.mutex);
        if (!m_place.up || m_place.kills != m_bornAfter)
            return fail(ErrorCode::RedisUnreachable, "place", "down");
        for (const ResultRecord& record : batch) {
            ResultRecord& newest = m_place.newest[resultKey(record)];
            if (newest.version <= record.version)
                newest = record;
        }
        m_place.written += batch.size();
        return {};
    }

private:
    Place& m_place;
    const int m_bornAfter;
};

/// A stream that can be started again and again on what is kept in a folder.
class DurableStream {
public:
    DurableStream(Place& place, LiveSource::Log& log, std::string input = "cluster/shop")
        : m_place(place)
        , m_log(log)
        , m_input(std::move(input))
    {
        clock.setWall(kStart);
    }

    Result<void> start(const QString& folder)
    {
        auto store = StateStore::open((folder + QStringLiteral("/state.db")).toStdString(), 0);
        if (!store)
            return Unexpected(store.error());
        auto saved = (*store)->load();
        if (!saved)
            return Unexpected(saved.error());
        Pipeline::Config config;
        config.info.topic = "shop";
        config.info.profile = std::make_shared<const Profile>(profile);
        config.info.format = format;
        config.sinks.push_back(std::make_unique<PlaceSink>(m_place));
        config.store = std::move(*store);
        config.inputName = [input = m_input] { return input; };
        const auto& partitions = saved->checkpoint.partitions;
        restoredOffset = partitions.empty() ? 0 : partitions.front().nextOffset;
        config.saved = std::move(*saved);
        RecordSources sources;
        sources.push_back(std::make_unique<LiveSource>(m_log, 0, restoredOffset));
        pipeline = std::make_unique<Pipeline>(std::move(config), std::move(sources), board, clock);
        return pipeline->start();
    }

    template <class Fits> bool await(Fits&& fits)
    {
        return QTest::qWaitFor(
            [&] {
                clock.advance(50);
                return fits();
            },
            20'000);
    }
    bool awaitVisits(std::uint64_t visits)
    {
        return await([&] { return m_place.visits() == visits; });
    }
    [[nodiscard]] ComponentStatus state() const
    {
        return board.read()[static_cast<std::size_t>(Component::State)];
    }

    Profile profile = *loadProfile("taobao", {});
    Format format = Format::Auto;
    HandClock clock;
    StatusBoard board;
    std::unique_ptr<Pipeline> pipeline;
    std::int64_t restoredOffset = 0;

private:
    Place& m_place;
    LiveSource::Log& m_log;
    const std::string m_input;
};

constexpr std::int64_t eventTime(int row)
{
    return kStart + row * 90;
}

inline void writeRows(LiveSource::Log& log, int from, int to)
{
    for (int i = from; i < to; ++i) {
        const std::int64_t lateMs = i % 17 == 0 ? 5'000 : 0;
        log.write(eventTime(i) - lateMs,
                  i % 23 == 0 ? "broken"
                              : std::to_string(i % 31) + ",1," + std::to_string(i % 7) + ",3,"
                          + std::to_string(i % 5) + ",11,11," + std::to_string(i % 4)
                          + ",3,0,上海");
    }
}

constexpr std::uint64_t decodable(int rows)
{
    return static_cast<std::uint64_t>(rows - (rows + 22) / 23);
}

/// The first key whose counts are not the same after so many rows; empty when all are.
inline std::string difference(Place& one, Place& other, int rows)
{
    const auto first = one.counts(eventTime(rows - 1));
    const auto second = other.counts(eventTime(rows - 1));
    for (const auto& [key, counts] : first)
        if (const auto found = second.find(key); found == second.end() || found->second != counts)
            return key;
    for (const auto& [key, counts] : second)
        if (!first.contains(key))
            return key;
    return {};
}

} // namespace shoppulse::testing
