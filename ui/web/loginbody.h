// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace shoppulse {

/// What a login request says. Wipes its password when it goes.
class LoginBody {
public:
    /// Takes {"user": "...", "password": "..."} and wipes `body`; null when it is not that.
    [[nodiscard]] static std::shared_ptr<const LoginBody> parse(std::string& body);

    LoginBody(std::string user, std::string password);
    ~LoginBody();
    LoginBody(const LoginBody&) = delete;
    LoginBody& operator=(const LoginBody&) = delete;

    [[nodiscard]] const std::string& user() const { return m_user; }
    [[nodiscard]] const std::string& password() const { return m_password; }

private:
    std::string m_user;
    std::string m_password;
};

} // namespace shoppulse
