// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redissocket.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace shoppulse {
namespace {

using Deadline = std::chrono::steady_clock::time_point;
using namespace std::chrono_literals;

constexpr auto kStep = 2s;

enum class Waited { Ready, Late, Cancelled };

Waited await(int fd, short events, const Wakeup& cancel, Deadline until)
{
    pollfd waiting[] = {{fd, events, 0}, {cancel.fd(), POLLIN, 0}};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    const int ready = ::poll(waiting, 2, static_cast<int>(std::max<long>(0, left.count())));
    if (waiting[1].revents != 0)
        return Waited::Cancelled;
    return ready == 0 ? Waited::Late : Waited::Ready;
}

/// OpenSSL writes with write(): a closed connection would end the program by SIGPIPE.
void blockSigpipe()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

struct FreeAddresses {
    void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// Null: the authority's file cannot be read.
Context contextFor(const std::string& caFile)
{
    Context context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF); // as any lost connection
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    const int trusts = caFile.empty()
        ? SSL_CTX_set_default_verify_paths(context.get())
        : SSL_CTX_load_verify_locations(context.get(), caFile.c_str(), nullptr);
    if (trusts != 1)
        context.reset();
    return context;
}

/// The certificate has to hold this name or address.
void expectHost(SSL* session, const std::string& host)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1)
        return;
    SSL_set1_host(session, host.c_str());
    SSL_set_tlsext_host_name(session, host.c_str());
}

} // namespace

void RedisSocket::Free::operator()(ssl_st* session) const
{
    SSL_free(session);
}

RedisSocket::RedisSocket(const RedisConfig& config)
    : m_config(config)
{
}

RedisSocket::~RedisSocket()
{
    close();
}

Result<void> RedisSocket::open()
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const std::string port = std::to_string(m_config.port);
    const int code = getaddrinfo(m_config.host.c_str(), port.c_str(), &hints, &list);
    if (code != 0)
        return broken(gai_strerror(code));
    const Addresses addresses(list);
    Result<void> opened;
    for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
        opened = connectTo(*one);
        if (opened)
            return m_config.tls ? secure() : opened;
    }
    return opened;
}

Result<void> RedisSocket::connectTo(const addrinfo& address)
{
    m_fd = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_fd < 0)
        return broken(std::strerror(errno));
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_fd, address.ai_addr, address.ai_addrlen) != 0 && errno != EINPROGRESS)
        return broken(std::strerror(errno));
    const Waited waited = await(m_fd, POLLOUT, m_cancel, std::chrono::steady_clock::now() + kStep);
    if (waited != Waited::Ready)
        return broken(waited == Waited::Late ? "no answer within 2 s" : "cancelled");
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        return broken(std::strerror(error));
    return {};
}

Result<void> RedisSocket::secure()
{
    blockSigpipe();
    const Context context = contextFor(m_config.caFile);
    if (!context)
        return broken({ErrorCode::RedisTls, redisTarget(m_config),
                       m_config.caFile + " holds no certificate that can be read"});
    m_session.reset(SSL_new(context.get()));
    SSL_set_fd(m_session.get(), m_fd);
    expectHost(m_session.get(), m_config.host);
    const auto shaken = attempt(POLLIN, [this] { return SSL_connect(m_session.get()); });
    if (!shaken)
        return Unexpected(shaken.error());
    m_secured = true;
    return {};
}

/// Repeats a step that gives 0 or less while it has to wait.
template <class Step> Result<std::size_t> RedisSocket::attempt(short events, Step step)
{
    if (!isOpen())
        return broken("not connected");
    const Deadline until = std::chrono::steady_clock::now() + kStep;
    for (;;) {
        ERR_clear_error();
        const long result = step();
        if (result > 0)
            return static_cast<std::size_t>(result);
        const short wanted = awaited(result, events);
        if (wanted == 0)
            return broken(failure(result));
        const Waited waited = await(m_fd, wanted, m_cancel, until);
        if (waited == Waited::Late && m_session && !m_secured)
            return broken(tlsError("no TLS within 2 s"));
        if (waited != Waited::Ready)
            return broken(waited == Waited::Late ? "no answer within 2 s" : "cancelled");
    }
}

/// What a step that gave `result` waits for; 0: it has failed.
short RedisSocket::awaited(long result, short events) const
{
    if (!m_session)
        return result < 0 && (errno == EAGAIN || errno == EINTR) ? events : short{0};
    switch (SSL_get_error(m_session.get(), static_cast<int>(result))) {
    case SSL_ERROR_WANT_READ:
        return POLLIN;
    case SSL_ERROR_WANT_WRITE:
        return POLLOUT;
    default:
        return 0;
    }
}

Error RedisSocket::failure(long result) const
{
    const std::string cause =
        result == 0 || errno == 0 ? "the server closed the connection" : std::strerror(errno);
    if (m_session && (!m_secured || ERR_peek_error() != 0))
        return tlsError(cause);
    return {ErrorCode::RedisUnreachable, redisTarget(m_config), cause};
}

Error RedisSocket::tlsError(std::string fallback) const
{
    const long verified = SSL_get_verify_result(m_session.get());
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    if (verified != X509_V_OK)
        fallback = X509_verify_cert_error_string(verified);
    else if (reason != nullptr)
        fallback = reason;
    return {ErrorCode::RedisTls, redisTarget(m_config), std::move(fallback)};
}

Result<void> RedisSocket::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = attempt(POLLOUT, [&]() -> long {
            return m_session
                ? SSL_write(m_session.get(), bytes.data(), static_cast<int>(bytes.size()))
                : ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        });
        if (!sent)
            return Unexpected(sent.error());
        bytes.remove_prefix(*sent);
    }
    return {};
}

Result<std::size_t> RedisSocket::receive(std::span<char> buffer)
{
    return attempt(POLLIN, [&]() -> long {
        return m_session ? SSL_read(m_session.get(), buffer.data(), static_cast<int>(buffer.size()))
                         : ::recv(m_fd, buffer.data(), buffer.size(), 0);
    });
}

Unexpected RedisSocket::broken(Error error)
{
    close();
    return Unexpected(std::move(error));
}

Unexpected RedisSocket::broken(std::string detail)
{
    return broken({ErrorCode::RedisUnreachable, redisTarget(m_config), std::move(detail)});
}

void RedisSocket::close()
{
    m_session.reset();
    m_secured = false;
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

} // namespace shoppulse
