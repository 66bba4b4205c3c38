// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/token.h"

#include <sodium.h>

namespace shoppulse {

std::string makeToken()
{
    std::array<unsigned char, 32> raw{};
    randombytes_buf(raw.data(), raw.size());
    std::string token = base64(raw, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(raw.data(), raw.size());
    return token;
}

TokenHash hashToken(std::string_view token)
{
    TokenHash hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                       0);
    return hash;
}

std::string base64(std::span<const unsigned char> raw, int variant)
{
    std::string text(sodium_base64_encoded_len(raw.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), variant);
    text.pop_back(); // the terminating NUL that the length counts
    return text;
}

} // namespace shoppulse
