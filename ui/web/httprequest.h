// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shoppulse {

inline constexpr std::size_t kMaxHeadBytes = 8 * 1024;
inline constexpr std::size_t kMaxBodyBytes = 16 * 1024;
inline constexpr std::size_t kMaxFields = 64;

enum class Method : std::uint8_t { Get, Head, Post };

/// A request that passed the guard. A value.
struct HttpRequest {
    Method method = Method::Get;
    std::string path; ///< begins with a slash; not decoded
    std::string query; ///< without the question mark; not decoded
    std::string host;
    std::optional<std::string> origin;
    std::string authorization;
    std::string cookie;
    std::string ifNoneMatch;
    std::string fetchSite; ///< Sec-Fetch-Site
    std::string customHeader; ///< X-ShopPulse
    std::string webSocketVersion;
    std::string webSocketKey;
    std::size_t contentLength = 0;
    bool keepAlive = false;
    bool wantsWebSocket = false;
    std::string body;

    /// A parameter of the query, not decoded; empty when absent.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    /// The token of `Authorization: Bearer`; empty when absent.
    [[nodiscard]] std::string_view bearer() const;
    /// A cookie's value; empty when absent.
    [[nodiscard]] std::string_view cookieValue(std::string_view name) const;
};

/// Looks for the end of a request's header in bytes that are still arriving.
class HeadScan {
public:
    enum class State : std::uint8_t { Incomplete, Complete, Broken, TooLarge };

    /// `bytes` is everything that has arrived so far, from the request's first byte on. Broken: a
    /// NUL or a bare line feed.
    [[nodiscard]] State look(std::string_view bytes);
    /// No byte has been seen yet.
    [[nodiscard]] bool isUntouched() const { return m_seen == 0; }
    /// The header's length with its empty line, once Complete.
    [[nodiscard]] std::size_t length() const { return m_length; }

private:
    std::size_t m_seen = 0;
    std::size_t m_length = 0;
};

/// Judges a complete header and takes from it what the server needs; else the status to refuse it
/// with (400, 405, 413, 431). The body is not read.
[[nodiscard]] tl::expected<HttpRequest, int> parseHead(std::string_view head);

} // namespace shoppulse
