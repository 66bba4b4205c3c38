// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokentable.h"

#include "core/accounts/token.h"

namespace shoppulse {
namespace {

constexpr std::int64_t kIdleMs = 30 * 60'000;
constexpr std::int64_t kAbsoluteMs = 12 * 3'600'000;
constexpr std::int64_t kSessionsPerUser = 5;
constexpr std::int64_t kUsedStepMs = 10'000; ///< use is noted no more often: each note is a commit

} // namespace

TokenTable::TokenTable(const Database& database)
    : m_database(database)
{
}

Result<std::string> TokenTable::newSession(const std::string& user, std::int64_t nowMs)
{
    removeExpired(nowMs);
    Statement makeRoom = m_database.prepare(
        "DELETE FROM sessions WHERE rowid IN (SELECT rowid FROM sessions WHERE user = ?"
        " ORDER BY created_ms DESC, rowid DESC LIMIT -1 OFFSET ?)");
    if (!makeRoom.bind(user).bind(kSessionsPerUser - 1).run())
        return m_database.failure();

    std::string token = makeToken();
    Statement insert = m_database.prepare(
        "INSERT INTO sessions (token, user, created_ms, used_ms) VALUES (?, ?, ?, ?)");
    if (!insert.bindBytes(hashToken(token)).bind(user).bind(nowMs).bind(nowMs).run())
        return m_database.failure();
    return token;
}

std::optional<std::string> TokenTable::useSession(std::string_view token, std::int64_t nowMs)
{
    const TokenHash hash = hashToken(token);
    Statement found = m_database.prepare("SELECT user, used_ms FROM sessions WHERE token = ?"
                                         " AND used_ms > ? AND created_ms > ?");
    found.bindBytes(hash).bind(nowMs - kIdleMs).bind(nowMs - kAbsoluteMs);
    if (!found.step())
        return std::nullopt;
    std::string user = found.text(0);
    if (nowMs - found.number(1) >= kUsedStepMs) {
        Statement use = m_database.prepare("UPDATE sessions SET used_ms = ? WHERE token = ?");
        use.bind(nowMs).bindBytes(hash).run();
    }
    return user;
}

void TokenTable::endSession(std::string_view token)
{
    m_database.prepare("DELETE FROM sessions WHERE token = ?").bindBytes(hashToken(token)).run();
}

bool TokenTable::endSessionsOf(const std::string& user)
{
    return m_database.prepare("DELETE FROM sessions WHERE user = ?").bind(user).run();
}

Result<std::string> TokenTable::newShare(const std::string& label, std::int64_t lifetimeMs,
                                         std::int64_t nowMs)
{
    removeExpired(nowMs);
    std::string token = makeToken();
    Statement insert = m_database.prepare(
        "INSERT INTO shares (token, label, created_ms, expires_ms) VALUES (?, ?, ?, ?)");
    insert.bindBytes(hashToken(token)).bind(label).bind(nowMs).bind(nowMs + lifetimeMs);
    if (!insert.run())
        return m_database.failure();
    return token;
}

std::vector<ShareLink> TokenTable::shares(std::int64_t nowMs) const
{
    Statement rows = m_database.prepare("SELECT id, label, created_ms, expires_ms FROM shares"
                                        " WHERE expires_ms > ? ORDER BY id DESC");
    rows.bind(nowMs);
    std::vector<ShareLink> links;
    while (rows.step())
        links.push_back({rows.number(0), rows.text(1), rows.number(2), rows.number(3)});
    return links;
}

bool TokenTable::shareValid(std::string_view token, std::int64_t nowMs) const
{
    Statement found = m_database.prepare("SELECT 1 FROM shares WHERE token = ? AND expires_ms > ?");
    return found.bindBytes(hashToken(token)).bind(nowMs).step();
}

void TokenTable::revokeShare(std::int64_t id)
{
    m_database.prepare("DELETE FROM shares WHERE id = ?").bind(id).run();
}

void TokenTable::removeExpired(std::int64_t nowMs)
{
    m_database.prepare("DELETE FROM sessions WHERE used_ms <= ? OR created_ms <= ?")
        .bind(nowMs - kIdleMs)
        .bind(nowMs - kAbsoluteMs)
        .run();
    m_database.prepare("DELETE FROM shares WHERE expires_ms <= ?").bind(nowMs).run();
}

} // namespace shoppulse
