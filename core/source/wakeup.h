// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace shoppulse {

/// Lets one thread wait for what others bring. wake() from any thread, kept until the next wait();
/// librdkafka's queues wake it by writing to fd().
class Wakeup {
public:
    Wakeup()
        : m_fd(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    {
    }
    ~Wakeup() { close(m_fd); }
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    void wake() { eventfd_write(m_fd, 1); }

    /// Until woken, for at most `most`.
    void wait(std::chrono::milliseconds most)
    {
        pollfd waiting{m_fd, POLLIN, 0};
        std::uint64_t count = 0;
        if (::poll(&waiting, 1, static_cast<int>(most.count())) > 0)
            eventfd_read(m_fd, &count);
    }

private:
    const int m_fd;
};

} // namespace shoppulse
