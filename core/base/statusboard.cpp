// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statusboard.h"

namespace shoppulse {

std::string_view componentId(Component component)
{
    constexpr std::array<std::string_view, kComponents> kIds{
        "kafka_in", "kafka_out", "dead_letters", "redis", "state", "web"};
    return kIds[static_cast<std::size_t>(component)];
}

std::string_view healthId(Health health)
{
    constexpr std::array<std::string_view, 6> kIds{"off",      "starting", "ok",
                                                   "degraded", "down",     "stopped"};
    return kIds[static_cast<std::size_t>(health)];
}

} // namespace shoppulse
