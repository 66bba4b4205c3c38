// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/apiroutes.h"

#include "core/base/jsonwriter.h"
#include "core/snapshot/panelcsv.h"
#include "ui/web/metricstext.h"

namespace shoppulse {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;
constexpr int kMethodNotAllowed = 405;
constexpr int kUpgradeRequired = 426;
constexpr int kUnavailable = 503;
constexpr std::string_view kPanels = "/api/v1/panels/";
constexpr std::string_view kCsv = ".csv";

} // namespace

QByteArray accessJson(const Access& access)
{
    JsonWriter out;
    out.beginObject();
    out.field("user", access.session.user);
    out.field("role", roleId(access.session.role));
    out.field("guest", access.kind == Access::Kind::Guest);
    out.field("share", access.kind == Access::Kind::Share);
    out.endObject();
    return QByteArray::fromStdString(out.take());
}

ApiRoutes::ApiRoutes(const SnapshotHub& hub, SnapshotEncoder& encoder, const WebCounters& counters)
    : m_hub(hub)
    , m_encoder(encoder)
    , m_counters(counters)
{
}

HttpResponse ApiRoutes::get(const HttpRequest& request, const Access& access)
{
    const std::string_view path = request.path;
    if (path == "/healthz")
        return HttpResponse::plain(200, "ok");
    const bool isData = path == "/metrics" || path.starts_with("/api/");
    if (!isData)
        return m_assets.get(path, request.ifNoneMatch);
    if (path == "/api/v1/login" || path == "/api/v1/logout")
        return HttpResponse::plain(kMethodNotAllowed);
    if (!access)
        return HttpResponse::plain(kUnauthorized);
    if (path == "/api/v1/session")
        return HttpResponse::json(200, accessJson(access));
    if (path == "/metrics")
        return metrics();
    if (path == "/api/v1/snapshot")
        return snapshot();
    if (path == "/api/v1/live")
        return HttpResponse::plain(kUpgradeRequired);
    if (path.starts_with(kPanels) && path.ends_with(kCsv))
        return panel(path.substr(kPanels.size()), request.parameter("lang"));
    return HttpResponse::plain(kNotFound);
}

HttpResponse ApiRoutes::metrics() const
{
    HttpResponse response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = QByteArray::fromStdString(metricsText(m_hub.newest().get(), m_counters));
    return response;
}

HttpResponse ApiRoutes::snapshot()
{
    const SnapshotPtr newest = m_hub.newest();
    if (!newest)
        return HttpResponse::plain(kUnavailable, "no snapshot yet");
    m_encoder.encode(newest);
    return HttpResponse::json(
        200, "{\"structure\":" + m_encoder.structure() + ",\"values\":" + m_encoder.values() + "}");
}

HttpResponse ApiRoutes::panel(std::string_view file, std::string_view language) const
{
    const std::string_view name = file.substr(0, file.size() - kCsv.size());
    const SnapshotPtr newest = m_hub.newest();
    if (!newest)
        return HttpResponse::plain(kUnavailable, "no snapshot yet");
    const std::string csv = panelCsv(*newest, name, language == "zh" ? "zh" : "en");
    if (csv.empty())
        return HttpResponse::plain(kNotFound);
    HttpResponse response;
    response.contentType = "text/csv; charset=utf-8";
    response.body = QByteArray::fromStdString(csv);
    // Only a name that is a panel's comes this far, so it needs no quoting.
    response.extraFields = "Content-Disposition: attachment; filename=\"shoppulse-"
        + QByteArray(file.data(), static_cast<qsizetype>(file.size())) + "\"\r\n";
    return response;
}

} // namespace shoppulse
