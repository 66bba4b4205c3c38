// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/profile.h"
#include "core/source/kafkaconfig.h"

#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

/// A connection saved by name. Its secrets are elsewhere (keychain or secrets' file): `kafka`
/// never holds one, `secretNames` says which librdkafka properties have to be fetched.
struct SavedConnection {
    std::string name;
    KafkaConfig kafka;
    std::string profile = "taobao";
    Format format = Format::Auto;
    std::vector<std::string> secretNames;
};

/// The saved connections: connections.toml in the config folder. A value of one thread.
class ConnectionBook {
public:
    /// No such file: an empty book. Errors name file, line and column; a secret written into the
    /// file by hand is refused.
    static Result<ConnectionBook> load(const std::string& path);
    /// The text of such a file; errors name it by `path`.
    static Result<ConnectionBook> parse(std::string_view text, const std::string& path);
    [[nodiscard]] std::string text() const;
    /// Atomic, mode 0600; makes the folder when missing.
    Result<void> save(const std::string& path) const;

    /// In the order of names.
    [[nodiscard]] const std::vector<SavedConnection>& list() const { return m_list; }
    [[nodiscard]] Result<SavedConnection> find(std::string_view name) const;

    /// Adds, or replaces the one of the same name. A secret among the properties is left out and
    /// its name noted.
    void add(SavedConnection connection);
    /// Nothing when there is none.
    void remove(std::string_view name);

private:
    std::vector<SavedConnection> m_list;
};

/// "earliest", "latest", "stored".
[[nodiscard]] std::string_view startAtId(StartAt start);

} // namespace shoppulse
