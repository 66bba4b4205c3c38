// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/webserver.h"

#include "ui/web/loginbody.h"

#include <QTcpSocket>

namespace shoppulse {
namespace {

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kUpgradeRequired = 426;
constexpr int kTooManyRequests = 429;
constexpr int kServerError = 500;
constexpr int kUnavailable = 503;
constexpr int kReportMs = 1'000;
/// Connections beside the allowed ones that are told "503" in good manners.
constexpr std::size_t kToldSo = 32;
constexpr int kLoginThreads = 2; ///< as many as may hash at a time
constexpr std::size_t kWebSocketKeyLength = 24;
constexpr const char* kLivePath = "/api/v1/live";

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::LoginRejected:
        return kUnauthorized;
    case ErrorCode::LoginDelayed:
        return kTooManyRequests;
    default:
        return kServerError;
    }
}

} // namespace

WebServer::WebServer(WebConfig config, const SnapshotHub& hub, AccountStore* accounts,
                     StatusBoard& board, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_accounts(accounts)
    , m_board(board)
    , m_clock(clock)
    , m_access(m_config, accounts)
    , m_routes(hub, m_encoder, m_counters)
    , m_live(hub, m_encoder, m_access, m_counters, clock, m_config.times.tickMs)
{
    m_loginPool.setMaxThreadCount(kLoginThreads);
    connect(&m_listener, &QTcpServer::newConnection, this, &WebServer::onNewConnection);
    connect(&m_reportTimer, &QTimer::timeout, this, &WebServer::report);
}

WebServer::~WebServer()
{
    close();
    m_loginPool.waitForDone();
    qDeleteAll(m_connections);
}

std::string WebServer::target() const
{
    const QString host = m_config.address.protocol() == QAbstractSocket::IPv6Protocol
        ? '[' + m_config.address.toString() + ']'
        : m_config.address.toString();
    const quint16 port = m_listener.isListening() ? m_listener.serverPort() : m_config.port;
    return QStringLiteral("%1:%2").arg(host).arg(port).toStdString();
}

Result<void> WebServer::listen()
{
    Result<void> outcome;
    if (!m_config.address.isLoopback())
        outcome = fail(ErrorCode::AddressNeedsTls, target());
    else if (!m_listener.listen(m_config.address, m_config.port))
        outcome = fail(m_listener.serverError() == QAbstractSocket::AddressInUseError
                           ? ErrorCode::PortInUse
                           : ErrorCode::AddressUnusable,
                       target(), m_listener.errorString().toStdString());
    m_board.update(Component::Web, m_clock.wallMs(), [&](ComponentStatus& status) {
        status = ComponentStatus{};
        status.health = outcome ? Health::Ok : Health::Down;
        status.target = "http://" + target();
        if (!outcome)
            status.error = outcome.error();
    });
    if (!outcome)
        return outcome;
    m_access.setPort(port());
    m_reportTimer.start(kReportMs);
    return {};
}

void WebServer::close()
{
    if (!m_listener.isListening())
        return;
    m_listener.close();
    m_reportTimer.stop();
    m_live.closeAll();
    m_board.update(Component::Web, m_clock.wallMs(),
                   [](ComponentStatus& status) { status = ComponentStatus{}; });
}

void WebServer::report()
{
    m_board.update(Component::Web, m_clock.wallMs(), [this](ComponentStatus& status) {
        status.pending = m_counters.viewers;
        status.done = m_counters.frameBytes;
        status.dropped = m_counters.framesSkipped;
    });
}

void WebServer::onNewConnection()
{
    while (QTcpSocket* socket = m_listener.nextPendingConnection())
        admit(socket);
}

bool WebServer::isFull() const
{
    int open = m_live.size();
    int strangers = 0;
    for (const HttpConnection* connection : m_connections) {
        if (connection->isClosing())
            continue;
        ++open;
        strangers += connection->isKnown() ? 0 : 1;
    }
    return open >= m_config.maxConnections || (!m_config.guest && strangers >= kMaxStrangers);
}

void WebServer::admit(QTcpSocket* socket)
{
    const bool isFullNow = isFull();
    const auto most = static_cast<std::size_t>(m_config.maxConnections) + kToldSo;
    if (isFullNow) {
        ++m_counters.refused;
        if (m_connections.size() + static_cast<std::size_t>(m_live.size()) >= most) {
            socket->abort();
            socket->deleteLater();
            return;
        }
    }
    auto* connection = new HttpConnection(socket, *this, m_config.times, nullptr);
    m_connections.insert(connection);
    connection->setKnown(m_config.guest);
    connect(connection, &HttpConnection::finished, this, [this](HttpConnection* finished) {
        m_connections.erase(finished);
        finished->deleteLater();
    });
    if (isFullNow)
        connection->refuse(kUnavailable);
}

void WebServer::handle(HttpConnection& connection, HttpRequest request)
{
    ++m_counters.requests;
    m_counters.connections = m_connections.size() + static_cast<std::size_t>(m_live.size());
    if (!m_access.isHostAllowed(request)) {
        connection.refuse(kForbidden);
        return;
    }
    if (request.method == Method::Post) {
        post(connection, request);
        return;
    }
    const Access access = m_access.identify(request);
    connection.setKnown(static_cast<bool>(access));
    connection.respond(m_routes.get(request, access));
}

void WebServer::post(HttpConnection& connection, HttpRequest& request)
{
    if (!m_access.mayChangeState(request))
        connection.refuse(kForbidden);
    else if (request.path == "/api/v1/login")
        startLogin(connection, request);
    else if (request.path == "/api/v1/logout")
        connection.respond(logout(request));
    else
        connection.respond(HttpResponse::plain(kNotFound));
}

void WebServer::startLogin(HttpConnection& connection, HttpRequest& request)
{
    auto login = LoginBody::parse(request.body);
    if (!login || !m_accounts) {
        connection.respond(HttpResponse::plain(login ? kNotFound : kBadRequest));
        return;
    }
    m_loginPool.start([this, login = std::move(login), from = connection.peer().toStdString(),
                       before = std::string(m_access.sessionToken(request)),
                       waiting = QPointer<HttpConnection>(&connection)] {
        auto token = m_accounts->login(login->user(), login->password(), from);
        QMetaObject::invokeMethod(
            this,
            [this, waiting, before, token = std::move(token)] {
                if (token)
                    endSession(waiting ? before : *token); // a browser has one; nobody has none
                if (waiting)
                    finishLogin(*waiting, token);
            },
            Qt::QueuedConnection);
    });
}

void WebServer::finishLogin(HttpConnection& connection, const Result<std::string>& token)
{
    if (!token) {
        connection.respond(HttpResponse::problem(statusOf(token.error().code), token.error()));
        return;
    }
    auto session = m_accounts->session(*token);
    if (!session) {
        connection.respond(HttpResponse::problem(kUnauthorized, session.error()));
        return;
    }
    connection.setKnown(true);
    HttpResponse response =
        HttpResponse::json(200, accessJson({Access::Kind::Session, *token, std::move(*session)}));
    response.extraFields = m_access.cookieField(*token);
    connection.respond(response);
}

void WebServer::endSession(const std::string& token)
{
    if (!m_accounts || token.empty())
        return;
    m_accounts->logout(token);
    m_live.endSession(token);
}

HttpResponse WebServer::logout(const HttpRequest& request)
{
    endSession(std::string(m_access.sessionToken(request)));
    HttpResponse response = HttpResponse::json(200, "{}");
    response.extraFields = m_access.cookieField({});
    return response;
}

void WebServer::upgrade(HttpConnection& connection, const HttpRequest& request)
{
    ++m_counters.requests;
    if (!m_access.isHostAllowed(request)) {
        connection.refuse(kForbidden);
        return;
    }
    if (request.path != kLivePath || request.method != Method::Get
        || request.webSocketKey.size() != kWebSocketKeyLength) {
        connection.refuse(request.path == kLivePath ? kBadRequest : kNotFound);
        return;
    }
    if (request.webSocketVersion != "13") {
        HttpResponse response = HttpResponse::plain(kUpgradeRequired);
        response.extraFields = "Sec-WebSocket-Version: 13\r\n";
        connection.respond(response, true);
        return;
    }
    const Access access = m_access.identify(request);
    const bool hasBearer = access && !request.bearer().empty();
    if (!m_access.isOriginOwn(request, hasBearer)) {
        connection.refuse(kForbidden);
        return;
    }
    if (!access) {
        connection.refuse(kUnauthorized);
        return;
    }
    m_live.take(connection.release(), access);
}

} // namespace shoppulse
