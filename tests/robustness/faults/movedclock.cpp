// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, moves its wall clock by the nanoseconds that stand in the file named by
// SHOPPULSE_TEST_CLOCK, while it runs. The steady clocks stay. Who waits for a moment of the wall
// clock (C11's condition variables do) waits for the moved one, as with the system's own.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <threads.h>
#include <unistd.h>

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kLookNs = 10'000'000; ///< how often somebody who waits looks at the clock

using Offset = std::atomic<std::int64_t>;

const Offset* const kOffset = []() -> const Offset* {
    const char* path = std::getenv("SHOPPULSE_TEST_CLOCK");
    const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void* mapped =
        file < 0 ? MAP_FAILED : mmap(nullptr, sizeof(Offset), PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED)
        std::abort();
    close(file);
    return static_cast<const Offset*>(mapped);
}();

std::int64_t read(clockid_t clock)
{
    timespec time{};
    syscall(SYS_clock_gettime, clock, &time);
    return time.tv_sec * kNsPerSecond + time.tv_nsec;
}

std::int64_t wallNs()
{
    // Other libraries' beginnings come here before ours.
    return read(CLOCK_REALTIME) + (kOffset ? kOffset->load() : 0);
}

timespec specOf(std::int64_t ns)
{
    return {ns / kNsPerSecond, ns % kNsPerSecond};
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    const bool wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    *time = specOf(wall ? wallNs() : read(clock));
    return 0;
}

int gettimeofday(timeval* time, void*) noexcept
{
    const timespec now = specOf(wallNs());
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t* out) noexcept
{
    const time_t now = wallNs() / kNsPerSecond;
    if (out)
        *out = now;
    return now;
}

int timespec_get(timespec* time, int base) noexcept
{
    *time = specOf(wallNs());
    return base;
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until)
{
    const std::int64_t untilNs = until->tv_sec * kNsPerSecond + until->tv_nsec;
    while (true) {
        const std::int64_t leftNs = untilNs - wallNs();
        if (leftNs <= 0)
            return thrd_timedout;
        const timespec look = specOf(read(CLOCK_MONOTONIC) + std::min(leftNs, kLookNs));
        const int code = pthread_cond_clockwait(reinterpret_cast<pthread_cond_t*>(condition),
                                                reinterpret_cast<pthread_mutex_t*>(mutex),
                                                CLOCK_MONOTONIC, &look);
        if (code != ETIMEDOUT)
            return code == 0 ? thrd_success : thrd_error;
    }
}

} // extern "C"
