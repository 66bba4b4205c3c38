// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/aggregate/slidingsum.h"
#include "core/aggregate/slidingvisitors.h"
#include "core/aggregate/windowsettings.h"

#include <array>
#include <cstdint>

namespace shoppulse {

/// The three sorts of windows in event time.
enum class WindowKind : std::uint8_t { Second, Ranking, Visitors };
inline constexpr std::size_t kWindowKinds = 3;

/// What a metric counts; metrics of one sort in one window change together.
enum class Counted : std::uint8_t { Visits, Buys, Visitors };

/// A metric that is counted in event-time windows.
struct WindowMetric {
    Metric metric;
    WindowKind kind;
    Counted counted;
};

inline constexpr std::array<WindowMetric, 10> kWindowMetrics{{
    {Metric::Behavior, WindowKind::Second, Counted::Visits},
    {Metric::Gender, WindowKind::Second, Counted::Visits},
    {Metric::OrderNumGender, WindowKind::Second, Counted::Buys},
    {Metric::OrderNumAge, WindowKind::Second, Counted::Buys},
    {Metric::BrandVisit, WindowKind::Ranking, Counted::Visits},
    {Metric::Province, WindowKind::Ranking, Counted::Visits},
    {Metric::Category, WindowKind::Ranking, Counted::Visits},
    {Metric::Brand, WindowKind::Ranking, Counted::Buys},
    {Metric::ProvinceBuy, WindowKind::Ranking, Counted::Buys},
    {Metric::UniqueVisitors, WindowKind::Visitors, Counted::Visitors},
}};

/// Whether a stream of this format gives a metric: gender-code knows nothing but gender.
[[nodiscard]] constexpr bool hasMetric(Format format, Metric metric)
{
    return format != Format::GenderCode || metric == Metric::Gender || metric == Metric::VisitNum;
}

/// What a window holds; pointers into the reader or the store, good until the next read or merge.
/// Null or zero what the window's kind does not have.
struct WindowContents {
    const Marginals* marginals = nullptr;
    const WindowKeys* brands = nullptr;
    const WindowKeys* categories = nullptr;
    std::uint64_t visitors = 0;
    double visitorsError = 0;

    [[nodiscard]] std::uint64_t total(Counted counted) const;
};

/// Reads any window off the store; cheapest when the ends come in order. One thread.
class WindowReader {
public:
    WindowReader(const WindowSettings& settings, const SliceStore& store);

    [[nodiscard]] WindowContents read(WindowKind kind, std::int64_t endMs);
    [[nodiscard]] std::int64_t sizeMs(WindowKind kind) const
    {
        return m_sizes[static_cast<std::size_t>(kind)];
    }

    void added(const MergedDelta& merged);
    void dropped(std::int64_t timeMs) { m_sum.dropped(timeMs); }

private:
    const SliceStore& m_store;
    const std::array<std::int64_t, kWindowKinds> m_sizes;
    const Marginals m_nothing;
    SlidingSum m_sum;
    SlidingVisitors m_visitors;
};

} // namespace shoppulse
