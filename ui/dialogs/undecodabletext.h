// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"

#include <QString>
#include <string_view>

namespace shoppulse {

/// Why a row could not be decoded, in a person's words.
[[nodiscard]] QString undecodableText(Undecodable reason);
/// The same by its id ("field_count"); the id itself when it is not known.
[[nodiscard]] QString undecodableText(std::string_view id);

} // namespace shoppulse
