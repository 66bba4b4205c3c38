// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/filter.h"
#include "core/aggregate/slicehistory.h"
#include "core/aggregate/windowsettings.h"
#include "core/base/statusboard.h"
#include "core/decode/event.h"
#include "core/profile/dimensions.h"
#include "core/profile/profile.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shoppulse {

/// How the stream is, in the words of the status pill. Pausing is the view's own business.
enum class StreamState : std::uint8_t {
    Connecting,
    Waiting, ///< connected, no event yet
    CatchingUp, ///< events older than 10 s of lag are being read
    Live,
    Delayed, ///< behind by more than 5 s and not gaining
    Disconnected,
    Stopped, ///< waits for a person's choice
};

/// "connecting", "waiting", "catching_up", "live", "delayed", "disconnected", "stopped".
[[nodiscard]] std::string_view streamStateId(StreamState state);

/// The window that a figure is for. Half open [startMs, endMs), epoch ms; both 0: since start.
struct WindowSpan {
    std::int64_t startMs = 0;
    std::int64_t endMs = 0;
    bool isFinal = false;
    /// Share of the window that the watermark has passed, 0..1; shown while partial.
    double progress = 0;
};

/// Counts by category, in the order of the dimension's ids.
struct CategoryCounts {
    WindowSpan window;
    std::vector<std::uint64_t> counts;
    std::uint64_t total = 0;
};

struct RankedItem {
    std::string id;
    std::uint64_t count = 0;
    int rankChange = 0; ///< places gained (> 0) or lost against one window length ago
    bool isNew = false; ///< was not in the top then
};

struct Ranking {
    WindowSpan window;
    std::vector<RankedItem> top;
    std::uint64_t other = 0;
    std::uint64_t total = 0;
    /// Set when the counts of the top are estimates: none is off by more.
    std::optional<std::uint64_t> error;
};

enum class KpiId : std::uint8_t {
    Orders, ///< purchases today
    Visits, ///< events today
    UniqueVisitors, ///< different users in 5 min
    Conversion, ///< purchases per click in 5 min, 0..1
    CartRate, ///< additions to the cart per click in 5 min, 0..1
    EventsPerSecond, ///< mean of the newest 5 final seconds
    Count_,
};
inline constexpr std::size_t kKpis = static_cast<std::size_t>(KpiId::Count_);

/// "orders", "visits", "unique_visitors", "conversion", "cart_rate", "events_per_second".
[[nodiscard]] std::string_view kpiId(KpiId id);

struct Kpi {
    std::optional<double> value; ///< empty: not known ("—"), also a ratio from fewer than 30 events
    /// Against the previous window of the same length: relative for figures, in points (0.01 = one
    /// point) for ratios. Empty when either is not known.
    std::optional<double> change;
    std::vector<std::optional<double>> spark; ///< 60 points, oldest first
};

/// One second of the behaviour trend. Seconds without events are present with zeros once the
/// stream has started; before that the series is shorter.
struct TrendPoint {
    std::array<std::uint32_t, kActions> counts{};
};

/// Everything that has been counted or given up since start. Rows unless said otherwise.
struct Counters {
    std::uint64_t messages = 0;
    std::uint64_t rows = 0; ///< decoded events
    std::uint64_t bytes = 0; ///< of message values
    std::uint64_t headerLines = 0;
    std::array<std::uint64_t, static_cast<std::size_t>(Undecodable::Count_)> undecodable{};
    std::uint64_t lateCorrected = 0; ///< rows that changed a window after it was final
    std::uint64_t lateDropped = 0;
    std::uint64_t skewed = 0;
    std::uint64_t gapMessages = 0; ///< vanished from the topic before they were read
    std::uint64_t lagMessages = 0; ///< between the newest counted and the topic's end
    std::int64_t lagMs = -1; ///< age of the newest counted event by the wall clock; -1 unknown
    double queueFill = 0; ///< fullest internal queue, 0..1

    [[nodiscard]] std::uint64_t undecodableTotal() const;
};

struct PartitionLag {
    std::int32_t partition = 0;
    std::int64_t nextOffset = 0;
    std::int64_t lagMessages = 0; ///< -1 unknown
    std::int64_t newestEventMs = 0;
    bool active = true; ///< holds the watermark back
};

/// What is looked at; the same for the whole run.
struct StreamInfo {
    std::string topic;
    std::string brokers;
    bool demo = false; ///< the embedded demo broker
    Format format = Format::Auto; ///< detected or set
    std::shared_ptr<const Profile> profile;
};

/// A look through a filter, or back in time, instead of the newest of all events.
struct View {
    Filter filter;
    WindowSpan span; ///< of the figures that are else since start or of the day
};

/// Everything the window, the page and the exports show at one instant. Immutable once published;
/// shared by reference. The same sequence shows the same numbers everywhere.
struct Snapshot {
    std::uint64_t sequence = 0;
    std::int64_t wallMs = 0; ///< when it was made
    StreamState state = StreamState::Connecting;
    StreamInfo info;
    std::int64_t watermarkMs = 0; ///< 0: none yet
    std::int64_t newestEventMs = 0; ///< end of the newest slice; 0: none yet
    Counters counters;
    std::vector<PartitionLag> partitions;
    std::array<ComponentStatus, kComponents> components;

    std::array<Kpi, kKpis> kpis;
    std::int64_t trendStartMs = 0; ///< start of the first point
    std::vector<TrendPoint> trend; ///< at most 300 s, 1 s apart, oldest first
    std::size_t trendFinal = 0; ///< points before this index are final, the rest partial
    std::int64_t timelineStartMs = 0;
    std::vector<std::uint32_t> timeline; ///< events a second, at most 1,800 s, oldest first
    /// Purchases by gender, since start; with gender-code, which knows no purchases, all events.
    CategoryCounts orderGender;
    CategoryCounts orderAge; ///< purchases by age group, since start
    CategoryCounts behavior; ///< all events by action, since start
    CategoryCounts province; ///< all events, 60 s
    CategoryCounts provinceBuy; ///< purchases, 60 s
    Ranking brand; ///< purchases, 60 s
    Ranking brandVisit; ///< all events, 60 s
    Ranking category; ///< all events, 60 s
    double uniqueError = 0; ///< relative standard error of the unique visitors shown
    std::optional<View> view; ///< set by filteredSnapshot()
    WindowSettings windows;
    SliceHistoryPtr history; ///< for filteredSnapshot(); null before the first event
    std::vector<Error> problems; ///< standing conditions, worst first

    [[nodiscard]] const Kpi& kpi(KpiId id) const { return kpis[static_cast<std::size_t>(id)]; }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace shoppulse
