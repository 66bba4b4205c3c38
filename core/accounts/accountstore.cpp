// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"

#include "core/accounts/loginthrottle.h"
#include "core/accounts/tokentable.h"
#include "core/storage/database.h"

#include <mutex>
#include <sodium.h>

namespace shoppulse {
namespace {

constexpr std::int64_t kMsPerSecond = 1'000;

constexpr const char* kSchema = R"sql(
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, password TEXT NOT NULL, role INTEGER NOT NULL,
    created_ms INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
    token BLOB PRIMARY KEY, user TEXT NOT NULL, created_ms INTEGER NOT NULL,
    used_ms INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS shares (
    id INTEGER PRIMARY KEY AUTOINCREMENT, token BLOB NOT NULL UNIQUE, label TEXT NOT NULL,
    created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
)sql";

Role roleFrom(std::int64_t stored)
{
    return stored == static_cast<std::int64_t>(Role::Admin) ? Role::Admin : Role::Viewer;
}

Unexpected delayed(const std::string& name, std::int64_t waitMs)
{
    const std::int64_t seconds = (waitMs + kMsPerSecond - 1) / kMsPerSecond;
    return fail(ErrorCode::LoginDelayed, name, std::to_string(seconds) + " s");
}

} // namespace

std::string_view roleId(Role role)
{
    return role == Role::Admin ? "admin" : "viewer";
}

/// The mutex guards database and throttle; hashing runs outside of it.
class AccountStore::Impl {
public:
    Impl(Database database, const Clock& clock, HashCost cost)
        : m_clock(clock)
        , m_database(std::move(database))
        , m_tokens(m_database)
        , m_hasher(cost)
    {
    }

    [[nodiscard]] std::string storedPassword(const std::string& name) const
    {
        Statement found = m_database.prepare("SELECT password FROM users WHERE name = ?");
        return found.bind(name).step() ? found.text(0) : std::string();
    }

    [[nodiscard]] std::int64_t administratorsBeside(const std::string& name) const
    {
        Statement count =
            m_database.prepare("SELECT count(*) FROM users WHERE role = ? AND name <> ?");
        count.bind(static_cast<std::int64_t>(Role::Admin)).bind(name);
        return count.step() ? count.number(0) : 0;
    }

    [[nodiscard]] Result<Role> role(const std::string& name) const
    {
        Statement found = m_database.prepare("SELECT role FROM users WHERE name = ?");
        if (found.bind(name).step())
            return roleFrom(found.number(0));
        if (!found.ok())
            return m_database.failure();
        return fail(ErrorCode::UserUnknown, name);
    }

    [[nodiscard]] Result<void> outcome(bool done) const
    {
        return done ? Result<void>() : Result<void>(m_database.failure());
    }

    Result<void> storePassword(const std::string& name, const std::string& encoded)
    {
        Statement update = m_database.prepare("UPDATE users SET password = ? WHERE name = ?");
        return outcome(update.bind(encoded).bind(name).run());
    }

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    Database m_database;
    TokenTable m_tokens;
    LoginThrottle m_throttle;
    PasswordHasher m_hasher;
};

AccountStore::AccountStore(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

AccountStore::~AccountStore() = default;

Result<std::unique_ptr<AccountStore>> AccountStore::open(const std::string& path,
                                                         const Clock& clock, HashCost cost)
{
    if (sodium_init() < 0)
        return fail(ErrorCode::SecretStore, path, "no source of random numbers");
    auto database = Database::open(path, kSchema);
    if (!database)
        return Unexpected(database.error());
    auto impl = std::make_unique<Impl>(std::move(*database), clock, cost);
    impl->m_tokens.removeExpired(clock.wallMs());
    return std::unique_ptr<AccountStore>(new AccountStore(std::move(impl)));
}

bool AccountStore::hasAdministrator() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->administratorsBeside({}) > 0;
}

std::vector<User> AccountStore::users() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    Statement rows =
        m_impl->m_database.prepare("SELECT name, role, created_ms FROM users ORDER BY name");
    std::vector<User> users;
    while (rows.step())
        users.push_back({rows.text(0), roleFrom(rows.number(1)), rows.number(2)});
    return users;
}

