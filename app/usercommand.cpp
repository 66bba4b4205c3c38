// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/prompt.h"
#include "app/statefolder.h"
#include "core/accounts/accountstore.h"

#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace shoppulse {
namespace {

/// From a prompt (asked twice) when standard input is a terminal, else its first line.
Result<std::string> readPassword(const std::string& user)
{
    if (!::isatty(STDIN_FILENO)) {
        std::string line;
        std::getline(std::cin, line);
        return line;
    }
    const auto first = promptedLine("Password of " + user + ": ");
    if (!first)
        return fail(ErrorCode::PasswordWeak, user, "none was given");
    if (first != promptedLine("Once more: "))
        return fail(ErrorCode::PasswordWeak, user, "the two entries differ");
    return *first;
}

Result<void> add(AccountStore& store, const Options& options)
{
    const auto password = readPassword(options.userName);
    if (!password)
        return Unexpected(password.error());
    const bool admin = options.userAdmin || !store.hasAdministrator();
    return store.addUser(options.userName, *password, admin ? Role::Admin : Role::Viewer);
}

Result<void> setPassword(AccountStore& store, const Options& options)
{
    const auto password = readPassword(options.userName);
    if (!password)
        return Unexpected(password.error());
    return store.setPassword(options.userName, *password);
}

void list(const AccountStore& store)
{
    for (const User& user : store.users())
        std::printf("%s\t%s\n", user.name.c_str(), std::string(roleId(user.role)).c_str());
}

} // namespace

int runUser(const Options& options)
{
    const SystemClock clock;
    const auto store = openAccounts(options.output.state, clock);
    if (!store)
        return failed(store.error());
    Result<void> done;
    switch (options.command) {
    case Command::UserAdd:
        done = add(**store, options);
        break;
    case Command::UserPassword:
        done = setPassword(**store, options);
        break;
    case Command::UserRemove:
        done = (*store)->removeUser(options.userName);
        break;
    default:
        list(**store);
        break;
    }
    return done ? 0 : failed(done.error());
}

} // namespace shoppulse
