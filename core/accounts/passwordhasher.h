// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

namespace shoppulse {

/// What one Argon2id hash costs. The default is libsodium's "interactive".
struct HashCost {
    std::uint64_t passes = 2;
    std::size_t memoryBytes = 64U << 20U;
};

/// Argon2id over libsodium, at most two hashes at a time: others wait their turn, so that a burst
/// of logins cannot take all memory. Thread safe; calls block for some 100 ms at the default cost.
class PasswordHasher {
public:
    explicit PasswordHasher(HashCost cost);

    /// The encoded string that is stored ("$argon2id$...").
    [[nodiscard]] Result<std::string> hash(std::string_view password);
    /// Whether `password` is the one behind `encoded`. An empty `encoded` (a name that is not
    /// known) costs the same time and never matches.
    [[nodiscard]] bool verify(const std::string& encoded, std::string_view password);
    /// The stored string was made at a lower cost than today's.
    [[nodiscard]] bool needsRehash(const std::string& encoded) const;

private:
    const HashCost m_cost;
    const std::string m_decoy; ///< well-formed, of today's cost, matching nothing
    std::counting_semaphore<2> m_places{2};
};

} // namespace shoppulse
