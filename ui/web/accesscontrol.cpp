// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/accesscontrol.h"

#include <algorithm>
#include <array>

namespace shoppulse {
namespace {

std::string lowered(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
}

/// "localhost:8080" -> "localhost"; empty when what follows the name is not a port.
std::string_view nameOf(std::string_view host)
{
    const bool isBracketed = host.starts_with('[');
    const std::size_t end = isBracketed ? host.find(']') : host.find(':');
    if (end == std::string_view::npos)
        return isBracketed ? std::string_view() : host;
    const std::string_view name = host.substr(0, isBracketed ? end + 1 : end);
    const std::string_view rest = host.substr(name.size());
    const bool isPort = rest.empty()
        || (rest.starts_with(':') && rest.size() > 1
            && rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
    return isPort ? name : std::string_view();
}

} // namespace

AccessControl::AccessControl(const WebConfig& config, AccountStore* accounts)
    : m_guest(config.guest)
    , m_accounts(accounts)
{
    for (const QString& name : config.allowedHosts)
        m_configured.push_back(name.toLower().toStdString());
}

void AccessControl::setPort(quint16 port)
{
    m_cookieName = "shoppulse-" + std::to_string(port);
}

bool AccessControl::isConfigured(std::string_view hostName) const
{
    return std::find(m_configured.begin(), m_configured.end(), hostName) != m_configured.end();
}

bool AccessControl::isHostAllowed(const HttpRequest& request) const
{
    static constexpr std::array<std::string_view, 3> kLoopback{"localhost", "127.0.0.1", "[::1]"};
    const std::string host = lowered(request.host);
    const std::string_view name = nameOf(host);
    return !name.empty()
        && (std::find(kLoopback.begin(), kLoopback.end(), name) != kLoopback.end()
            || isConfigured(name));
}

bool AccessControl::isOriginOwn(const HttpRequest& request, bool mayBeMissing) const
{
    if (!request.origin)
        return mayBeMissing;
    const std::string origin = lowered(*request.origin);
    const std::string host = lowered(request.host);
    // A configured name may stand for a proxy that ends TLS in front of us.
    return origin == "http://" + host
        || (origin == "https://" + host && isConfigured(nameOf(host)));
}

bool AccessControl::mayChangeState(const HttpRequest& request) const
{
    const bool isSameSite = request.fetchSite.empty() || request.fetchSite == "same-origin";
    return request.customHeader == "1" && isSameSite && isOriginOwn(request, true);
}

Access AccessControl::bySession(std::string_view token)
{
    if (!m_accounts || token.empty())
        return {};
    auto session = m_accounts->session(token);
    if (!session)
        return {};
    return {Access::Kind::Session, std::string(token), std::move(*session)};
}

Access AccessControl::byShare(std::string_view token)
{
    if (!m_accounts || token.empty() || !m_accounts->shareValid(token))
        return {};
    return {Access::Kind::Share, std::string(token), {}};
}

Access AccessControl::byToken(std::string_view token)
{
    Access access = bySession(token);
    return access ? access : byShare(token);
}

Access AccessControl::identify(const HttpRequest& request)
{
    if (Access access = byToken(request.bearer()))
        return access;
    if (Access access = bySession(request.cookieValue(m_cookieName)))
        return access;
    if (Access access = byShare(request.parameter("share")))
        return access;
    return m_guest ? Access{Access::Kind::Guest, {}, {}} : Access{};
}

bool AccessControl::isStillValid(const Access& access)
{
    switch (access.kind) {
    case Access::Kind::Session:
        return static_cast<bool>(bySession(access.token));
    case Access::Kind::Share:
        return static_cast<bool>(byShare(access.token));
    case Access::Kind::Guest:
        return true;
    case Access::Kind::None:
        break;
    }
    return false;
}

std::string_view AccessControl::sessionToken(const HttpRequest& request) const
{
    const std::string_view bearer = request.bearer();
    return bearer.empty() ? request.cookieValue(m_cookieName) : bearer;
}

QByteArray AccessControl::cookieField(const std::string& token) const
{
    QByteArray field = "Set-Cookie: " + QByteArray::fromStdString(m_cookieName) + '='
        + QByteArray::fromStdString(token) + "; Path=/; HttpOnly; SameSite=Strict";
    if (token.empty())
        field += "; Max-Age=0";
    return field + "\r\n";
}

} // namespace shoppulse
