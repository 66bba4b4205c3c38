// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/httprequest.h"

#include <QtTest>

using namespace shoppulse;

class TestHttpRequest : public QObject {
    Q_OBJECT

private slots:
    void findsTheEndOfTheHead();
    void refusesBrokenBytesEarly();
    void limitsTheHead();
    void judgesHeads_data();
    void judgesHeads();
    void takesWhatIsNeeded();
    void readsParametersAndCookies();
};

void TestHttpRequest::findsTheEndOfTheHead()
{
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody";
    HeadScan scan;
    for (std::size_t size = 0; size < head.size() - 4; ++size)
        QCOMPARE(scan.look(std::string_view(head).substr(0, size)), HeadScan::State::Incomplete);
    QCOMPARE(scan.look(head), HeadScan::State::Complete);
    QCOMPARE(scan.length(), head.size() - 4);
}

void TestHttpRequest::refusesBrokenBytesEarly()
{
    QCOMPARE(HeadScan().look("GET / HTTP/1.1\n"), HeadScan::State::Broken);
    QCOMPARE(HeadScan().look("\n"), HeadScan::State::Broken);
    QCOMPARE(HeadScan().look(std::string_view("GET \0", 5)), HeadScan::State::Broken);
}

void TestHttpRequest::limitsTheHead()
{
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const std::string end = "\r\n\r\n";
    const std::string fits =
        start + std::string(kMaxHeadBytes - start.size() - end.size(), 'x') + end;
    HeadScan scan;
    QCOMPARE(scan.look(fits), HeadScan::State::Complete);
    QVERIFY(parseHead(fits));
    QCOMPARE(HeadScan().look(start + 'x' + fits.substr(start.size())), HeadScan::State::TooLarge);
}

void TestHttpRequest::judgesHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& head, int status) {
        QTest::newRow(name) << head << status;
    };
    const QByteArray host = " HTTP/1.1\r\nHost: localhost\r\n";
    row("get", "GET /" + host + "\r\n", 200);
    row("head", "HEAD /" + host + "\r\n", 200);
    row("post", "POST /" + host + "Content-Length: 16384\r\n\r\n", 200);
    row("1.0", "GET / HTTP/1.0\r\n\r\n", 200);
    row("body above the limit", "POST /" + host + "Content-Length: 16385\r\n\r\n", 413);
    row("huge body", "POST /" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400);
    row("negative body", "POST /" + host + "Content-Length: -1\r\n\r\n", 400);
    row("transfer encoding", "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n", 400);
    row("two lengths alike", "POST /" + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n",
        400);
    row("two lengths", "POST /" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", 400);
    row("list of lengths", "POST /" + host + "Content-Length: 3, 4\r\n\r\n", 400);
    row("two hosts", "GET /" + host + "Host: localhost\r\n\r\n", 400);
    row("two origins", "GET /" + host + "Origin: a\r\nOrigin: b\r\n\r\n", 400);
    row("folded by blank", "GET /" + host + "X: a\r\n b\r\n\r\n", 400);
    row("folded by tab", "GET /" + host + "X: a\r\n\tb\r\n\r\n", 400);
    row("blank before colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400);
    row("control character", "GET /" + host + "X: a\x01\r\n\r\n", 400);
    row("put", "PUT /" + host + "\r\n", 405);
    row("options", "OPTIONS *" + host + "\r\n", 405);
    row("absolute target", "GET http://localhost/" + host + "\r\n", 400);
    row("version", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 400);
    row("garbage", "\x16\x03\x01\x02 hello\r\n\r\n", 400);
    row("upgrade with body",
        "GET /" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\n",
        400);
    QByteArray many = "GET /" + host; // one field
    for (int i = 0; i < 63; ++i)
        many += "X" + QByteArray::number(i) + ": 1\r\n";
    row("64 fields", many + "\r\n", 200);
    row("65 fields", many + "Y: 1\r\n\r\n", 431);
}

void TestHttpRequest::judgesHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    const auto request = parseHead(head.toStdString());
    QCOMPARE(request ? 200 : request.error(), status);
}

void TestHttpRequest::takesWhatIsNeeded()
{
    const auto request = parseHead("POST /api/v1/login?a=1&b=2 HTTP/1.1\r\n"
                                   "host: localhost:80\r\nContent-Length: 7\r\n"
                                   "Origin: http://localhost:80\r\nX-ShopPulse: 1\r\n"
                                   "Connection: keep-alive, Upgrade\r\nUpgrade: h2c\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->method, Method::Post);
    QCOMPARE(request->path, std::string("/api/v1/login"));
    QCOMPARE(request->query, std::string("a=1&b=2"));
    QCOMPARE(request->host, std::string("localhost:80"));
    QCOMPARE(*request->origin, std::string("http://localhost:80"));
    QCOMPARE(request->customHeader, std::string("1"));
    QCOMPARE(request->contentLength, std::size_t{7});
    QVERIFY(request->keepAlive);
    QVERIFY(!request->wantsWebSocket);
    QVERIFY(!parseHead("GET / HTTP/1.1\r\n\r\n")->origin);
    QVERIFY(!parseHead("GET / HTTP/1.0\r\n\r\n")->keepAlive);
    QVERIFY(!parseHead("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")->keepAlive);
}

void TestHttpRequest::readsParametersAndCookies()
{
    HttpRequest request;
    request.query = "xshare=no&share=abc&lang=zh&empty=";
    QCOMPARE(request.parameter("share"), std::string_view("abc"));
    QCOMPARE(request.parameter("lang"), std::string_view("zh"));
    QVERIFY(request.parameter("empty").empty());
    QVERIFY(request.parameter("none").empty());
    request.cookie = "a=1; shoppulse-80=token;b=2; ";
    QCOMPARE(request.cookieValue("shoppulse-80"), std::string_view("token"));
    QCOMPARE(request.cookieValue("b"), std::string_view("2"));
    QVERIFY(request.cookieValue("shoppulse-8").empty());
    request.authorization = "bEaReR abc";
    QCOMPARE(request.bearer(), std::string_view("abc"));
    request.authorization = "Basic abc";
    QVERIFY(request.bearer().empty());
}

QTEST_APPLESS_MAIN(TestHttpRequest)
#include "tst_httprequest.moc"
