// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/labresults.h"

#include "core/profile/dimensions.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::size_t kRemembered = 7'200; ///< seconds; a second is corrected for half an hour

/// The lab's codes are the places of our ids: 0 female, 1 male, 2 unknown.
std::string listOf(const ResultRecord& record)
{
    std::string list;
    for (std::size_t code = 0; code < kGenderIds.size(); ++code) {
        const auto it = std::ranges::find(record.counts, kGenderIds[code], &Count::id);
        if (it == record.counts.end())
            continue;
        list += list.empty() ? "{\"" : ", {\"";
        list += std::to_string(code) + "\": " + std::to_string(it->count) + "}";
    }
    return "[" + list + "]";
}

} // namespace

bool LabResults::isDue(const ResultRecord& record) const
{
    if (record.metric != Metric::Gender || record.windowMs != kSecondMs || !record.isFinal)
        return false;
    if (m_sent.empty())
        return true;
    if (m_sent.contains(record.startMs))
        return false;
    // A second that is older than those remembered, or a correction of one from before them.
    const bool isForgotten = m_sent.size() == kRemembered && record.startMs < *m_sent.begin();
    return !isForgotten && (record.revision == 0 || record.startMs > *m_sent.rbegin());
}

std::vector<LabResults::Second> LabResults::due(std::span<const ResultRecord> batch) const
{
    std::vector<Second> seconds;
    for (const ResultRecord& record : batch) {
        if (isDue(record))
            seconds.push_back({record.startMs, listOf(record)});
    }
    std::ranges::sort(seconds, {}, &Second::startMs);
    return seconds;
}

void LabResults::sent(std::int64_t startMs)
{
    m_sent.insert(startMs);
    if (m_sent.size() > kRemembered)
        m_sent.erase(m_sent.begin());
}

} // namespace shoppulse
