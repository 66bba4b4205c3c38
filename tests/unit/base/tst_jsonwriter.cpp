// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonwriter.h"
#include "core/base/utf8.h"

#include <QJsonDocument>
#include <QTest>
#include <limits>

using namespace shoppulse;

class TestJsonWriter : public QObject {
    Q_OBJECT
private slots:
    void writesInOrderWithCommasWhereTheyBelong()
    {
        JsonWriter json;
        json.beginObject();
        json.field("b", 1);
        json.field("a", "x");
        json.key("list");
        json.beginArray();
        json.value(true);
        json.null();
        json.beginObject();
        json.endObject();
        json.beginArray();
        json.endArray();
        json.value(std::uint64_t(18446744073709551615U));
        json.value(std::int64_t(-9223372036854775807 - 1));
        json.endArray();
        json.field("none", std::optional<double>());
        json.field("half", std::optional<double>(0.5));
        json.endObject();
        QCOMPARE(json.take(),
                 std::string(R"({"b":1,"a":"x","list":[true,null,{},[],18446744073709551615,)"
                             R"(-9223372036854775808],"none":null,"half":0.5})"));
    }
    void doublesReadBackTheSame()
    {
        for (const double number : {0.008125, 1e-7, 1e21, -0.1, 1.0 / 3, 5e-324}) {
            JsonWriter json;
            json.beginArray();
            json.value(number);
            json.endArray();
            const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json.take()));
            QCOMPARE(document[0].toDouble(), number);
        }
        JsonWriter json;
        json.value(std::numeric_limits<double>::quiet_NaN());
        json.value(-std::numeric_limits<double>::infinity());
        QCOMPARE(json.take(), std::string("null,null"));
    }
    void textsAreMadeSafe()
    {
        JsonWriter json;
        json.value(std::string_view("a\"\\\n\0\x1f 上海 \xf0\x9f\x98\x80 \xff\xe4\xb8", 22));
        QCOMPARE(json.take(),
                 std::string("\"a\\\"\\\\\\u000a\\u0000\\u001f 上海 \xf0\x9f\x98\x80 "
                             "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""));
    }
    void firstCharacterOfAText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint32>("code");
        QTest::addColumn<int>("length");
        QTest::newRow("empty") << QByteArray() << 0U << 0;
        QTest::newRow("ASCII") << QByteArray("ab") << 0x61U << 1;
        QTest::newRow("two bytes") << QByteArray("\xc2\x80") << 0x80U << 2;
        QTest::newRow("three bytes") << QByteArray("\xe4\xb8\x8a") << 0x4e0aU << 3;
        QTest::newRow("last of all") << QByteArray("\xf4\x8f\xbf\xbf") << 0x10ffffU << 4;
        QTest::newRow("behind the last") << QByteArray("\xf4\x90\x80\x80") << 0U << 0;
        QTest::newRow("continuation alone") << QByteArray("\x80") << 0U << 0;
        QTest::newRow("cut") << QByteArray("\xe4\xb8") << 0U << 0;
        QTest::newRow("broken") << QByteArray("\xe4\x41\x8a") << 0U << 0;
        QTest::newRow("overlong 2") << QByteArray("\xc1\xbf") << 0U << 0;
        QTest::newRow("overlong 3") << QByteArray("\xe0\x80\x80") << 0U << 0;
        QTest::newRow("overlong 4") << QByteArray("\xf0\x80\x80\x80") << 0U << 0;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 0U << 0;
        QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << 0U << 0;
    }
    void firstCharacterOfAText()
    {
        QFETCH(QByteArray, text);
        const Utf8Char first = firstUtf8Char(text.toStdString());
        QTEST(quint32(first.code), "code");
        QTEST(static_cast<int>(first.length), "length");
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
