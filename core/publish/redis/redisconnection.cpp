// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisconnection.h"

#include <array>
#include <charconv>
#include <hiredis/hiredis.h>
#include <utility>

namespace shoppulse {
namespace {

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

void appendLine(std::string& bytes, char kind, std::size_t number)
{
    std::array<char, 20> digits; // NOLINT: filled below
    bytes += kind;
    bytes.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
    bytes += "\r\n";
}

/// Adds the command as it goes over the wire. hiredis would print each number into a copy.
void append(std::string& bytes, const RedisCommand& command)
{
    appendLine(bytes, '*', command.size());
    for (const std::string& argument : command) {
        appendLine(bytes, '$', argument.size());
        bytes.append(argument).append("\r\n");
    }
}

} // namespace

void RedisConnection::Free::operator()(redisReader* reader) const
{
    redisReaderFree(reader);
}

RedisConnection::RedisConnection(RedisConfig config)
    : m_config(std::move(config))
    , m_socket(m_config)
{
}

RedisConnection::~RedisConnection() = default;

Result<void> RedisConnection::connect()
{
    if (isConnected())
        return {};
    m_reader.reset(redisReaderCreate());
    if (auto opened = m_socket.open(); !opened)
        return opened;
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
        m_socket.close();
        return Unexpected(rejection(reply));
    }
    return {};
}

Result<std::vector<RedisReply>> RedisConnection::pipeline(std::span<const RedisCommand> commands)
{
    std::string bytes;
    for (const RedisCommand& command : commands)
        append(bytes, command);
    if (auto sent = m_socket.send(bytes); !sent)
        return Unexpected(sent.error());
    std::vector<RedisReply> replies;
    replies.reserve(commands.size());
    while (replies.size() < commands.size()) {
        auto reply = readReply();
        if (!reply)
            return Unexpected(reply.error());
        replies.push_back(std::move(*reply));
    }
    return replies;
}

Result<RedisReply> RedisConnection::readReply()
{
    std::array<char, 16'384> buffer; // NOLINT: filled below
    for (;;) {
        void* answer = nullptr;
        if (redisReaderGetReply(m_reader.get(), &answer) != REDIS_OK)
            return broken(m_reader->errstr);
        if (answer != nullptr) {
            const std::unique_ptr<void, void (*)(void*)> owned(answer, freeReplyObject);
            return replyOf(*static_cast<const redisReply*>(answer));
        }
        const auto received = m_socket.receive(buffer);
        if (!received)
            return Unexpected(received.error());
        redisReaderFeed(m_reader.get(), buffer.data(), *received);
    }
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
    m_socket.close();
    return fail(ErrorCode::RedisUnreachable, redisTarget(m_config), std::move(detail));
}

} // namespace shoppulse