Result<void> AccountStore::addUser(const std::string& name, std::string_view password, Role role)
{
    if (auto checked = checkUserName(name); !checked)
        return checked;
    if (auto checked = checkPassword(name, password); !checked)
        return checked;
    auto encoded = m_impl->m_hasher.hash(password);
    if (!encoded)
        return Unexpected(encoded.error());

    const std::lock_guard lock(m_impl->m_mutex);
    Statement insert = m_impl->m_database.prepare(
        "INSERT OR IGNORE INTO users (name, password, role, created_ms) VALUES (?, ?, ?, ?)");
    insert.bind(name).bind(*encoded).bind(static_cast<std::int64_t>(role));
    if (!insert.bind(m_impl->m_clock.wallMs()).run())
        return m_impl->m_database.failure();
    if (m_impl->m_database.changes() == 0)
        return fail(ErrorCode::UserExists, name);
    return {};
}

Result<void> AccountStore::setPassword(const std::string& name, std::string_view password)
{
    if (auto checked = checkPassword(name, password); !checked)
        return checked;
    auto encoded = m_impl->m_hasher.hash(password);
    if (!encoded)
        return Unexpected(encoded.error());

    const std::lock_guard lock(m_impl->m_mutex);
    if (auto known = m_impl->role(name); !known)
        return Unexpected(known.error());
    // Sessions first: were the second step to fail, the person would only have to log in again.
    if (!m_impl->m_tokens.endSessionsOf(name))
        return m_impl->m_database.failure();
    return m_impl->storePassword(name, *encoded);
}

Result<void> AccountStore::removeUser(const std::string& name)
{
    const std::lock_guard lock(m_impl->m_mutex);
    const auto role = m_impl->role(name);
    if (!role)
        return Unexpected(role.error());
    if (*role == Role::Admin && m_impl->administratorsBeside(name) == 0)
        return fail(ErrorCode::LastAdministrator, name);
    Statement remove = m_impl->m_database.prepare("DELETE FROM users WHERE name = ?");
    return m_impl->outcome(m_impl->m_tokens.endSessionsOf(name) && remove.bind(name).run());
}

Result<std::string> AccountStore::login(const std::string& name, std::string_view password,
                                        const Address& from)
{
    // Names that cannot exist share one counter, so that they fill no memory.
    const std::string counted = checkUserName(name) ? name : std::string();
    std::string stored;
    {
        const std::lock_guard lock(m_impl->m_mutex);
        const std::int64_t wait =
            m_impl->m_throttle.tryLogin(counted, from, m_impl->m_clock.steadyMs());
        if (wait > 0)
            return delayed(counted, wait);
        stored = m_impl->storedPassword(counted);
    }
    if (!m_impl->m_hasher.verify(stored, password))
        return fail(ErrorCode::LoginRejected, counted);
    std::string renewed;
    if (m_impl->m_hasher.needsRehash(stored))
        renewed = m_impl->m_hasher.hash(password).value_or(std::string());

    const std::lock_guard lock(m_impl->m_mutex);
    // It may have been changed, or the user removed, while this one was being checked.
    if (m_impl->storedPassword(counted) != stored)
        return fail(ErrorCode::LoginRejected, counted);
    m_impl->m_throttle.succeeded(counted, from);
    if (!renewed.empty())
        if (auto kept = m_impl->storePassword(counted, renewed); !kept)
            return Unexpected(kept.error());
    return m_impl->m_tokens.newSession(counted, m_impl->m_clock.wallMs());
}

Result<Session> AccountStore::session(std::string_view token)
{
    const std::lock_guard lock(m_impl->m_mutex);
    const auto user = m_impl->m_tokens.useSession(token, m_impl->m_clock.wallMs());
    if (!user)
        return fail(ErrorCode::LoginRejected, "session");
    return m_impl->role(*user).map([&](Role role) { return Session{*user, role}; });
}

void AccountStore::logout(std::string_view token)
{
    const std::lock_guard lock(m_impl->m_mutex);
    m_impl->m_tokens.endSession(token);
}

Result<std::string> AccountStore::createShare(const std::string& label, std::int64_t lifetimeMs)
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_tokens.newShare(label, lifetimeMs, m_impl->m_clock.wallMs());
}

std::vector<ShareLink> AccountStore::shares() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_tokens.shares(m_impl->m_clock.wallMs());
}

void AccountStore::revokeShare(std::int64_t id)
{
    const std::lock_guard lock(m_impl->m_mutex);
    m_impl->m_tokens.revokeShare(id);
}

bool AccountStore::shareValid(std::string_view token)
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_tokens.shareValid(token, m_impl->m_clock.wallMs());
}

} // namespace shoppulse
