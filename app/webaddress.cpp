// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/webaddress.h"

#include <QTcpServer>

namespace shoppulse {
namespace {

bool portIsFree(quint16 port)
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost, port);
}

Result<void> readAddress(const std::string& text, WebConfig& config)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos)
        return fail(ErrorCode::AddressUnusable, text, "write it as ADDRESS:PORT");
    QString host = QString::fromStdString(text.substr(0, colon));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    config.address = host == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost)
                                                        : QHostAddress(host);
    if (config.address.isNull())
        return fail(ErrorCode::AddressUnusable, text, "not an IP address");
    bool ok = false;
    config.port = QString::fromStdString(text.substr(colon + 1)).toUShort(&ok);
    if (!ok)
        return fail(ErrorCode::AddressUnusable, text, "not a port number");
    return {};
}

} // namespace

Result<WebConfig> webConfig(const OutputOptions& output, bool demo)
{
    WebConfig config;
    config.maxConnections = output.webConnections;
    config.guest = demo;
    if (output.web.empty()) {
        config.address = QHostAddress(QHostAddress::LocalHost);
        config.port = portIsFree(kDefaultWebPort) ? kDefaultWebPort : 0;
        return config;
    }
    if (auto read = readAddress(output.web, config); !read)
        return Unexpected(read.error());
    return config;
}

} // namespace shoppulse
