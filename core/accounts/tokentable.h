// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/storage/database.h"

#include <optional>

namespace shoppulse {

/// Sessions and share links in the accounts' database, each found by its token's hash. Times are
/// wall milliseconds, because both outlive a restart. Not thread safe: AccountStore locks.
class TokenTable {
public:
    /// `database` outlives the table.
    explicit TokenTable(const Database& database);

    Result<std::string> newSession(const std::string& user, std::int64_t nowMs);
    /// The session's user, when it is valid; notes that it was used now.
    [[nodiscard]] std::optional<std::string> useSession(std::string_view token, std::int64_t nowMs);
    void endSession(std::string_view token);
    [[nodiscard]] bool endSessionsOf(const std::string& user);

    Result<std::string> newShare(const std::string& label, std::int64_t lifetimeMs,
                                 std::int64_t nowMs);
    [[nodiscard]] std::vector<ShareLink> shares(std::int64_t nowMs) const;
    [[nodiscard]] bool shareValid(std::string_view token, std::int64_t nowMs) const;
    void revokeShare(std::int64_t id);

    void removeExpired(std::int64_t nowMs);

private:
    const Database& m_database;
};

} // namespace shoppulse
