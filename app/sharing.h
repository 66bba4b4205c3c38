// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stream.h"
#include "core/accounts/accountstore.h"
#include "ui/web/webservice.h"

#include <QString>

#include <memory>

namespace shoppulse {

/// The dashboard's port for browsers, switched on and off by the person at the window. It outlives
/// streams: with a new stream it is opened again at the same address. GUI thread.
class Sharing {
public:
    explicit Sharing(const Clock& clock)
        : m_clock(clock)
    {
    }

    /// Begins to serve `stream` at ADDRESS:PORT. Guests may look when `guest`; else browsers log in
    /// with `accounts`, which may only be null for guests.
    Result<void> open(const std::string& address, Stream& stream, AccountStore* accounts,
                      bool guest);
    void close();

    [[nodiscard]] bool isOpen() const { return m_web != nullptr; }
    /// "http://127.0.0.1:8765"; empty when closed.
    [[nodiscard]] QString baseUrl() const { return m_baseUrl; }

private:
    const Clock& m_clock;
    std::unique_ptr<WebService> m_web;
    QString m_baseUrl;
};

} // namespace shoppulse
