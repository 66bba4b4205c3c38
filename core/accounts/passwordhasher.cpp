// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/passwordhasher.h"

#include "core/accounts/token.h"

#include <array>
#include <cstdio>
#include <sodium.h>

namespace shoppulse {
namespace {

static_assert(HashCost{}.passes == crypto_pwhash_OPSLIMIT_INTERACTIVE);
static_assert(HashCost{}.memoryBytes == crypto_pwhash_MEMLIMIT_INTERACTIVE);

constexpr std::size_t kKiB = 1024;

/// Holds one of the hasher's places for as long as it lives.
class Place {
public:
    explicit Place(std::counting_semaphore<2>& places)
        : m_places(places)
    {
        m_places.acquire();
    }
    ~Place() { m_places.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    std::counting_semaphore<2>& m_places;
};

template <std::size_t bytes> std::string randomBase64()
{
    std::array<unsigned char, bytes> raw{};
    randombytes_buf(raw.data(), raw.size());
    return base64(raw, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

std::string makeDecoy(const HashCost& cost)
{
    constexpr std::size_t kSaltBytes = 16;
    constexpr std::size_t kHashBytes = 32;
    return "$argon2id$v=19$m=" + std::to_string(cost.memoryBytes / kKiB)
        + ",t=" + std::to_string(cost.passes) + ",p=1$" + randomBase64<kSaltBytes>() + "$"
        + randomBase64<kHashBytes>();
}

} // namespace

PasswordHasher::PasswordHasher(HashCost cost)
    : m_cost(cost)
    , m_decoy(makeDecoy(cost))
{
}

Result<std::string> PasswordHasher::hash(std::string_view password)
{
    const Place place(m_places);
    std::array<char, crypto_pwhash_STRBYTES> encoded{};
    if (crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), m_cost.passes,
                              m_cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(ErrorCode::SecretStore, "password", "not enough memory to hash it");
    return std::string(encoded.data());
}

bool PasswordHasher::verify(const std::string& encoded, std::string_view password)
{
    const Place place(m_places);
    const std::string& against = encoded.empty() ? m_decoy : encoded;
    const bool matches =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return matches && !encoded.empty();
}

bool PasswordHasher::needsRehash(const std::string& encoded) const
{
    unsigned long memoryKiB = 0;
    unsigned long passes = 0;
    if (std::sscanf(encoded.c_str(), "$argon2id$v=%*u$m=%lu,t=%lu", &memoryKiB, &passes) != 2)
        return true;
    return memoryKiB * kKiB < m_cost.memoryBytes || passes < m_cost.passes;
}

} // namespace shoppulse
