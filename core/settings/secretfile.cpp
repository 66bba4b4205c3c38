// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/secretfile.h"

#include "core/settings/privatefile.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sodium.h>

namespace shoppulse {
namespace {

// magic | salt | nonce | box of a CBOR map (a password need not be UTF-8). The costs belong to the
// magic, so that a changed file cannot ask for others.
constexpr std::string_view kMagic = "ShopPulse secrets 1\n";
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonce = crypto_secretbox_NONCEBYTES;
constexpr std::size_t kHead = kMagic.size() + kSalt + kNonce;

unsigned char* bytes(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string randomBytes(std::size_t size)
{
    std::string out(size, '\0');
    randombytes_buf(out.data(), size);
    return out;
}

void wipe(std::string& text)
{
    sodium_memzero(text.data(), text.size());
}

/// Empty when there is not enough memory.
std::string deriveKey(std::string_view passphrase, std::string_view salt)
{
    std::string key(crypto_secretbox_KEYBYTES, '\0');
    const int done =
        crypto_pwhash(bytes(key), key.size(), passphrase.data(), passphrase.size(), bytes(salt),
                      crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                      crypto_pwhash_ALG_ARGON2ID13);
    return done == 0 ? key : std::string();
}

/// The text in the box, or nullopt when the key does not fit or the file was changed.
std::optional<std::string> openBox(std::string_view content, const std::string& key)
{
    const std::string_view nonce = content.substr(kMagic.size() + kSalt, kNonce);
    const std::string_view box = content.substr(kHead);
    std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(bytes(text), bytes(box), box.size(), bytes(nonce), bytes(key))
        != 0)
        return std::nullopt;
    return text;
}

} // namespace

bool SecretFile::exists(const std::string& path)
{
    return std::filesystem::exists(path);
}

Result<SecretFile> SecretFile::open(const std::string& path, std::string_view passphrase)
{
    if (sodium_init() < 0)
        return fail(ErrorCode::SecretUnreadable, path, "libsodium does not start");
    const auto content = readWholeFile(path);
    if (!content)
        return Unexpected(content.error());
    SecretFile file;
    file.m_path = path;
    const bool isNew = !content->has_value();
    const std::string_view all = isNew ? std::string_view() : std::string_view(**content);
    if (!isNew && (!all.starts_with(kMagic) || all.size() < kHead + crypto_secretbox_MACBYTES))
        return fail(ErrorCode::SecretUnreadable, path, "not a file of secrets");
    file.m_salt = isNew ? randomBytes(kSalt) : std::string(all.substr(kMagic.size(), kSalt));
    file.m_key = deriveKey(passphrase, file.m_salt);
    if (file.m_key.empty())
        return fail(ErrorCode::SecretUnreadable, path, "not enough memory");
    if (isNew)
        return file;
    std::optional<std::string> text = openBox(all, file.m_key);
    if (!text)
        return fail(ErrorCode::SecretUnreadable, path, "wrong passphrase, or the file was changed");
    file.m_secrets = nlohmann::json::from_cbor(*text).get<std::map<std::string, std::string>>();
    wipe(*text);
    return file;
}

SecretFile::~SecretFile()
{
    wipe(m_key);
    for (auto& [name, value] : m_secrets)
        wipe(value);
}

std::optional<std::string> SecretFile::get(const std::string& key) const
{
    const auto it = m_secrets.find(key);
    return it == m_secrets.end() ? std::nullopt : std::optional(it->second);
}

Result<void> SecretFile::set(const std::string& key, std::string value)
{
    m_secrets.insert_or_assign(key, std::move(value));
    return save();
}

Result<void> SecretFile::remove(const std::string& key)
{
    if (m_secrets.erase(key) == 0)
        return {};
    return save();
}

Result<void> SecretFile::save() const
{
    std::string text;
    nlohmann::json::to_cbor(nlohmann::json(m_secrets), text);
    const std::string nonce = randomBytes(kNonce);
    std::string box(text.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(bytes(box), bytes(std::string_view(text)), text.size(), bytes(nonce),
                          bytes(std::string_view(m_key)));
    wipe(text);
    return writePrivateFile(m_path, std::string(kMagic) + m_salt + nonce + box);
}

} // namespace shoppulse
