// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redissink.h"

#include "core/publish/redis/redisconnection.h"
#include "core/publish/redis/redisscript.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <random>
#include <utility>

namespace shoppulse {
namespace {

constexpr std::size_t kPipeline = 64; ///< records
constexpr std::size_t kRetained = 20'000; ///< the kept half hour of windows
constexpr const char* kMarkerSeconds = "86400";

std::string makeRunId()
{
    std::random_device random;
    return std::to_string(random()) + std::to_string(random());
}

class RedisSink final : public ResultSink {
public:
    explicit RedisSink(RedisConfig config)
        : m_config(std::move(config))
        , m_connection(m_config)
        , m_marker("shoppulse:marker:" + makeRunId())
    {
    }

    [[nodiscard]] Component component() const override { return Component::Redis; }
    [[nodiscard]] std::string target() const override { return redisTarget(m_config); }
    [[nodiscard]] std::size_t retained() const override { return kRetained; }
    void cancel() override { m_connection.cancel(); }

    Result<void> write(std::span<const ResultRecord> batch) override
    {
        for (const ResultRecord& record : batch) {
            if (record.windowMs == kRunningTotal)
                m_newestEndMs = std::max(m_newestEndMs, record.endMs);
        }
        for (std::size_t at = 0; at < batch.size(); at += kPipeline) {
            auto written = writePart(batch.subspan(at, std::min(kPipeline, batch.size() - at)));
            if (!written)
                return written;
        }
        return {};
    }

    Result<bool> check() override
    {
        if (const auto connected = m_connection.connect(); !connected)
            return Unexpected(connected.error());
        const RedisCommand commands[] = {
            {"GET", m_marker},
            {"SET", m_marker, std::to_string(m_sequence + 1), "EX", kMarkerSeconds}};
        const auto replies = m_connection.pipeline(commands);
        if (!replies)
            return Unexpected(replies.error());
        for (const RedisReply& reply : *replies) {
            if (reply.isError)
                return Unexpected(m_connection.rejection(reply));
        }
        const std::string& found = replies->front().text;
        std::uint64_t sequence = 0;
        std::from_chars(found.data(), found.data() + found.size(), sequence);
        return sequence >= m_sequence++; // an older dump holds an older one, an empty place none
    }

private:
    Result<void> writePart(std::span<const ResultRecord> part)
    {
        if (const auto connected = m_connection.connect(); !connected)
            return connected;
        if (!m_source)
            m_source = m_config.source ? m_config.source() : std::string();
        for (bool isFirst = true;; isFirst = false) {
            if (m_scriptSha.empty()) {
                if (auto loaded = loadScript(); !loaded)
                    return loaded;
            }
            std::vector<RedisCommand> commands;
            commands.reserve(part.size());
            for (const ResultRecord& record : part)
                commands.push_back(
                    redisWriteCommand(record, m_newestEndMs, m_scriptSha, *m_source));
            const auto replies = m_connection.pipeline(commands);
            if (!replies)
                return Unexpected(replies.error());
            const auto error = std::ranges::find_if(*replies, &RedisReply::isError);
            if (error == replies->end())
                return {};
            // A restarted Redis has forgotten the script.
            if (!isFirst || !error->text.starts_with("NOSCRIPT"))
                return Unexpected(m_connection.rejection(*error));
            m_scriptSha.clear();
        }
    }

    Result<void> loadScript()
    {
        const RedisCommand load[] = {{"SCRIPT", "LOAD", std::string(redisWriteScript())}};
        const auto replies = m_connection.pipeline(load);
        if (!replies)
            return Unexpected(replies.error());
        if (replies->front().isError)
            return Unexpected(m_connection.rejection(replies->front()));
        m_scriptSha = replies->front().text;
        return {};
    }

    const RedisConfig m_config;
    RedisConnection m_connection;
    const std::string m_marker;
    std::uint64_t m_sequence = 0; ///< that the marker holds; 0: not written yet
    std::optional<std::string> m_source; ///< unknown until the first write
    std::string m_scriptSha; ///< empty: not loaded
    std::int64_t m_newestEndMs = 0; ///< end of the newest slice, as running totals tell
};

} // namespace

std::unique_ptr<ResultSink> makeRedisSink(RedisConfig config)
{
    return std::make_unique<RedisSink>(std::move(config));
}

} // namespace shoppulse
