// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshothub.h"
#include "ui/web/accesscontrol.h"
#include "ui/web/httpresponse.h"
#include "ui/web/snapshotencoder.h"
#include "ui/web/webassets.h"
#include "ui/web/webcounters.h"

namespace shoppulse {

/// What is answered to GET and HEAD (docs/web-protocol.md). Lives on the server's thread; all that
/// it is given outlives it.
class ApiRoutes {
public:
    ApiRoutes(const SnapshotHub& hub, SnapshotEncoder& encoder, const WebCounters& counters);

    [[nodiscard]] HttpResponse get(const HttpRequest& request, const Access& access);

private:
    [[nodiscard]] HttpResponse snapshot(const HttpRequest& request);
    [[nodiscard]] HttpResponse panel(std::string_view file, const HttpRequest& request) const;
    [[nodiscard]] HttpResponse metrics() const;

    const SnapshotHub& m_hub;
    SnapshotEncoder& m_encoder;
    const WebCounters& m_counters;
    WebAssets m_assets;
};

/// {"user", "role", "guest", "share"}: who `access` is.
[[nodiscard]] QByteArray accessJson(const Access& access);

} // namespace shoppulse
