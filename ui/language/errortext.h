// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace shoppulse {

/// The whole sentence of an error (thing, cause, way out) in the program's language. Any thread.
[[nodiscard]] QString errorText(const Error& error);

} // namespace shoppulse
