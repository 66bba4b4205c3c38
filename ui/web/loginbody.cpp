// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/loginbody.h"

#include "core/accounts/wipe.h"

#include <nlohmann/json.hpp>

namespace shoppulse {

LoginBody::LoginBody(std::string user, std::string password)
    : m_user(std::move(user))
    , m_password(std::move(password))
{
}

LoginBody::~LoginBody()
{
    wipe(m_password);
}

std::shared_ptr<const LoginBody> LoginBody::parse(std::string& body)
{
    auto json = nlohmann::json::parse(body, nullptr, false);
    wipe(body);
    if (!json.is_object())
        return nullptr;
    const auto user = json.find("user");
    const auto password = json.find("password");
    if (user == json.end() || password == json.end() || !user->is_string()
        || !password->is_string())
        return nullptr;
    auto& secret = password->get_ref<std::string&>();
    auto login = std::make_shared<const LoginBody>(user->get<std::string>(), secret);
    wipe(secret);
    return login;
}

} // namespace shoppulse
