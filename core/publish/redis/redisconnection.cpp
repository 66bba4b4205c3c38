// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisconnection.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <hiredis/hiredis.h>
#include <sys/socket.h>
#include <utility>

namespace shoppulse {
namespace {

constexpr timeval kTimeout{2, 0};

/// hiredis writes with write(): a closed connection would end the program by SIGPIPE.
void blockSigpipe()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::string causeOf(const redisContext& context)
{
    const std::string text = context.errstr;
    const bool isTimeout = text == std::strerror(EAGAIN) || text == std::strerror(ETIMEDOUT);
    return isTimeout ? "no answer within 2 s" : text;
}

RedisReply replyOf(const redisReply& reply)
{
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        return {.text = std::to_string(reply.integer)};
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        return {.text = {reply.str, static_cast<std::size_t>(reply.len)}};
    case REDIS_REPLY_ERROR:
        return {.isError = true, .text = {reply.str, static_cast<std::size_t>(reply.len)}};
    default:
        return {};
    }
}

void append(redisContext& context, const RedisCommand& command)
{
    std::vector<const char*> arguments;
    std::vector<std::size_t> lengths;
    arguments.reserve(command.size());
    lengths.reserve(command.size());
    for (const std::string& argument : command) {
        arguments.push_back(argument.data());
        lengths.push_back(argument.size());
    }
    redisAppendCommandArgv(&context, static_cast<int>(command.size()), arguments.data(),
                           lengths.data());
}

} // namespace

void RedisConnection::Free::operator()(redisContext* context) const
{
    redisFree(context);
}

RedisConnection::RedisConnection(RedisConfig config)
    : m_config(std::move(config))
{
}

RedisConnection::~RedisConnection()
{
    close();
}

Result<void> RedisConnection::connect()
{
    if (m_context)
        return {};
    blockSigpipe();
    m_context.reset(redisConnectWithTimeout(m_config.host.c_str(), m_config.port, kTimeout));
    if (!m_context)
        return broken("out of memory");
    if (m_context->err != 0)
        return broken(causeOf(*m_context));
    redisSetTimeout(m_context.get(), kTimeout);
    {
        const std::lock_guard lock(m_mutex);
        m_socket = m_context->fd;
        if (m_cancelled)
            ::shutdown(m_socket, SHUT_RDWR);
    }
    return logIn();
}

Result<void> RedisConnection::logIn()
{
    std::vector<RedisCommand> commands;
    if (!m_config.password.empty()) {
        RedisCommand auth{"AUTH"};
        if (!m_config.user.empty())
            auth.push_back(m_config.user);
        auth.push_back(m_config.password);
        commands.push_back(std::move(auth));
    }
    commands.push_back({"SELECT", std::to_string(m_config.database)});
    auto replies = pipeline(commands);
    if (!replies)
        return Unexpected(replies.error());
    for (RedisReply& reply : *replies) {
        if (!reply.isError)
            continue;
        // Some errors quote the arguments.
        if (!m_config.password.empty() && reply.text.find(m_config.password) != std::string::npos)
            reply.text = "AUTH is refused";
        close();
        return Unexpected(rejection(reply));
    }
    return {};
}

Result<std::vector<RedisReply>> RedisConnection::pipeline(std::span<const RedisCommand> commands)
{
    if (!m_context)
        return broken("not connected");
    for (const RedisCommand& command : commands)
        append(*m_context, command);
    std::vector<RedisReply> replies;
    replies.reserve(commands.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
        void* answer = nullptr;
        if (redisGetReply(m_context.get(), &answer) != REDIS_OK)
            return broken(causeOf(*m_context));
        const std::unique_ptr<void, void (*)(void*)> owned(answer, freeReplyObject);
        replies.push_back(replyOf(*static_cast<const redisReply*>(answer)));
    }
    return replies;
}

Error RedisConnection::rejection(const RedisReply& reply) const
{
    const bool isPassing = reply.text.starts_with("LOADING") || reply.text.starts_with("MASTERDOWN")
        || reply.text.starts_with("TRYAGAIN") || reply.text.starts_with("BUSY ");
    return {isPassing ? ErrorCode::RedisUnreachable : ErrorCode::RedisRejected,
            redisTarget(m_config), reply.text};
}

Unexpected RedisConnection::broken(std::string detail)
{
    close();
    return fail(ErrorCode::RedisUnreachable, redisTarget(m_config), std::move(detail));
}

void RedisConnection::close()
{
    const std::lock_guard lock(m_mutex);
    m_socket = -1;
    m_context.reset();
}

void RedisConnection::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    if (m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}

} // namespace shoppulse
