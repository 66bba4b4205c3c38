// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/publish/redis/redisconfig.h"
#include "core/publish/redis/redissocket.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

struct redisReader;

namespace shoppulse {

/// One command and its arguments, bytes as they are.
using RedisCommand = std::vector<std::string>;

/// One answer: text, a number as text, or an error ("NOSCRIPT No matching script"); nil is empty.
struct RedisReply {
    bool isError = false;
    std::string text;
};

/// A connection to a Redis that is made anew after an error. One thread; cancel() from any.
class RedisConnection {
public:
    explicit RedisConnection(RedisConfig config);
    ~RedisConnection();

    /// Connects, logs in and chooses the database unless that is done. Waits at most 2 s a step.
    Result<void> connect();
    [[nodiscard]] bool isConnected() const { return m_socket.isOpen(); }

    /// Sends the commands in one go and reads an answer for each. Fails when the connection does,
    /// which is closed then; an answer that is an error is left to the caller.
    Result<std::vector<RedisReply>> pipeline(std::span<const RedisCommand> commands);

    /// The named error for an answer that is one.
    [[nodiscard]] Error rejection(const RedisReply& reply) const;

    /// Ends a call under way; later ones fail.
    void cancel() { m_socket.cancel(); }

private:
    struct Free {
        void operator()(redisReader* reader) const;
    };

    Result<void> logIn();
    Result<RedisReply> readReply();
    Unexpected broken(std::string detail);

    const RedisConfig m_config;
    RedisSocket m_socket;
    std::unique_ptr<redisReader, Free> m_reader; ///< takes the bytes of answers apart
};

} // namespace shoppulse
