// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/base/clock.h"
#include "core/base/error.h"

#include <memory>
#include <string>

namespace shoppulse {

/// The accounts kept in a state folder (empty: the user's own). Makes the folder (mode 0700);
/// FolderUnwritable when that fails.
[[nodiscard]] Result<std::unique_ptr<AccountStore>> openAccounts(const std::string& folder,
                                                                 const Clock& clock);

/// A file in a state folder (empty: the user's own), which is made when it is missing.
[[nodiscard]] Result<std::string> stateFile(const std::string& folder, const std::string& name);

/// Held by the one process that runs a stream with a state folder; released by the system when the
/// process ends, however it ends.
class StateLock {
public:
    /// FolderInUse when another process holds it.
    static Result<StateLock> take(const std::string& folder);
    StateLock(StateLock&& other) noexcept;
    StateLock& operator=(StateLock&&) = delete;
    ~StateLock();

private:
    explicit StateLock(int file)
        : m_file(file)
    {
    }
    int m_file;
};

} // namespace shoppulse
