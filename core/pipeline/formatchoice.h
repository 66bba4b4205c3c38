// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/formatdetector.h"
#include "core/source/recordsource.h"

#include <atomic>
#include <mutex>
#include <span>

namespace shoppulse {

/// The stream's format, the same for all workers: as set, or told once from the first messages.
/// Thread safe; free of locks once settled.
class FormatChoice {
public:
    /// `format` Auto: to be told.
    explicit FormatChoice(Format format);

    /// The format to decode these records with. Until the choice is settled it looks into them,
    /// and gives the best guess so far.
    [[nodiscard]] Format choose(std::span<const Record> records);

    /// As an earlier run of the stream has told it; before the first choose().
    void settle(Format format);

    /// Auto while nothing is known.
    [[nodiscard]] Format known() const { return m_known.load(std::memory_order_relaxed); }
    /// The messages looked at were of two formats.
    [[nodiscard]] bool mixed() const { return m_mixed.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_settled;
    std::atomic<bool> m_mixed = false;
    std::atomic<Format> m_known;
    std::mutex m_mutex; ///< guards the detector
    FormatDetector m_detector;
};

} // namespace shoppulse
