// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sharing.h"

#include "app/webaddress.h"

#include <QUrl>

namespace shoppulse {

Result<void> Sharing::open(const std::string& address, Stream& stream, AccountStore* accounts,
                           bool guest)
{
    close();
    OutputOptions output;
    output.web = address;
    auto config = webConfig(output, guest);
    if (!config)
        return Unexpected(config.error());
    auto web =
        std::make_unique<WebService>(stream.pipeline().hub(), accounts, stream.board(), m_clock);
    const auto port = web->start(*config);
    if (!port)
        return Unexpected(port.error());
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(config->address.toString());
    url.setPort(*port);
    m_baseUrl = url.toString();
    m_web = std::move(web);
    return {};
}

void Sharing::close()
{
    m_web.reset();
    m_baseUrl.clear();
}

} // namespace shoppulse
