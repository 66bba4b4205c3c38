// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace shoppulse {

/// Slows guessing down. An account waits 1 s after its fifth failure in a row, then twice as long
/// after each further one, up to 300 s; an address has 20 tries a minute. The local window (empty
/// address) counts for itself, so nobody remote can lock the owner out. Names that do not exist
/// are treated alike. Times are steady milliseconds. Not thread safe: AccountStore locks.
class LoginThrottle {
public:
    /// Milliseconds to wait before a try is let through; 0: this one is, and it counts as a failure
    /// until succeeded() takes that back, so that tries running at the same time are counted too.
    [[nodiscard]] std::int64_t tryLogin(const std::string& name, const std::string& from,
                                        std::int64_t nowMs);
    void succeeded(const std::string& name, const std::string& from);

    /// Names and addresses remembered at most; the ones quiet for longest are forgotten first.
    static constexpr std::size_t kRemembered = 1024;

private:
    struct Account {
        int failures = 0;
        std::int64_t lastMs = 0;
        std::int64_t openMs = 0; ///< no try is let through before
    };
    using Key = std::pair<std::string, bool>; ///< name, from the local window
    using Tries = std::deque<std::int64_t>;

    [[nodiscard]] static std::int64_t addressWait(Tries& tries, std::int64_t nowMs);
    static void countFailure(Account& account, std::int64_t nowMs);

    std::map<Key, Account> m_accounts;
    std::map<std::string, Tries> m_addresses;
};

} // namespace shoppulse
