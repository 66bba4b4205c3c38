// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/publish/redis/redisconfig.h"
#include "core/source/wakeup.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ssl_st;
struct addrinfo;

namespace shoppulse {

/// A stream of bytes to a Redis, plain or by TLS with its certificate and host name verified. No
/// step waits longer than 2 s. After an error it is closed. One thread; cancel() from any.
class RedisSocket {
public:
    explicit RedisSocket(const RedisConfig& config);
    ~RedisSocket();
    RedisSocket(const RedisSocket&) = delete;
    RedisSocket& operator=(const RedisSocket&) = delete;

    /// Fails with RedisUnreachable or RedisTls.
    Result<void> open();
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    Result<void> send(std::string_view bytes);
    /// At least one byte; returns how many.
    Result<std::size_t> receive(std::span<char> buffer);
    void close();

    /// A step under way and all later ones fail at once.
    void cancel() { m_cancel.wake(); }

private:
    struct Free {
        void operator()(ssl_st* session) const;
    };

    Result<void> connectTo(const addrinfo& address);
    Result<void> secure();
    template <class Step> Result<std::size_t> attempt(short events, Step step);
    [[nodiscard]] short awaited(long result, short events) const;
    [[nodiscard]] Error failure(long result) const;
    [[nodiscard]] Error tlsError(std::string fallback) const;
    Unexpected broken(Error error);
    Unexpected broken(std::string detail);

    const RedisConfig& m_config;
    Wakeup m_cancel; ///< never read, so it stays woken
    std::unique_ptr<ssl_st, Free> m_session; ///< null: plain
    bool m_secured = false; ///< the handshake is done
    int m_fd = -1;
};

} // namespace shoppulse
