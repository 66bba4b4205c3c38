// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/publication.h"
#include "core/aggregate/windowreader.h"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace shoppulse {

/// How far event time is, for deciding what is shown and what is final.
struct TimeLimits {
    std::int64_t watermarkMs = kNoTime; ///< windows that end here or before are final
    std::int64_t newestEndMs = kNoTime; ///< end of the newest slice; later windows wait
    bool idle = false; ///< nothing more comes for now: everything open is final
};

/// Publishes the windows of a running stream: partial ones while they fill, final ones when the
/// watermark passes, corrections (a revision) when late events change them. Works only on the
/// windows that a touched second or a moved limit can have changed. One thread.
class LiveWindows {
public:
    /// The reader and the store outlive this.
    LiveWindows(const WindowSettings& settings, WindowReader& reader, const SliceStore& store);

    /// Events came into the second that starts at `startMs`.
    void touched(std::int64_t startMs) { m_touched.push_back(startMs); }

    /// Appends what is news since the last take. `build` false: nothing is appended, only the
    /// history of visitors() is kept up.
    void take(const TimeLimits& limits, Format format, bool build, std::vector<ResultRecord>& out);

    /// Forgets the windows that end at or before `timeMs`: nothing can correct them any more.
    void dropBefore(std::int64_t timeMs);

    /// What was published, as of a take.
    void save(ByteWriter& out) const;
    /// `taken`: the limits of that take. What was said of windows of another size is left out.
    void load(ByteReader& in, const TimeLimits& taken);

    /// Unique visitors of the window that ends at `endMs`, as of the last take; 0 when unknown.
    [[nodiscard]] std::uint64_t visitors(std::int64_t endMs) const;

private:
    struct Range { ///< of window ends, both inclusive
        std::int64_t firstMs;
        std::int64_t lastMs;
    };
    struct Publications {
        Publication visits;
        Publication buys;
    };
    struct Kind {
        WindowKind kind;
        std::map<std::int64_t, Publications> byEnd;
    };

    [[nodiscard]] std::vector<Range> ranges(std::int64_t sizeMs, const TimeLimits& limits) const;
    void takeWindow(Kind& kind, std::int64_t endMs, const TimeLimits& limits, Format format,
                    bool build, std::vector<ResultRecord>& out);

    const std::size_t m_topN;
    WindowReader& m_reader;
    const SliceStore& m_store;
    std::array<Kind, kWindowKinds> m_kinds;
    std::vector<std::int64_t> m_touched;
    TimeLimits m_taken; ///< the limits of the last take
};

} // namespace shoppulse
