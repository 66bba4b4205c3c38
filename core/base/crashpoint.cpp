// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crashpoint.h"

#ifdef SHOPPULSE_CRASH_POINTS

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace shoppulse {

void crashPoint(std::string_view step)
{
    static const std::string_view wanted = [] {
        const char* value = std::getenv("SHOPPULSE_CRASH_AT");
        return value != nullptr ? std::string_view(value) : std::string_view();
    }();
    const std::size_t colon = wanted.find(':');
    if (colon == std::string_view::npos || wanted.substr(0, colon) != step)
        return;
    static std::atomic<int> passes{0};
    if (++passes == std::atoi(wanted.data() + colon + 1))
        std::raise(SIGKILL);
}

} // namespace shoppulse

#endif
