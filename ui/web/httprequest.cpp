// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/httprequest.h"

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace shoppulse {
namespace {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;

constexpr int kBadRequest = 400;
constexpr int kMethodNotAllowed = 405;
constexpr int kPayloadTooLarge = 413;
constexpr int kFieldsTooLarge = 431;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

std::string_view view(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

/// A continued line is unfolded by the parser without a word, so it is looked for here.
bool hasFoldedLine(std::string_view head)
{
    return head.find("\r\n ") != std::string_view::npos
        || head.find("\r\n\t") != std::string_view::npos;
}

/// Fields that decide where a request ends or who sent it must not be there twice.
bool repeatsADecidingField(const http::fields& fields)
{
    static constexpr std::array kOnce{http::field::host, http::field::content_length,
                                      http::field::origin, http::field::authorization,
                                      http::field::upgrade};
    return std::any_of(kOnce.begin(), kOnce.end(),
                       [&](http::field name) { return fields.count(name) > 1; });
}

std::optional<Method> methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::Get;
    case http::verb::head:
        return Method::Head;
    case http::verb::post:
        return Method::Post;
    default:
        return std::nullopt;
    }
}

std::string joinedCookies(const http::fields& fields)
{
    std::string all;
    const auto [first, last] = fields.equal_range(http::field::cookie);
    for (auto field = first; field != last; ++field)
        all.append(view(field->value())).append("; ");
    return all;
}

HttpRequest taken(Parser& parser, Method method)
{
    const auto& message = parser.get();
    const auto text = [&](http::field name) { return std::string(view(message[name])); };
    HttpRequest request;
    request.method = method;
    const std::string_view target = view(message.target());
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = target.substr(0, mark);
    if (mark < target.size())
        request.query = target.substr(mark + 1);
    request.host = text(http::field::host);
    if (message.find(http::field::origin) != message.end())
        request.origin = text(http::field::origin);
    request.authorization = text(http::field::authorization);
    request.cookie = joinedCookies(message);
    request.ifNoneMatch = text(http::field::if_none_match);
    request.fetchSite = view(message["Sec-Fetch-Site"]);
    request.customHeader = view(message["X-ShopPulse"]);
    request.webSocketVersion = text(http::field::sec_websocket_version);
    request.webSocketKey = text(http::field::sec_websocket_key);
    request.contentLength = static_cast<std::size_t>(parser.content_length().value_or(0));
    request.keepAlive = parser.keep_alive();
    request.wantsWebSocket =
        parser.upgrade() && boost::beast::iequals(message[http::field::upgrade], "websocket");
    return request;
}

} // namespace

std::string_view HttpRequest::parameter(std::string_view name) const
{
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

std::string_view HttpRequest::bearer() const
{
    constexpr std::string_view kScheme = "bearer ";
    const std::string_view value = authorization;
    const auto scheme = value.substr(0, kScheme.size());
    if (!boost::beast::iequals({scheme.data(), scheme.size()}, {kScheme.data(), kScheme.size()}))
        return {};
    return value.substr(kScheme.size());
}

std::string_view HttpRequest::cookieValue(std::string_view name) const
{
    std::string_view rest = cookie;
    while (!rest.empty()) {
        std::string_view pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

HeadScan::State HeadScan::look(std::string_view bytes)
{
    for (; m_seen < bytes.size(); ++m_seen) {
        if (m_seen >= kMaxHeadBytes)
            return State::TooLarge;
        const char c = bytes[m_seen];
        if (c == '\0' || (c == '\n' && (m_seen == 0 || bytes[m_seen - 1] != '\r')))
            return State::Broken;
        if (c == '\n' && bytes.substr(0, m_seen + 1).ends_with(kEndOfHead)) {
            m_length = m_seen + 1;
            return State::Complete;
        }
    }
    return State::Incomplete;
}

tl::expected<HttpRequest, int> parseHead(std::string_view head)
{
    if (hasFoldedLine(head))
        return tl::unexpected(kBadRequest);
    Parser parser;
    parser.header_limit(kMaxHeadBytes);
    parser.body_limit(kMaxBodyBytes);
    parser.eager(false);
    boost::beast::error_code error;
    parser.put(boost::asio::buffer(head.data(), head.size()), error);
    if (error == http::error::body_limit)
        return tl::unexpected(kPayloadTooLarge);
    if (error || !parser.is_header_done())
        return tl::unexpected(kBadRequest);

    const auto& message = parser.get();
    if (static_cast<std::size_t>(std::distance(message.begin(), message.end())) > kMaxFields)
        return tl::unexpected(kFieldsTooLarge);
    const auto method = methodOf(message.method());
    if (!method)
        return tl::unexpected(kMethodNotAllowed);
    const bool isSmuggled = message.count(http::field::transfer_encoding) > 0
        || repeatsADecidingField(message) || !message.target().starts_with('/');
    HttpRequest request = taken(parser, *method);
    // A body before the frames of a WebSocket would be read as frames.
    if (isSmuggled || (request.wantsWebSocket && request.contentLength > 0))
        return tl::unexpected(kBadRequest);
    return request;
}

} // namespace shoppulse
