// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>
#include <string>
#include <string_view>

namespace shoppulse {

/// How to reach a Redis. A value; holds a secret, so it is never logged: redisTarget() is.
struct RedisConfig {
    std::string host = "127.0.0.1";
    int port = 6379;
    int database = 0;
    std::string user; ///< empty: Redis's default user
    std::string password; ///< empty: no login
    bool tls = false;
    std::string caFile; ///< PEM, of the authority that the certificate is from; empty: the system's
    /// Names the input that the results come from; asked once, on the sink's thread. Versions are
    /// compared within one input only: another's results replace what stands in the database.
    /// None: always compared.
    std::function<std::string()> source;
};

/// Reads "redis://[[user]:password@]HOST[:PORT][/DB]", or with TLS "rediss://...[?ca=FILE]"; user,
/// password and file may be percent-encoded, an IPv6 address stands in brackets. Errors never hold
/// what stands before the last '@'.
[[nodiscard]] Result<RedisConfig> parseRedisUrl(std::string_view url);

/// "redis://127.0.0.1:6379/0": without user and password.
[[nodiscard]] std::string redisTarget(const RedisConfig& config);

} // namespace shoppulse
