// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"

#include <numeric>

namespace shoppulse {

std::string_view streamStateId(StreamState state)
{
    constexpr std::array<std::string_view, 7> kIds{
        "connecting", "waiting", "catching_up", "live", "delayed", "disconnected", "stopped"};
    return kIds[static_cast<std::size_t>(state)];
}

std::string_view kpiId(KpiId id)
{
    constexpr std::array<std::string_view, kKpis> kIds{
        "orders", "visits", "unique_visitors", "conversion", "cart_rate", "events_per_second"};
    return kIds[static_cast<std::size_t>(id)];
}

std::uint64_t Counters::undecodableTotal() const
{
    return std::accumulate(undecodable.begin(), undecodable.end(), std::uint64_t{0});
}

} // namespace shoppulse
