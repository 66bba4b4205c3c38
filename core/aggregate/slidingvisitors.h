// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/slicestore.h"

#include <cstdint>
#include <vector>

namespace shoppulse {

/// The visitors of a window that slides over the store. A union cannot be taken back, so the
/// window is kept as two stacks: unions of the older slices from each of them up to a middle, and
/// one union of all after the middle. What leaves pops an old union; when there is none left, the
/// middle moves to the end. A slide costs O(1) unions, amortised. One thread.
class SlidingVisitors {
public:
    /// `sizeMs`: whole seconds.
    explicit SlidingVisitors(std::int64_t sizeMs)
        : m_sizeMs(sizeMs)
    {
    }

    /// Makes this the visitors of [endMs - size, endMs).
    void moveTo(std::int64_t endMs, const SliceStore& store);

    /// A delta was merged into the store; `isNew`: its second was not there before.
    void added(std::int64_t startMs, const Slice& delta, bool isNew);

    [[nodiscard]] VisitorSketch visitors() const;

private:
    struct Suffix {
        std::int64_t startMs = 0;
        VisitorSketch visitors; ///< of this slice and the later ones before the middle
    };

    void rebuild(std::int64_t endMs, const SliceStore& store);

    const std::int64_t m_sizeMs;
    std::int64_t m_endMs = kNoTime;
    std::int64_t m_middleMs = kNoTime;
    std::int64_t m_oldestYoungMs = kEndOfTime; ///< first slice in m_young
    std::vector<Suffix> m_old; ///< the oldest slice last
    VisitorSketch m_young;
};

} // namespace shoppulse
