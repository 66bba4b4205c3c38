// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/brokeraddress.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <thread>

namespace shoppulse {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kCancelLook{50};

struct InfoDestroy {
    void operator()(addrinfo* info) const { freeaddrinfo(info); }
};
using Info = std::unique_ptr<addrinfo, InfoDestroy>;

struct Lookup {
    std::vector<std::string> ips;
    std::string problem;
};

Lookup lookUp(const std::string& host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int code = getaddrinfo(host.c_str(), nullptr, &hints, &found); code != 0)
        return {{}, gai_strerror(code)};
    const Info held(found);
    Lookup result;
    for (const addrinfo* one = found; one; one = one->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST)
            == 0)
            result.ips.emplace_back(text.data());
    }
    return result;
}

/// A socket on its way to one address.
class Attempt {
public:
    explicit Attempt(const ReachedBroker& target)
        : m_target(target)
    {
        connect();
    }
    ~Attempt()
    {
        if (m_socket >= 0)
            close(m_socket);
    }
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;

    [[nodiscard]] int socket() const { return m_problem == 0 ? m_socket : -1; }
    [[nodiscard]] int problem() const { return m_problem; }
    [[nodiscard]] const ReachedBroker& target() const { return m_target; }

    /// After poll() saw the socket: true when connected.
    bool settle()
    {
        socklen_t size = sizeof m_problem;
        getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &m_problem, &size);
        return m_problem == 0;
    }

private:
    void connect()
    {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
        addrinfo* found = nullptr;
        if (getaddrinfo(m_target.ip.c_str(), m_target.broker.port.c_str(), &hints, &found) != 0) {
            m_problem = EINVAL;
            return;
        }
        const Info held(found);
        m_socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (m_socket < 0
            || (::connect(m_socket, found->ai_addr, found->ai_addrlen) != 0
                && errno != EINPROGRESS))
            m_problem = errno;
    }

    const ReachedBroker m_target;
    int m_socket = -1;
    int m_problem = 0;
};

/// One look at all sockets; the attempt that connected, if any.
const Attempt* lookAt(const std::vector<std::unique_ptr<Attempt>>& attempts, bool& pending)
{
    std::vector<pollfd> waiting;
    std::vector<Attempt*> asked;
    for (const auto& attempt : attempts) {
        if (attempt->socket() < 0)
            continue;
        waiting.push_back({attempt->socket(), POLLOUT, 0});
        asked.push_back(attempt.get());
    }
    pending = !waiting.empty();
    if (!pending
        || ::poll(waiting.data(), waiting.size(), static_cast<int>(kCancelLook.count())) <= 0)
        return nullptr;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        if (waiting[i].revents != 0 && asked[i]->settle())
            return asked[i];
    return nullptr;
}

} // namespace

std::vector<BrokerAddress> parseBrokers(const std::string& list)
{
    std::vector<BrokerAddress> brokers;
    std::string_view rest = list;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view entry = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const std::size_t first = entry.find_first_not_of(' ');
        if (first == std::string_view::npos)
            continue;
        entry = entry.substr(first, entry.find_last_not_of(' ') - first + 1);
        if (const std::size_t scheme = entry.find("://"); scheme != std::string_view::npos)
            entry.remove_prefix(scheme + 3);
        BrokerAddress broker;
        const std::size_t colon = entry.rfind(':');
        const bool hasPort = colon != std::string_view::npos && entry.back() != ']';
        if (hasPort)
            broker.port = entry.substr(colon + 1);
        broker.host = entry.substr(0, hasPort ? colon : entry.size());
        if (broker.host.starts_with('[') && broker.host.ends_with(']'))
            broker.host = broker.host.substr(1, broker.host.size() - 2);
        brokers.push_back(std::move(broker));
    }
    return brokers;
}

Result<std::vector<std::string>> resolveHost(const BrokerAddress& broker, int timeoutMs,
                                             const std::atomic<bool>& cancel)
{
    // The system's resolver cannot be interrupted: it gets a thread of its own, left behind when
    // it takes too long.
    std::packaged_task<Lookup()> task([host = broker.host] { return lookUp(host); });
    std::future<Lookup> answer = task.get_future();
    std::thread(std::move(task)).detach();
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    while (answer.wait_for(kCancelLook) != std::future_status::ready)
        if (cancel || SteadyClock::now() > deadline)
            return fail(ErrorCode::BrokerNameUnknown, broker.text(), "no answer in time");
    Lookup found = answer.get();
    if (found.ips.empty())
        return fail(ErrorCode::BrokerNameUnknown, broker.text(), std::move(found.problem));
    return std::move(found.ips);
}

Result<ReachedBroker> reachAny(const std::vector<ReachedBroker>& addresses, int timeoutMs,
                               const std::atomic<bool>& cancel)
{
    std::vector<std::unique_ptr<Attempt>> attempts;
    for (const ReachedBroker& address : addresses)
        attempts.push_back(std::make_unique<Attempt>(address));
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    bool pending = true;
    while (pending && !cancel && SteadyClock::now() < deadline)
        if (const Attempt* reached = lookAt(attempts, pending))
            return reached->target();
    const auto refused = std::find_if(attempts.begin(), attempts.end(),
                                      [](const auto& one) { return one->problem() != 0; });
    if (refused == attempts.end())
        return fail(ErrorCode::BrokerUnreachable,
                    addresses.empty() ? std::string{} : addresses.front().broker.text(),
                    "no answer in time");
    return fail(ErrorCode::BrokerUnreachable, (*refused)->target().broker.text(),
                std::strerror((*refused)->problem()));
}

} // namespace shoppulse
