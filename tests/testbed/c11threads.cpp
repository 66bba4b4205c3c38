// SPDX-License-Identifier: GPL-3.0-or-later
// ThreadSanitizer knows POSIX threads only, librdkafka uses C11's: unseen threads crash it, unseen
// locks look like races. In programs under it these stand before the C library's and pass on to
// what it knows; glibc's types are the same underneath.
#include <cerrno>
#include <memory>
#include <pthread.h>
#include <threads.h>

namespace {

struct Start {
    thrd_start_t function;
    void* argument;
};

void* begin(void* raw)
{
    const std::unique_ptr<Start> start(static_cast<Start*>(raw));
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(start->function(start->argument)));
}

pthread_mutex_t* posix(mtx_t* mutex)
{
    return reinterpret_cast<pthread_mutex_t*>(mutex);
}

pthread_cond_t* posix(cnd_t* condition)
{
    return reinterpret_cast<pthread_cond_t*>(condition);
}

int result(int code)
{
    return code == 0 ? thrd_success : code == ETIMEDOUT ? thrd_timedout : thrd_error;
}

} // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t function, void* argument)
{
    auto start = std::make_unique<Start>(Start{function, argument});
    const int code = pthread_create(thread, nullptr, begin, start.get());
    if (code == 0)
        static_cast<void>(start.release());
    return result(code);
}

int thrd_join(thrd_t thread, int* value)
{
    void* returned = nullptr;
    const int code = pthread_join(thread, &returned);
    if (value)
        *value = static_cast<int>(reinterpret_cast<std::intptr_t>(returned));
    return result(code);
}

int mtx_init(mtx_t* mutex, int type) noexcept
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(
        &attributes, (type & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
    const int code = pthread_mutex_init(posix(mutex), &attributes);
    pthread_mutexattr_destroy(&attributes);
    return result(code);
}

void mtx_destroy(mtx_t* mutex) noexcept
{
    pthread_mutex_destroy(posix(mutex));
}

int mtx_lock(mtx_t* mutex)
{
    return result(pthread_mutex_lock(posix(mutex)));
}

int mtx_unlock(mtx_t* mutex) noexcept
{
    return result(pthread_mutex_unlock(posix(mutex)));
}

int cnd_init(cnd_t* condition) noexcept
{
    return result(pthread_cond_init(posix(condition), nullptr));
}

void cnd_destroy(cnd_t* condition) noexcept
{
    pthread_cond_destroy(posix(condition));
}

int cnd_signal(cnd_t* condition) noexcept
{
    return result(pthread_cond_signal(posix(condition)));
}

int cnd_broadcast(cnd_t* condition) noexcept
{
    return result(pthread_cond_broadcast(posix(condition)));
}

int cnd_wait(cnd_t* condition, mtx_t* mutex)
{
    return result(pthread_cond_wait(posix(condition), posix(mutex)));
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until)
{
    return result(pthread_cond_timedwait(posix(condition), posix(mutex), until));
}

} // extern "C"
