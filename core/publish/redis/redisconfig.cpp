// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/redis/redisconfig.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace shoppulse {
namespace {

constexpr std::string_view kScheme = "redis://";
constexpr std::string_view kTlsScheme = "rediss://";
constexpr int kMostPort = 65'535;
constexpr int kMostDatabase = 1'000'000;

std::optional<int> number(std::string_view text, int least, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

/// Turns %XX into its byte; nothing when a % is not followed by two hex digits.
std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        unsigned byte = 0;
        const char* first = text.data() + i + 1;
        if (text.size() - i < 3 || std::from_chars(first, first + 2, byte, 16).ptr != first + 2)
            return std::nullopt;
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

bool readLogin(std::string_view login, RedisConfig& config)
{
    const std::size_t colon = login.find(':');
    if (colon == std::string_view::npos)
        return false;
    const auto user = percentDecoded(login.substr(0, colon));
    const auto password = percentDecoded(login.substr(colon + 1));
    if (!user || !password)
        return false;
    config.user = *user;
    config.password = *password;
    return true;
}

/// ca=FILE, which only TLS needs.
bool readQuery(std::string_view query, RedisConfig& config)
{
    static constexpr std::string_view kCa = "ca=";
    if (!config.tls || !query.starts_with(kCa))
        return false;
    const auto file = percentDecoded(query.substr(kCa.size()));
    config.caFile = file.value_or("");
    return !config.caFile.empty();
}

bool isHost(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-._:%").find(c) != std::string_view::npos;
    });
}

/// HOST, HOST:PORT, [IPv6] or [IPv6]:PORT.
bool readAddress(std::string_view address, RedisConfig& config)
{
    std::string_view port;
    if (address.starts_with('[')) {
        const std::size_t close = address.find(']');
        if (close == std::string_view::npos)
            return false;
        port = address.substr(close + 1);
        address = address.substr(1, close - 1);
    } else if (const std::size_t colon = address.find(':'); colon != std::string_view::npos) {
        port = address.substr(colon);
        address = address.substr(0, colon);
    }
    if (!isHost(address))
        return false;
    config.host = address;
    if (port.empty())
        return true;
    const auto value = port.front() == ':' ? number(port.substr(1), 1, kMostPort) : std::nullopt;
    config.port = value.value_or(0);
    return value.has_value();
}

} // namespace

Result<RedisConfig> parseRedisUrl(std::string_view url)
{
    RedisConfig config;
    config.tls = url.starts_with(kTlsScheme);
    const std::string_view scheme = config.tls ? kTlsScheme : kScheme;
    const std::size_t at = url.rfind('@');
    const bool hasLogin = at != std::string_view::npos;
    const std::string shown =
        hasLogin ? std::string(scheme).append(url.substr(at + 1)) : std::string(url);
    if (!url.starts_with(scheme))
        return fail(ErrorCode::RedisAddress, shown,
                    "it begins with neither redis:// nor rediss://");
    std::string_view rest = url.substr(hasLogin ? at + 1 : scheme.size());
    if (hasLogin && !readLogin(url.substr(scheme.size(), at - scheme.size()), config))
        return fail(ErrorCode::RedisAddress, shown, "the login is not USER:PASSWORD");
    if (const std::size_t query = rest.find('?'); query != std::string_view::npos) {
        if (!readQuery(rest.substr(query + 1), config))
            return fail(ErrorCode::RedisAddress, shown, "after ? stands something else than ca=");
        rest = rest.substr(0, query);
    }
    if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) {
        const std::string_view database = rest.substr(slash + 1);
        const auto value = database.empty() ? 0 : number(database, 0, kMostDatabase);
        if (!value)
            return fail(ErrorCode::RedisAddress, shown, "the database is not a number");
        config.database = *value;
        rest = rest.substr(0, slash);
    }
    if (!readAddress(rest, config))
        return fail(ErrorCode::RedisAddress, shown, "the host or the port is wrong");
    return config;
}

std::string redisTarget(const RedisConfig& config)
{
    const bool isIpv6 = config.host.find(':') != std::string::npos;
    const std::string host = isIpv6 ? "[" + config.host + "]" : config.host;
    return std::string(config.tls ? kTlsScheme : kScheme) + host + ":" + std::to_string(config.port)
        + "/" + std::to_string(config.database);
}

} // namespace shoppulse
