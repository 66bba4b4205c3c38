// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/webservice.h"

namespace shoppulse {

WebService::WebService(const SnapshotHub& hub, AccountStore* accounts, StatusBoard& board,
                       const Clock& clock)
    : m_hub(hub)
    , m_accounts(accounts)
    , m_board(board)
    , m_clock(clock)
{
    m_thread.setObjectName(QStringLiteral("web"));
}

WebService::~WebService()
{
    stop();
}

Result<quint16> WebService::start(const WebConfig& config)
{
    const std::lock_guard lock(m_mutex);
    stopLocked();
    m_inThread = std::make_unique<QObject>();
    m_inThread->moveToThread(&m_thread);
    m_thread.start();
    Result<quint16> outcome = quint16{0};
    QMetaObject::invokeMethod(
        m_inThread.get(),
        [&] {
            m_server = std::make_unique<WebServer>(config, m_hub, m_accounts, m_board, m_clock);
            outcome = m_server->listen().map([&] { return m_server->port(); });
        },
        Qt::BlockingQueuedConnection);
    if (!outcome)
        stopLocked();
    return outcome;
}

void WebService::stop()
{
    const std::lock_guard lock(m_mutex);
    stopLocked();
}

void WebService::stopLocked()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_inThread.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_inThread.reset();
}

bool WebService::isRunning() const
{
    const std::lock_guard lock(m_mutex);
    return m_server != nullptr;
}

} // namespace shoppulse
