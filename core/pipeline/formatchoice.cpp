// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/formatchoice.h"

namespace shoppulse {

FormatChoice::FormatChoice(Format format)
    : m_settled(format != Format::Auto)
    , m_known(format)
{
}

void FormatChoice::settle(Format format)
{
    m_known.store(format, std::memory_order_relaxed);
    m_settled.store(true, std::memory_order_release);
}

Format FormatChoice::choose(std::span<const Record> records)
{
    // What looks like none of the formats is judged as the classic one: its rows are undecodable,
    // and say why.
    const auto orClassic = [](Format format) {
        return format == Format::Auto ? Format::TaobaoCsv : format;
    };
    if (m_settled.load(std::memory_order_acquire))
        return known();
    const std::lock_guard lock(m_mutex);
    if (m_settled.load(std::memory_order_relaxed))
        return known();
    for (const Record& record : records) {
        if (m_detector.settled())
            break;
        m_detector.sample(record.value);
    }
    const bool settled = m_detector.settled();
    const Format told = m_detector.detected();
    m_mixed.store(m_detector.mixed(), std::memory_order_relaxed);
    m_known.store(settled ? orClassic(told) : told, std::memory_order_relaxed);
    m_settled.store(settled, std::memory_order_release);
    return orClassic(told);
}

} // namespace shoppulse
