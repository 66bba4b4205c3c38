// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/webassets.h"

#include <QCryptographicHash>
#include <QFile>
#include <algorithm>
#include <array>

namespace shoppulse {
namespace {

constexpr int kNotModified = 304;
constexpr int kNotFound = 404;

struct MediaType {
    const char* suffix;
    const char* type;
};

QByteArray mediaType(const QByteArray& path)
{
    static constexpr std::array<MediaType, 9> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
    }};
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const MediaType& entry) {
        return path.endsWith(entry.suffix);
    });
    return found == kTypes.end() ? "application/octet-stream" : found->type;
}

/// Only plain names: nothing that could lead out of the folder.
bool isPlain(std::string_view path)
{
    const auto isNameCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '-' || c == '_' || c == '/';
    };
    return std::all_of(path.begin(), path.end(), isNameCharacter)
        && path.find("..") == std::string_view::npos && path.find("//") == std::string_view::npos;
}

} // namespace

const HttpResponse* WebAssets::find(std::string_view path)
{
    const std::string_view name = path == "/" ? "/index.html" : path;
    const QByteArray key(name.data(), static_cast<qsizetype>(name.size()));
    if (const auto known = m_read.constFind(key); known != m_read.constEnd())
        return &*known;
    if (!isPlain(name))
        return nullptr;
    QFile file(QStringLiteral(":/web") + QString::fromLatin1(key));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    HttpResponse response;
    response.contentType = mediaType(key);
    response.body = file.readAll();
    response.entityTag = '"'
        + QCryptographicHash::hash(response.body, QCryptographicHash::Sha256).toHex().left(32)
        + '"';
    return &*m_read.insert(key, response);
}

HttpResponse WebAssets::get(std::string_view path, std::string_view knownTag)
{
    const HttpResponse* found = find(path);
    if (!found)
        return HttpResponse::plain(kNotFound);
    if (found->entityTag.toStdString() != knownTag)
        return *found;
    HttpResponse unchanged;
    unchanged.status = kNotModified;
    unchanged.entityTag = found->entityTag;
    return unchanged;
}

} // namespace shoppulse
