// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/web/httpresponse.h"

#include <QHash>
#include <string_view>

namespace shoppulse {

/// The dashboard page and its files, from the program's resources under :/web/. Each is read once.
/// Lives on the server's thread.
class WebAssets {
public:
    /// The file behind a request's path ("/" is the page), or 404; 304 when `knownTag` is its tag.
    [[nodiscard]] HttpResponse get(std::string_view path, std::string_view knownTag);

private:
    [[nodiscard]] const HttpResponse* find(std::string_view path);

    QHash<QByteArray, HttpResponse> m_read;
};

} // namespace shoppulse
