// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace shoppulse {

/// An answer. The bytes of `body` are shared, not copied. A value.
struct HttpResponse {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    /// Assets are kept by the browser and asked for again by this tag; data is never stored.
    QByteArray entityTag;
    QByteArray extraFields; ///< whole lines, each with its CRLF

    /// A short text, such as the name of a status.
    [[nodiscard]] static HttpResponse plain(int status, const QByteArray& text = {});
    [[nodiscard]] static HttpResponse json(int status, const QByteArray& body);
    /// {"code", "subject", "detail", "text"}
    [[nodiscard]] static HttpResponse problem(int status, const Error& error);

    /// Status line and fields, the security headers among them, with the empty line.
    [[nodiscard]] QByteArray head(bool keepAlive) const;
};

} // namespace shoppulse
