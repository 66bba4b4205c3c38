// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/httpresponse.h"

#include "core/base/jsonwriter.h"

namespace shoppulse {
namespace {

constexpr const char* kSecurityFields =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

const char* reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

} // namespace

HttpResponse HttpResponse::plain(int status, const QByteArray& text)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = (text.isEmpty() ? QByteArray(reason(status)) : text) + '\n';
    constexpr int kMethodNotAllowed = 405;
    if (status == kMethodNotAllowed)
        response.extraFields = "Allow: GET, HEAD, POST\r\n";
    return response;
}

HttpResponse HttpResponse::json(int status, const QByteArray& body)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = body;
    return response;
}

HttpResponse HttpResponse::problem(int status, const Error& error)
{
    JsonWriter out;
    out.beginObject();
    out.field("code", errorId(error.code));
    out.field("subject", error.subject);
    out.field("detail", error.detail);
    out.field("text", describe(error));
    out.endObject();
    return json(status, QByteArray::fromStdString(out.take()));
}

QByteArray HttpResponse::head(bool keepAlive) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n";
    out += kSecurityFields;
    if (entityTag.isEmpty())
        out += "Cache-Control: no-store\r\n";
    else
        out += "Cache-Control: no-cache\r\nETag: " + entityTag + "\r\n";
    if (!contentType.isEmpty())
        out += "Content-Type: " + contentType + "\r\n";
    out += extraFields;
    out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    out += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return out;
}

} // namespace shoppulse
