// SPDX-License-Identifier: GPL-3.0-or-later
// librdkafka's threads wait by C11's condition variables, until a moment of the wall clock. When
// that is set back meanwhile, they would wait for as much longer: an hour without a word. In a
// program this stands before the C library's function and waits by the steady clock.
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <pthread.h>
#include <threads.h>

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
/// A deadline that was made before the clock moved is not further away than this; whoever waits for
/// longer looks again.
constexpr std::int64_t kLongestNs = 10 * kNsPerSecond;

std::int64_t nsOf(const timespec& time)
{
    return time.tv_sec * kNsPerSecond + time.tv_nsec;
}

std::int64_t now(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return nsOf(time);
}

} // namespace

extern "C" int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until)
{
    const std::int64_t leftNs = std::min(nsOf(*until) - now(CLOCK_REALTIME), kLongestNs);
    const std::int64_t steadyNs = now(CLOCK_MONOTONIC) + std::max<std::int64_t>(leftNs, 0);
    const timespec deadline{steadyNs / kNsPerSecond, steadyNs % kNsPerSecond};
    // glibc's types are POSIX's underneath.
    const int code = pthread_cond_clockwait(reinterpret_cast<pthread_cond_t*>(condition),
                                            reinterpret_cast<pthread_mutex_t*>(mutex),
                                            CLOCK_MONOTONIC, &deadline);
    return code == 0 ? thrd_success : code == ETIMEDOUT ? thrd_timedout : thrd_error;
}
