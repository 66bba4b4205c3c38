// SPDX-License-Identifier: GPL-3.0-or-later
#include "webfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace shoppulse;

namespace {

QJsonObject jsonOf(const RawClient& client)
{
    return QJsonDocument::fromJson(client.body()).object();
}

QByteArray loginBody(const QByteArray& user, const QByteArray& password)
{
    return R"({"user": ")" + user + R"(", "password": ")" + password + "\"}";
}

/// "name=value" of the cookie that was set.
QByteArray cookieOf(const RawClient& client)
{
    const QByteArray field = client.field("Set-Cookie");
    return field.left(field.indexOf(';'));
}

} // namespace

class TestWebApi : public QObject {
    Q_OBJECT

private slots:
    void needsCredentials_data();
    void needsCredentials();
    void guestSeesEverything();
    void sendsSecurityFields();
    void logsInWithACookie();
    void loginReplacesTheOldSession();
    void refusesWrongPasswords();
    void refusesBadLoginBodies();
    void delaysLogins();
    void refusesForgedPosts_data();
    void refusesForgedPosts();
    void logsOut();
    void shareOpensTheDashboardOnly();
    void tellsTheSnapshot();
    void tellsPanels();
    void tellsMetrics();
    void answersHeadWithoutABody();
    void findsNothingElse_data();
    void findsNothingElse();
};

void TestWebApi::needsCredentials_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("healthz") << QByteArray("/healthz") << 200;
    for (const char* path : {"/metrics", "/api/v1/snapshot", "/api/v1/panels/brand.csv",
                             "/api/v1/session", "/api/v1/live", "/api/v1/other"})
        QTest::newRow(path) << QByteArray(path) << 401;
}

void TestWebApi::needsCredentials()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    WebFixture f;
    f.publish(1);
    for (const QByteArray& fields :
         {QByteArray(), QByteArray("Authorization: Bearer guess\r\n"),
          QByteArray("Authorization: Basic bWVpOnBsdW0=\r\n"),
          "Cookie: shoppulse-" + QByteArray::number(f.server->port()) + "=guess\r\n"}) {
        RawClient client(f, f.get(path, fields));
        QTRY_COMPARE(client.status(), status);
    }
    RawClient client(f, f.get(path + "?share=guess"));
    QTRY_COMPARE(client.status(), status);
}

void TestWebApi::guestSeesEverything()
{
    WebConfig config;
    config.guest = true;
    WebFixture f(config);
    f.publish(1);
    for (const char* path : {"/metrics", "/api/v1/snapshot", "/api/v1/panels/brand.csv"}) {
        RawClient client(f, f.get(path));
        QTRY_COMPARE(client.status(), 200);
    }
    RawClient client(f, f.get("/api/v1/session"));
    QTRY_VERIFY(client.isAnswered());
    QCOMPARE(jsonOf(client),
             (QJsonObject{{"user", ""}, {"role", "viewer"}, {"guest", true}, {"share", false}}));
}

