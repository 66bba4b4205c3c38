// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/batch.h"
#include "core/aggregate/checkpoint.h"
#include "core/aggregate/closedwindows.h"
#include "core/aggregate/daywindows.h"
#include "core/aggregate/livewindows.h"
#include "core/aggregate/partitionbook.h"
#include "core/aggregate/runningtotals.h"
#include "core/aggregate/slicestore.h"
#include "core/aggregate/windowreader.h"
#include "core/aggregate/windowsettings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shoppulse {

/// Brings the workers' batches together: keeps the slices, knows the watermark, and says what the
/// results are. Stepped from outside, by one thread; the steady time is handed in and only decides
/// when a silent input is taken for idle. What is counted does not depend on how the batches of
/// different partitions interleave.
///
/// Live: takeResults() gives what is news; slices older than the kept time are forgotten.
/// Bounded: takeClosed() and takeRest() give every window once, in order; memory holds the kept
/// time only, whatever the topic's length.
class Merger {
public:
    enum class Mode : std::uint8_t { Live, Bounded };

    struct Config {
        Mode mode = Mode::Live;
        WindowSettings windows;
        std::string timeZone = "Asia/Shanghai"; ///< bounds the day
        std::size_t workers = 1;
        bool results = true; ///< live: someone takes the results, not only the queries
    };

    /// Throws std::runtime_error when the time zone is unknown.
    explicit Merger(Config config);

    void merge(Batch batch, std::int64_t steadyMs);

    /// Live: works out finality, appends the results that have changed since the last take, then
    /// forgets what is too old. To be called about five times a second, and when pressing().
    std::vector<ResultRecord> takeResults(std::int64_t steadyMs);
    /// Live: so many seconds of event time came that their results should be taken now.
    [[nodiscard]] bool pressing() const { return m_newSlices >= kPressingSlices; }

    /// Live, directly after takeResults(): what is to be kept so that all of it, with the seconds
    /// of earlier ones, is the state now. Cheap: seconds are handed over by pointer.
    [[nodiscard]] Checkpoint takeCheckpoint();
    /// Live, before the first batch: goes on from a checkpoint with all its seconds, as if there
    /// had been no end. False: its bytes are not those of a checkpoint; the merger is of no use
    /// then.
    [[nodiscard]] bool restore(Checkpoint checkpoint, std::int64_t steadyMs);

    /// Bounded: yields the windows that no correction can come to any more.
    void takeClosed(const ResultHandler& yield);
    /// Bounded, at the end: yields all other windows, then the running totals, then the days.
    void takeRest(const ResultHandler& yield);
    /// Bounded: every partition known was read to its stop.
    [[nodiscard]] bool finished() const { return !m_partitions.unfinishedClock(); }

    [[nodiscard]] const WindowSettings& settings() const { return m_settings; }
    [[nodiscard]] Format format() const { return m_format; }
    [[nodiscard]] const InputCounters& counters() const { return m_counters; }
    [[nodiscard]] std::uint64_t lateCorrected() const { return m_lateCorrected; }
    [[nodiscard]] const PartitionBook& partitions() const { return m_partitions; }
    [[nodiscard]] const SliceStore& store() const { return m_store; }
    /// The seconds that are held now, for other threads.
    [[nodiscard]] SliceHistoryPtr history() { return m_store.share(); }
    [[nodiscard]] const RunningTotals& totals() const { return m_totals; }
    [[nodiscard]] const DayWindows& days() const { return m_days; }
    /// As of the last take.
    [[nodiscard]] const TimeLimits& limits() const { return m_limits; }
    /// Start of the first slice ever; kNoTime before it.
    [[nodiscard]] std::int64_t firstSliceMs() const { return m_firstSliceMs; }
    /// Unique visitors of the window that ends at `endMs`; 0 when unknown.
    [[nodiscard]] std::uint64_t visitors(std::int64_t endMs) const
    {
        return m_live.visitors(endMs);
    }
    /// The window that ends with the newest slice.
    [[nodiscard]] WindowContents newestWindow(WindowKind kind);
    /// The ranking window one length before that.
    [[nodiscard]] const SlidingSum& rankingBefore();

private:
    static constexpr std::size_t kPressingSlices = 512;

    [[nodiscard]] static WindowSettings wholeSeconds(WindowSettings settings);
    void mergeDelta(SliceDelta delta);
    void load(ByteReader& in);
    void updateLimits(std::int64_t steadyMs);
    void forget(std::int64_t steadyMs);
    void dropSlices(std::int64_t acceptMs);

    const Config m_config;
    const WindowSettings m_settings;
    const std::int64_t m_widestMs; ///< the largest window: what is kept beyond the kept time
    Format m_format = Format::Auto;
    PartitionBook m_partitions;
    SliceStore m_store;
    RunningTotals m_totals;
    DayWindows m_days;
    WindowReader m_reader;
    LiveWindows m_live;
    ClosedWindows m_closed;
    SlidingSum m_before; ///< for rankingBefore()
    InputCounters m_counters;
    std::uint64_t m_lateCorrected = 0;
    TimeLimits m_limits;
    std::int64_t m_idleFinalMs = kNoTime; ///< ends up to here were made final by idleness
    std::int64_t m_acceptMs = kNoTime; ///< slices that end here or before take nothing more
    std::int64_t m_firstSliceMs = kNoTime;
    std::size_t m_newSlices = 0; ///< since the last take
};

} // namespace shoppulse
