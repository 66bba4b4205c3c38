// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace shoppulse {

/// Secrets in one file of mode 0600, encrypted under a passphrase (Argon2id, then XSalsa20 and
/// Poly1305 of libsodium): where the system has no keychain. A value of one thread; open(), set()
/// and remove() block for some 100 ms or for the disk, so keep them off the GUI thread.
class SecretFile {
public:
    [[nodiscard]] static bool exists(const std::string& path);

    /// No such file: an empty one, written at the first set(). A wrong passphrase or a changed
    /// file is SecretUnreadable.
    static Result<SecretFile> open(const std::string& path, std::string_view passphrase);

    SecretFile(SecretFile&& other) noexcept = default;
    SecretFile& operator=(SecretFile&& other) noexcept = default;
    ~SecretFile();

    [[nodiscard]] std::optional<std::string> get(const std::string& key) const;
    /// Both write the file at once.
    Result<void> set(const std::string& key, std::string value);
    Result<void> remove(const std::string& key);

private:
    SecretFile() = default;
    Result<void> save() const;

    std::string m_path;
    std::string m_salt;
    std::string m_key; ///< derived from passphrase and salt; wiped at the end
    std::map<std::string, std::string> m_secrets;
};

} // namespace shoppulse
