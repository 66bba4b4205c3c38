// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace shoppulse {

/// The whole file; nullopt when there is none. FileUnreadable otherwise. Any thread.
[[nodiscard]] Result<std::optional<std::string>> readWholeFile(const std::string& path);

/// Writes beside the file and renames, so that a reader sees the old or the new content and never
/// a part; mode 0600. Makes missing folders (mode 0700). FileUnwritable otherwise. Any thread.
Result<void> writePrivateFile(const std::string& path, std::string_view content);

} // namespace shoppulse
