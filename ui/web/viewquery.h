// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/web/httprequest.h"

namespace shoppulse {

/// What a request wants to see of `newest` (not null): itself, or, when the query has `gender`,
/// `age`, `action`, `province` (ids separated by commas) or `end` (epoch ms), a look through that
/// filter at that time. Null when a value is wrong.
[[nodiscard]] SnapshotPtr requestedView(const HttpRequest& request, const SnapshotPtr& newest);

} // namespace shoppulse
