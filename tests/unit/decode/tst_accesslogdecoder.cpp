// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/accesslogdecoder.h"
#include "core/decode/accesslogline.h"
#include "core/decode/fieldvalue.h"
#include "tests/unit/decode/decodetesting.h"

#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

std::string lineOf(const std::string& request, const std::string& address = "10.0.0.1")
{
    return address + " - - [10/Oct/2000:13:55:36 -0700] \"" + request
        + "\" 200 2326 \"http://shop/\" \"Mozilla/5.0 (X11; \\\"x\\\") y\"";
}

} // namespace

class TestAccessLogDecoder : public QObject {
    Q_OBJECT

    AccessLogDecoder m_decoder{*loadProfile("access-log", "")};

private slots:
    void rulesDecideTheAction_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("action");
        QTest::newRow("page") << QByteArray("GET /item/5?x=1 HTTP/1.1") << 0;
        QTest::newRow("cart") << QByteArray("POST /cart/add HTTP/1.1") << 1;
        QTest::newRow("cart looked at") << QByteArray("GET /cart HTTP/1.1") << 0;
        QTest::newRow("order") << QByteArray("POST /order HTTP/2.0") << 2;
        QTest::newRow("checkout") << QByteArray("POST /checkout") << 2;
        QTest::newRow("favourite") << QByteArray("POST /favorites/9 HTTP/1.1") << 3;
        QTest::newRow("other method") << QByteArray("HEAD / HTTP/1.0") << 0;
    }
    void rulesDecideTheAction()
    {
        QFETCH(QByteArray, request);
        const DecodedBatch batch = decodeOne(m_decoder, lineOf(request.toStdString()));
        QCOMPARE(batch.events.size(), std::size_t(1));
        const Event& event = batch.events.front();
        QTEST(static_cast<int>(actionOf(event.cell)), "action");
        QCOMPARE(event.cell, cellOf(2, 7, actionOf(event.cell), kProvinceUnknown));
        QCOMPARE(event.user, userFromText("10.0.0.1"));
        QCOMPARE(event.timeMs, kTimeMs);
        QCOMPARE(event.brand, kNoId);
    }
    void firstRuleWinsAndNoneIsAFault()
    {
        Profile profile;
        profile.accessRules = {
            {"GET", "/a", Action::Fav}, {"", "/a", Action::Cart}, {"GET", "/a/b", Action::Buy}};
        AccessLogDecoder decoder(profile);
        const auto actionFor = [&](const std::string& request) {
            return actionOf(decodeOne(decoder, lineOf(request)).events.at(0).cell);
        };
        QCOMPARE(actionFor("GET /a/b HTTP/1.1"), std::size_t(Action::Fav));
        QCOMPARE(actionFor("PUT /a HTTP/1.1"), std::size_t(Action::Cart));
        const DecodedBatch batch = decodeOne(decoder, lineOf("GET /b HTTP/1.1"));
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.errors.at(0).reason, Undecodable::ActionCode);
    }
    void partsOfALine()
    {
        const std::string line =
            "2001:db8::1 - ann lee [01/Jan/2024:00:00:00 +0800] \"GET /q?s=\\\"a b\\\" HTTP/1.1\" "
            "304 - \"-\" \"\" \"more\" 0.005";
        const auto entry = parseAccessLogLine(line);
        QVERIFY(entry.has_value());
        QCOMPARE(entry->address, std::string_view("2001:db8::1"));
        QCOMPARE(entry->method, std::string_view("GET"));
        QCOMPARE(entry->path, std::string_view("/q?s=\\\"a"));
    }
    void otherLinesAreNot_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* name, const std::string& line) {
            QTest::newRow(name) << QByteArray::fromStdString(line);
        };
        const std::string good = lineOf("GET / HTTP/1.1");
        row("words", "hello world");
        row("csv", "1,2,3,4,5,6,7,0,1,1,北京");
        row("common log format", good.substr(0, good.find(" \"http")));
        row("cut", good.substr(0, good.size() - 1));
        row("no address", good.substr(good.find(' ')));
        row("request of one word", lineOf("-"));
        row("request empty", lineOf(""));
        row("request without path", lineOf("GET  HTTP/1.1"));
        row("glued", good + "x");
        std::string changed = good;
        row("time", changed.replace(changed.find("Oct"), 3, "010"));
        changed = good;
        row("status", changed.replace(changed.find("200 "), 3, "2x0"));
        changed = good;
        row("size", changed.replace(changed.find("2326"), 4, "many"));
    }
    void otherLinesAreNot()
    {
        QFETCH(QByteArray, line);
        const std::string message = line.toStdString();
        const DecodedBatch batch = decodeOne(m_decoder, message);
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.errors.size(), std::size_t(1));
        QCOMPARE(batch.errors.front().reason, Undecodable::AccessLog);
    }
    void severalLines()
    {
        const std::string message = lineOf("GET / HTTP/1.1") + "\r\n\nbad\n"
            + lineOf("POST /cart HTTP/1.1", "10.0.0.2") + "\n";
        const DecodedBatch batch = decodeOne(m_decoder, message);
        QCOMPARE(batch.events.size(), std::size_t(2));
        QVERIFY(batch.events[0].user != batch.events[1].user);
        QCOMPARE(batch.errors.size(), std::size_t(2));
        QCOMPARE(batch.errors[0].reason, Undecodable::Empty);
        QCOMPARE(batch.errors[1].line, std::uint32_t(3));
    }
    void anyBytesAreCountedOnce()
    {
        std::mt19937_64 random(5);
        const std::string seed = lineOf("GET /item HTTP/1.1");
        for (int i = 0; i < 20'000; ++i) {
            const std::string message = mutated(seed, random);
            const DecodedBatch batch = decodeOne(m_decoder, message);
            auto lines = static_cast<std::size_t>(std::count(message.begin(), message.end(), '\n'));
            if (message.empty() || message.back() != '\n')
                ++lines;
            QCOMPARE(batch.events.size() + batch.errors.size(), lines);
        }
    }
};

QTEST_APPLESS_MAIN(TestAccessLogDecoder)
#include "tst_accesslogdecoder.moc"
