// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace shoppulse {
namespace {

std::atomic<bool> gInterrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);
int gPipe[2] = {-1, -1};

void onSignal(int)
{
    gInterrupted = true;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(gPipe[1], &byte, 1);
}

} // namespace

const std::atomic<bool>& interrupted()
{
    return gInterrupted;
}

int catchInterrupts()
{
    if (::pipe2(gPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return -1;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
    return gPipe[0];
}

} // namespace shoppulse