void TestWebApi::sendsSecurityFields()
{
    WebFixture f;
    for (const QByteArray& request :
         {f.get("/healthz"), f.get("/metrics"), f.get("/none"),
          QByteArray("GET / HTTP/1.1\r\nHost: evil\r\n\r\n"), QByteArray("broken\r\n\r\n")}) {
        RawClient client(f, request);
        QTRY_VERIFY(client.isAnswered());
        QCOMPARE(client.field("Content-Security-Policy"),
                 QByteArray("default-src 'none'; script-src 'self'; style-src 'self'; "
                            "img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                            "form-action 'self'; frame-ancestors 'none'"));
        QCOMPARE(client.field("X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(client.field("Referrer-Policy"), QByteArray("no-referrer"));
        QCOMPARE(client.field("Cross-Origin-Opener-Policy"), QByteArray("same-origin"));
        QCOMPARE(client.field("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
        QCOMPARE(client.field("Cache-Control"), QByteArray("no-store"));
        QVERIFY(!client.received.contains("Access-Control-Allow-Origin"));
    }
}

void TestWebApi::logsInWithACookie()
{
    WebFixture f;
    RawClient client(f, f.post("/api/v1/login", loginBody("mei", kPassword)));
    QTRY_VERIFY(client.isAnswered());
    QCOMPARE(client.status(), 200);
    QCOMPARE(jsonOf(client)["user"].toString(), QString("mei"));
    QCOMPARE(jsonOf(client)["role"].toString(), QString("admin"));
    const QByteArray cookie = cookieOf(client);
    QVERIFY(cookie.startsWith("shoppulse-" + QByteArray::number(f.server->port()) + '='));
    QCOMPARE(client.field("Set-Cookie"), cookie + "; Path=/; HttpOnly; SameSite=Strict");
    client.send(f.get("/api/v1/session", "Cookie: other=1; " + cookie + "\r\n"));
    QTRY_COMPARE(client.answers(), 2);
    QCOMPARE(client.status(), 200);
}

void TestWebApi::loginReplacesTheOldSession()
{
    WebFixture f;
    RawClient client(f, f.post("/api/v1/login", loginBody("mei", kPassword)));
    QTRY_VERIFY(client.isAnswered());
    const QByteArray first = "Cookie: " + cookieOf(client) + "\r\n";
    RawClient wrong(f,
                    f.post("/api/v1/login", loginBody("mei", "x"), "X-ShopPulse: 1\r\n" + first));
    QTRY_COMPARE(wrong.status(), 401);
    RawClient stillIn(f, f.get("/api/v1/session", first));
    QTRY_COMPARE(stillIn.status(), 200);
    client.send(f.post("/api/v1/login", loginBody("mei", kPassword), "X-ShopPulse: 1\r\n" + first));
    QTRY_COMPARE(client.answers(), 2);
    QVERIFY("Cookie: " + cookieOf(client) + "\r\n" != first);
    client.send(f.get("/api/v1/session", first));
    QTRY_COMPARE(client.answers(), 3);
    QCOMPARE(client.status(), 401);
}

void TestWebApi::refusesWrongPasswords()
{
    WebFixture f;
    for (const QByteArray& user : {QByteArray("mei"), QByteArray("nobody"), QByteArray("<b>")}) {
        RawClient client(f, f.post("/api/v1/login", loginBody(user, "lantern of the quiet sea")));
        QTRY_VERIFY(client.isAnswered());
        QCOMPARE(client.status(), 401);
        QCOMPARE(jsonOf(client)["code"].toString(), QString("login_rejected"));
        QVERIFY(!jsonOf(client)["text"].toString().isEmpty());
        QVERIFY(client.field("Set-Cookie").isEmpty());
    }
}

void TestWebApi::refusesBadLoginBodies()
{
    WebFixture f;
    for (const char* body :
         {"", "{", "[]", "null", R"({"user": "mei"})", R"({"user": 1, "password": "x"})",
          R"({"user": "mei", "password": {}})", "user=mei&password=x"}) {
        RawClient client(f, f.post("/api/v1/login", body));
        QTRY_VERIFY(client.isAnswered());
        QCOMPARE(client.status(), 400);
    }
}

void TestWebApi::delaysLogins()
{
    WebFixture f;
    RawClient client(f);
    for (int i = 1; i <= 5; ++i) {
        client.send(f.post("/api/v1/login", loginBody("mei", "lantern of the quiet sea")));
        QTRY_COMPARE(client.answers(), i);
        QCOMPARE(client.status(), 401);
    }
    client.send(f.post("/api/v1/login", loginBody("mei", kPassword)));
    QTRY_COMPARE(client.answers(), 6);
    QCOMPARE(client.status(), 429);
    QTRY_COMPARE(jsonOf(client)["code"].toString(), QString("login_delayed"));
    QVERIFY2(f.accounts.store->login("mei", kPassword, ""), "the local window is not locked out");
    f.accounts.clock.step(1'000);
    client.send(f.post("/api/v1/login", loginBody("mei", kPassword)));
    QTRY_COMPARE(client.answers(), 7);
    QCOMPARE(client.status(), 200);
}

void TestWebApi::refusesForgedPosts_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("no custom header") << QByteArray() << 403;
    QTest::newRow("foreign origin")
        << QByteArray("X-ShopPulse: 1\r\nOrigin: http://evil.example\r\n") << 403;
    QTest::newRow("null origin") << QByteArray("X-ShopPulse: 1\r\nOrigin: null\r\n") << 403;
    QTest::newRow("other port") << QByteArray("X-ShopPulse: 1\r\nOrigin: http://127.0.0.1:1\r\n")
                                << 403;
    QTest::newRow("other scheme") << QByteArray("X-ShopPulse: 1\r\nOrigin: https://HOST\r\n")
                                  << 403;
    QTest::newRow("cross site") << QByteArray("X-ShopPulse: 1\r\nSec-Fetch-Site: cross-site\r\n")
                                << 403;
    QTest::newRow("same site") << QByteArray("X-ShopPulse: 1\r\nSec-Fetch-Site: same-site\r\n")
                               << 403;
    QTest::newRow("own page") << QByteArray(
        "X-ShopPulse: 1\r\nOrigin: http://HOST\r\nSec-Fetch-Site: same-origin\r\n")
                              << 200;
    QTest::newRow("no browser") << QByteArray("X-ShopPulse: 1\r\n") << 200;
}

void TestWebApi::refusesForgedPosts()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    WebFixture f;
    fields.replace("HOST", f.host());
    RawClient login(f, f.post("/api/v1/login", loginBody("mei", kPassword), fields));
    QTRY_COMPARE(login.status(), status);
    RawClient logout(f, f.post("/api/v1/logout", {}, fields));
    QTRY_COMPARE(logout.status(), status);
}

void TestWebApi::logsOut()
{
    WebFixture f;
    const QByteArray bearer = f.bearer();
    RawClient client(f, f.get("/api/v1/session", bearer));
    QTRY_COMPARE(client.status(), 200);
    client.send(f.post("/api/v1/logout", {}, "X-ShopPulse: 1\r\n" + bearer));
    QTRY_COMPARE(client.answers(), 2);
    QCOMPARE(client.status(), 200);
    QVERIFY(client.field("Set-Cookie").endsWith("; Max-Age=0"));
    client.send(f.get("/api/v1/session", bearer));
    QTRY_COMPARE(client.answers(), 3);
    QCOMPARE(client.status(), 401);
}

void TestWebApi::shareOpensTheDashboardOnly()
{
    WebFixture f;
    f.publish(1);
    const auto share = QByteArray::fromStdString(*f.accounts.store->createShare("wall", 3'600'000));
    for (const char* path : {"/api/v1/snapshot", "/api/v1/panels/age.csv", "/metrics"}) {
        RawClient client(f, f.get(path + ("?lang=zh&share=" + share)));
        QTRY_COMPARE(client.status(), 200);
    }
    RawClient who(f, f.get("/api/v1/session?share=" + share));
    QTRY_VERIFY(who.isAnswered());
    QCOMPARE(jsonOf(who)["share"].toBool(), true);
    QCOMPARE(jsonOf(who)["role"].toString(), QString("viewer"));
    // As a session it opens nothing.
    RawClient cookie(
        f,
        f.get("/api/v1/snapshot",
              "Cookie: shoppulse-" + QByteArray::number(f.server->port()) + '=' + share + "\r\n"));
    QTRY_COMPARE(cookie.status(), 401);
    f.accounts.clock.step(3'600'000);
    RawClient late(f, f.get("/api/v1/snapshot?share=" + share));
    QTRY_COMPARE(late.status(), 401);
}

void TestWebApi::tellsTheSnapshot()
{
    WebFixture f;
    RawClient early(f, f.get("/api/v1/snapshot", f.bearer()));
    QTRY_COMPARE(early.status(), 503);
    f.publish(7);
    RawClient client(f, f.get("/api/v1/snapshot", f.bearer()));
    QTRY_VERIFY(client.isAnswered());
    const QJsonObject answer = jsonOf(client);
    QCOMPARE(answer["structure"].toObject()["topic"].toString(), QString("demo"));
    QCOMPARE(answer["values"].toObject()["sequence"].toInt(), 7);
}

void TestWebApi::tellsPanels()
{
    WebFixture f;
    f.publish(7);
    const QByteArray bearer = f.bearer();
    for (const char* panel : {"kpis", "behavior", "funnel", "gender", "age", "brand", "brandvisit",
                              "category", "province"}) {
        RawClient client(f, f.get(QByteArray("/api/v1/panels/") + panel + ".csv?lang=zh", bearer));
        QTRY_VERIFY(client.isAnswered());
        QCOMPARE(client.status(), 200);
        QVERIFY(client.body().startsWith("\xEF\xBB\xBF程序,ShopPulse "));
        QCOMPARE(client.field("Content-Disposition"),
                 "attachment; filename=\"shoppulse-" + QByteArray(panel) + ".csv\"");
    }
    RawClient unknown(f, f.get("/api/v1/panels/other.csv", bearer));
    QTRY_COMPARE(unknown.status(), 404);
}

void TestWebApi::tellsMetrics()
{
    WebFixture f;
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->counters.rows = 12;
    snapshot->counters.undecodable[static_cast<std::size_t>(Undecodable::Json)] = 3;
    snapshot->counters.lagMs = 1'500;
    snapshot->state = StreamState::Live;
    snapshot->partitions = {{4, 99, 7, 0, true}};
    snapshot->components[static_cast<std::size_t>(Component::Redis)].health = Health::Down;
    f.hub.publish(std::move(snapshot));
    RawClient client(f, f.get("/metrics", f.bearer()));
    QTRY_VERIFY(client.isAnswered());
    const QList<QByteArray> lines = client.body().split('\n');
    for (const char* line :
         {"# TYPE shoppulse_rows_total counter", "shoppulse_rows_total 12",
          "shoppulse_undecodable_total{reason=\"json\"} 3",
          "shoppulse_undecodable_total{reason=\"utf8\"} 0", "shoppulse_lag_seconds 1.5",
          "shoppulse_stream_state{state=\"live\"} 1", "shoppulse_stream_state{state=\"delayed\"} 0",
          "shoppulse_partition_lag_messages{partition=\"4\"} 7",
          "shoppulse_component_health{component=\"redis\",health=\"down\"} 1",
          "shoppulse_web_viewers 0", "shoppulse_web_connections 1"})
        QVERIFY2(lines.contains(line), line);
    QSet<QByteArray> names;
    for (const QByteArray& line : lines)
        if (line.startsWith("# HELP ")) {
            const QByteArray name = line.split(' ')[2];
            QVERIFY2(!names.contains(name), name.constData());
            names.insert(name);
        } else if (!line.isEmpty() && !line.startsWith('#')) {
            QVERIFY2(names.contains(line.left(line.indexOf(line.contains('{') ? '{' : ' '))), line);
        }
}

void TestWebApi::answersHeadWithoutABody()
{
    WebFixture f;
    RawClient client(f, f.get("/healthz").replace("GET", "HEAD") + f.get("/healthz"));
    QTRY_COMPARE(client.answers(), 2);
    QVERIFY(!client.received.left(client.received.lastIndexOf("HTTP/1.1")).contains("\nok"));
    QVERIFY(client.received.contains("Content-Length: 3\r\n"));
}

void TestWebApi::findsNothingElse_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    for (const char* path :
         {"/none.html", "/../webserver.h", "/%2e%2e/x", "//etc/passwd", "/a\\b", "/api"})
        QTest::newRow(path) << QByteArray("GET " + QByteArray(path)) << 404;
    QTest::newRow("post elsewhere") << QByteArray("POST /api/v1/session") << 404;
    QTest::newRow("post to the page") << QByteArray("POST /") << 404;
    QTest::newRow("get login") << QByteArray("GET /api/v1/login") << 405;
    QTest::newRow("get live") << QByteArray("GET /api/v1/live") << 426;
    QTest::newRow("unknown api") << QByteArray("GET /api/v2/snapshot") << 404;
}

void TestWebApi::findsNothingElse()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    WebFixture f;
    RawClient client(
        f, request + " HTTP/1.1\r\nHost: localhost\r\nX-ShopPulse: 1\r\n" + f.bearer() + "\r\n");
    QTRY_COMPARE(client.status(), status);
}

QTEST_GUILESS_MAIN(TestWebApi)
#include "tst_webapi.moc"
