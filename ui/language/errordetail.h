// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shoppulse {

/// The cause in an error (Error::detail), which the library or the system words in English, in the
/// program's language: what is known of it by its pattern, the rest as it is. Any thread.
[[nodiscard]] QString errorDetail(const QString& detail);

} // namespace shoppulse
