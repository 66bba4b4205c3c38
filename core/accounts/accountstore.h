// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/passwordhasher.h"
#include "core/base/clock.h"
#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

enum class Role : std::uint8_t { Viewer, Admin };

/// "viewer", "admin".
[[nodiscard]] std::string_view roleId(Role role);

struct User {
    std::string name;
    Role role = Role::Viewer;
    std::int64_t createdMs = 0;
};

/// A session that was found valid.
struct Session {
    std::string user;
    Role role = Role::Viewer;
};

struct ShareLink {
    std::int64_t id = 0;
    std::string label;
    std::int64_t createdMs = 0;
    std::int64_t expiresMs = 0;
};

/// Users, sessions and share links in one SQLite file (mode 0600). Passwords by Argon2id
/// (libsodium crypto_pwhash_str, interactive limits), at most two hashes at a time; session and
/// share tokens are 256 random bits, base64url, stored as BLAKE2b hashes. After 5 failures an
/// account waits 1 s, doubling to 300 s; an address has 20 tries a minute; the local window counts
/// for itself. An unknown name costs the same time as a wrong password.
/// Thread safe; calls that hash block for some 100 ms, so keep them off the GUI thread.
class AccountStore {
public:
    /// Opens or creates the file (its folder too, mode 0700) and its tables. `clock` outlives the
    /// store. A `cost` above that of a stored password makes that one anew at its next login.
    static Result<std::unique_ptr<AccountStore>> open(const std::string& path, const Clock& clock,
                                                      HashCost cost = {});
    ~AccountStore();

    [[nodiscard]] bool hasAdministrator() const;
    /// By name.
    [[nodiscard]] std::vector<User> users() const;

    Result<void> addUser(const std::string& name, std::string_view password, Role role);
    /// Ends the user's sessions too.
    Result<void> setPassword(const std::string& name, std::string_view password);
    /// Refuses to remove the last administrator.
    Result<void> removeUser(const std::string& name);

    /// Where a login comes from: empty for the local window, else the peer's address.
    using Address = std::string;

    /// Returns the session's token. Idle 30 min, absolute 12 h, 5 a user (the oldest goes).
    /// Refused: LoginRejected, or LoginDelayed with the time to wait ("8 s") as its detail.
    Result<std::string> login(const std::string& name, std::string_view password,
                              const Address& from);
    /// Valid session of a token, prolonging its idle time; LoginRejected otherwise.
    Result<Session> session(std::string_view token);
    void logout(std::string_view token);

    /// Returns the token that goes into the link; it is not stored in clear.
    Result<std::string> createShare(const std::string& label,
                                    std::int64_t lifetimeMs = kDefaultShareMs);
    static constexpr std::int64_t kDefaultShareMs = 24 * 3'600'000;
    /// Those that have not expired, newest first.
    [[nodiscard]] std::vector<ShareLink> shares() const;
    void revokeShare(std::int64_t id);
    [[nodiscard]] bool shareValid(std::string_view token);

private:
    class Impl;
    explicit AccountStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// 1 to 64 letters, digits, dots, hyphens, underscores or @ (ASCII).
[[nodiscard]] Result<void> checkUserName(const std::string& name);

/// 12 to 128 characters, not on the list of common passwords, not a mere pattern (a repetition, a
/// run of neighbouring keys or digits, the user's own name).
[[nodiscard]] Result<void> checkPassword(const std::string& user, std::string_view password);

} // namespace shoppulse
