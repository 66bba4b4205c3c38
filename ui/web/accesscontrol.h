// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "ui/web/httprequest.h"
#include "ui/web/webconfig.h"

namespace shoppulse {

/// Who a request comes from. A value.
struct Access {
    enum class Kind : std::uint8_t { None, Guest, Share, Session };

    Kind kind = Kind::None;
    std::string token; ///< of the share or session
    Session session;

    explicit operator bool() const { return kind != Kind::None; }
};

/// Host, Origin and credentials. Lives on the server's thread; `accounts` (may be null) outlives
/// it.
class AccessControl {
public:
    AccessControl(const WebConfig& config, AccountStore* accounts);

    /// The port that is really listened on, known only then: the cookie's name holds it, because
    /// browsers do not tell the ports of one host apart.
    void setPort(quint16 port);

    /// Against DNS rebinding: the Host names this machine or one of the configured names.
    [[nodiscard]] bool isHostAllowed(const HttpRequest& request) const;
    /// The Origin is our own. One that is not told passes only with `mayBeMissing`.
    [[nodiscard]] bool isOriginOwn(const HttpRequest& request, bool mayBeMissing) const;
    /// May a POST change something: the custom header, and nothing that names another site.
    [[nodiscard]] bool mayChangeState(const HttpRequest& request) const;

    /// Bearer token, session cookie, share link, guest: the first that is there and valid.
    [[nodiscard]] Access identify(const HttpRequest& request);
    [[nodiscard]] bool isStillValid(const Access& access);
    /// The session that a request names by cookie or Bearer, valid or not.
    [[nodiscard]] std::string_view sessionToken(const HttpRequest& request) const;

    /// The whole Set-Cookie line; an empty token takes the cookie away.
    [[nodiscard]] QByteArray cookieField(const std::string& token) const;

private:
    [[nodiscard]] Access byToken(std::string_view token);
    [[nodiscard]] Access bySession(std::string_view token);
    [[nodiscard]] Access byShare(std::string_view token);
    [[nodiscard]] bool isConfigured(std::string_view hostName) const;

    const bool m_guest;
    std::vector<std::string> m_configured;
    AccountStore* const m_accounts;
    std::string m_cookieName;
};

} // namespace shoppulse
