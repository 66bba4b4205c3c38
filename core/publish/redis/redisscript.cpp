// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisscript.h"

#include <charconv>

namespace shoppulse {
namespace {

constexpr std::string_view kWriteScript = R"lua(
-- KEYS: window, latest, top, results
-- ARGV: version, revision, final, end, source, seconds to live (0: for ever), json,
--       whether it may be the latest, whether it is a ranking, number of ids,
--       then field, value, ...: the ids first
local version, revision = tonumber(ARGV[1]), tonumber(ARGV[2])
local final, ending, source = ARGV[3], tonumber(ARGV[4]), ARGV[5]

local function sameInput(stored)
    return not stored or source == '' or stored == source
end

local function supersedes(storedVersion, storedRevision, storedFinal)
    if version ~= storedVersion then return version > storedVersion end
    if revision ~= storedRevision then return revision > storedRevision end
    return final > storedFinal
end

local old = redis.call('HMGET', KEYS[1], '_version', '_revision', '_final', '_source')
if old[1] and sameInput(old[4])
        and not supersedes(tonumber(old[1]), tonumber(old[2] or 0), old[3] or '0') then
    return 0
end

-- The first write is one that a full Redis refuses; after another it would let all the rest pass.
if old[1] then
    redis.call('HSET', KEYS[1], '_version', ARGV[1])
    redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], unpack(ARGV, 11))

-- Before the window gets its time to live. Redis below 6.2 and users without it have no COPY.
local function makeLatest()
    if redis.pcall('COPY', KEYS[1], KEYS[2], 'REPLACE') ~= 1 then
        redis.call('DEL', KEYS[2])
        redis.call('HSET', KEYS[2], unpack(ARGV, 11))
    end
    if ARGV[9] == '1' then
        redis.call('DEL', KEYS[3])
        for i = 11, 10 + 2 * tonumber(ARGV[10]), 2 do
            redis.call('ZADD', KEYS[3], ARGV[i + 1], ARGV[i])
        end
    end
end

if ARGV[8] == '1' then
    local latest = redis.call('HMGET', KEYS[2], '_end', '_source')
    if not (latest[1] and sameInput(latest[2]) and tonumber(latest[1]) > ending) then
        makeLatest()
    end
end
if ARGV[6] ~= '0' then redis.call('EXPIRE', KEYS[1], ARGV[6]) end

if final == '1' then redis.call('XADD', KEYS[4], 'MAXLEN', '~', '10000', '*', 'json', ARGV[7]) end
redis.call('PUBLISH', 'shoppulse:updates', ARGV[7])
return 1
)lua";

constexpr int kWindowSeconds = 3'600;
/// A day ends up to 24 h after its first value and stays readable for as long after.
constexpr int kDaySeconds = 48 * 3'600;

int secondsToLive(const ResultRecord& record)
{
    if (record.windowMs == kRunningTotal)
        return 0;
    return record.windowMs == kDayMs ? kDaySeconds : kWindowSeconds;
}

/// The latest of a metric is its newest tumbling or sliding window; metrics that have none show
/// their running total. A window that ends after the newest event is not the latest yet.
bool mayBeLatest(const ResultRecord& record, std::int64_t newestEndMs)
{
    const bool hasTotalsOnly =
        record.metric == Metric::OrderNumAll || record.metric == Metric::VisitNum;
    if (record.windowMs == kDayMs || (record.windowMs == kRunningTotal) != hasTotalsOnly)
        return false;
    return newestEndMs == 0 || record.endMs <= newestEndMs;
}

std::string text(bool value)
{
    return value ? "1" : "0";
}

std::string text(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

void appendFields(RedisCommand& command, const ResultRecord& record, const std::string& source)
{
    const auto add = [&](std::string field, std::string value) {
        command.push_back(std::move(field));
        command.push_back(std::move(value));
    };
    for (const Count& count : record.counts)
        add(count.id, std::to_string(count.count));
    add("_window_ms", std::to_string(record.windowMs));
    add("_start", std::to_string(record.startMs));
    add("_end", std::to_string(record.endMs));
    add("_revision", std::to_string(record.revision));
    add("_final", text(record.isFinal));
    add("_version", std::to_string(record.version));
    add("_total", std::to_string(record.total));
    if (record.ranked)
        add("_other", std::to_string(record.other));
    if (record.error)
        add("_error", text(*record.error));
    if (!source.empty())
        add("_source", source);
}

} // namespace

std::string_view redisWriteScript()
{
    return kWriteScript;
}

RedisCommand redisWriteCommand(const ResultRecord& record, std::int64_t newestEndMs,
                               const std::string& scriptSha, const std::string& source)
{
    const std::string metric(metricId(record.metric));
    RedisCommand command{
        "EVALSHA",
        scriptSha,
        "4",
        "shoppulse:win:" + metric + ":" + std::to_string(record.windowMs) + ":"
            + std::to_string(record.startMs),
        "shoppulse:latest:" + metric,
        "shoppulse:top:" + metric,
        "shoppulse:results",
        std::to_string(record.version),
        std::to_string(record.revision),
        text(record.isFinal),
        std::to_string(record.endMs),
        source,
        std::to_string(secondsToLive(record)),
        resultJson(record, true),
        text(mayBeLatest(record, newestEndMs)),
        text(record.ranked),
        std::to_string(record.counts.size()),
    };
    appendFields(command, record, source);
    return command;
}

} // namespace shoppulse
