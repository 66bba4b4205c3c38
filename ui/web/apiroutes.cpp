// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/apiroutes.h"

#include "core/base/jsonwriter.h"
#include "core/snapshot/panelcsv.h"
#include "core/snapshot/snapshotjson.h"
#include "ui/web/metricstext.h"
#include "ui/web/viewquery.h"

namespace shoppulse {
namespace {

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;
constexpr int kMethodNotAllowed = 405;
constexpr int kUpgradeRequired = 426;
constexpr int kUnavailable = 503;
constexpr std::string_view kPanels = "/api/v1/panels/";
constexpr std::string_view kCsv = ".csv";
constexpr const char* kNoSuchView = "an unknown category, or an end that is no time";

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
        return snapshot(request);
    if (path == "/api/v1/live")
        return HttpResponse::plain(kUpgradeRequired);
    if (path.starts_with(kPanels) && path.ends_with(kCsv))
        return panel(path.substr(kPanels.size()), request);
    return HttpResponse::plain(kNotFound);
}

HttpResponse ApiRoutes::metrics() const
{
    HttpResponse response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = QByteArray::fromStdString(metricsText(m_hub.newest().get(), m_counters));
    return response;
}

HttpResponse ApiRoutes::snapshot(const HttpRequest& request)
{
    const SnapshotPtr newest = m_hub.newest();
    if (!newest)
        return HttpResponse::plain(kUnavailable, "no snapshot yet");
    const SnapshotPtr view = requestedView(request, newest);
    if (!view)
        return HttpResponse::plain(kBadRequest, kNoSuchView);
    m_encoder.encode(newest);
    const QByteArray values =
        view == newest ? m_encoder.values() : QByteArray::fromStdString(valuesJson(*view));
    return HttpResponse::json(
        200, "{\"structure\":" + m_encoder.structure() + ",\"values\":" + values + "}");
}

HttpResponse ApiRoutes::panel(std::string_view file, const HttpRequest& request) const
{
    const std::string_view name = file.substr(0, file.size() - kCsv.size());
    const SnapshotPtr newest = m_hub.newest();
    if (!newest)
        return HttpResponse::plain(kUnavailable, "no snapshot yet");
    const SnapshotPtr view = requestedView(request, newest);
    if (!view)
        return HttpResponse::plain(kBadRequest, kNoSuchView);
    const std::string csv = panelCsv(*view, name, request.parameter("lang") == "zh" ? "zh" : "en",
                                     view->view ? filterText(view->view->filter) : std::string());
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
