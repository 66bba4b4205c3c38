// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progress.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace shoppulse {

using namespace std::chrono;

Progress::Progress(std::string noun)
    : m_noun(std::move(noun))
    , m_terminal(::isatty(STDERR_FILENO) != 0)
{
}

Progress::~Progress()
{
    if (m_open)
        std::fputc('\n', stderr);
}

void Progress::show(std::uint64_t done)
{
    constexpr auto kInterval = milliseconds(200);
    const auto now = steady_clock::now();
    if (!m_terminal || now - m_shown < kInterval)
        return;
    m_shown = now;
    m_open = true;
    const double seconds = std::max(duration<double>(now - m_start).count(), 0.001);
    std::fprintf(stderr, "\r%llu %s, %.0f/s  ", static_cast<unsigned long long>(done),
                 m_noun.c_str(), static_cast<double>(done) / seconds);
    std::fflush(stderr);
}

} // namespace shoppulse
