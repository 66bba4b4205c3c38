// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fieldvalue.h"
#include "core/decode/jsondecoder.h"
#include "core/decode/textcheck.h"
#include "tests/unit/decode/decodetesting.h"

#include <QTest>
#include <nlohmann/json.hpp>
#include <simdjson.h>

using namespace shoppulse;
using namespace shoppulse::testing;

Q_DECLARE_METATYPE(shoppulse::Undecodable)

namespace {

/// JSON is written with ' for " here.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

bool isJsonObject(const std::string& text)
{
    return nlohmann::json::parse(text, nullptr, false).is_object();
}

const std::string kTexts =
    json("{'user_id':'328862','item_id':'1','cat_id':'833','brand_id':'2661',"
         "'action':'2','age_range':'8','gender':'1','province':'上海市'}");

} // namespace

class TestJsonDecoder : public QObject {
    Q_OBJECT
private slots:
    void textsAndNumbersMeanTheSame()
    {
        JsonDecoder decoder(taobaoCodes());
        const std::string numbers =
            json(" {\n'province' : '上海' , 'user_id' : 328862 , 'gender' : 1 , 'age_range' : 8 ,"
                 " 'action' : 2 , 'brand_id' : 2661 , 'cat_id' : 833 }\r\n ");
        for (const std::string& message : {kTexts, numbers}) {
            const DecodedBatch batch = decodeOne(decoder, message);
            QCOMPARE(batch.events.size(), std::size_t(1));
            const Event& event = batch.events.front();
            QCOMPARE(event.timeMs, kTimeMs);
            QCOMPARE(event.user, userFromText("328862"));
            QCOMPARE(event.brand, std::uint64_t(2661));
            QCOMPARE(event.category, std::uint64_t(833));
            QCOMPARE(event.cell, cellOf(1, 6, 2, 8));
        }
    }
    void whatIsMissingOrNullIsUnknown()
    {
        JsonDecoder decoder(taobaoCodes());
        for (const char* message :
             {"{'action':0}",
              "{'action':0,'user_id':null,'brand_id':null,'cat_id':'','gender':null,"
              "'age_range':'NULL','province':null}",
              "{'action':0,'user_id':'NULL','brand_id':1.5,'cat_id':-3,'gender':true,"
              "'age_range':[1],'province':{'province':'上海'}}"}) {
            const DecodedBatch batch = decodeOne(decoder, json(message));
            QCOMPARE(batch.events.size(), std::size_t(1));
            QCOMPARE(batch.events[0].user, kNoId);
            QCOMPARE(batch.events[0].brand, kNoId);
            QCOMPARE(batch.events[0].category, kNoId);
            QCOMPARE(batch.events[0].cell, cellOf(2, 7, 0, kProvinceUnknown));
        }
    }
    void lastOfTwoKeysCounts()
    {
        JsonDecoder decoder(taobaoCodes());
        const auto batch =
            decodeOne(decoder, json("{'action':9,'gender':0,'action':3,'gender':null}"));
        QCOMPARE(batch.events.at(0).cell, cellOf(2, 7, 3, kProvinceUnknown));
    }
    void fieldsMayBeNestedAndEscaped()
    {
        Profile profile = taobaoCodes();
        profile.json.user = "user.id";
        profile.json.gender = "user.traits.gender";
        profile.json.age = "user.traits.age";
        profile.json.brand = "";
        profile.json.province = "where";
        JsonDecoder decoder(profile);
        const DecodedBatch batch = decodeOne(
            decoder,
            json("{'x':{'user':{'id':1}},'user':{'traits':{'age':2,'y':[{'gender':0}],'gender':1},"
                 "'id':'u\\u00e9'},'brand_id':5,'where':'\\u4e0a\\u6d77','\\u0061ction':'1'}"));
        QCOMPARE(batch.events.size(), std::size_t(1));
        QCOMPARE(batch.events[0].user, userFromText("ué"));
        QCOMPARE(batch.events[0].brand, kNoId);
        QCOMPARE(batch.events[0].cell, cellOf(1, 1, 1, 8));
    }
    void eventTimeComesFromItsField()
    {
        Profile profile = taobaoCodes();
        profile.json.eventTime = "meta.ts";
        JsonDecoder decoder(profile);
        const auto decodeTime = [&](const std::string& value) {
            return decodeOne(decoder, json("{'action':0,'meta':{'ts':" + value + "}}"));
        };
        for (const char* value :
             {"1700000000", "1700000000000", "'1700000000'", "'1700000000.000'", "1700000000.0",
              "1.7e9", "'2023-11-14T22:13:20Z'", "'2023-11-15T06:13:20'",
              "'2023-11-15T06:13:20.000+08:00'", "'2023\\u002d11-14T22:13:20Z'"})
            QCOMPARE(decodeTime(value).events.at(0).timeMs, std::int64_t(1'700'000'000'000));
        for (const char* value : {"null", "''", "'soon'", "-5", "[]", "true"}) {
            QVERIFY(decodeTime(value).events.empty());
            QCOMPARE(decodeTime(value).errors.at(0).reason, Undecodable::EventTime);
        }
        QCOMPARE(decodeOne(decoder, json("{'action':0}")).errors.at(0).reason,
                 Undecodable::EventTime);
        QCOMPARE(decodeOne(decoder, json("{'action':7}")).errors.at(0).reason,
                 Undecodable::ActionCode);
    }

    void keysOfAnyLengthAreFound_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {1, 7, 8, 9, 15, 16, 17, 63, 300})
            QTest::newRow(qPrintable(QString::number(length))) << length;
    }
    void keysOfAnyLengthAreFound()
    {
        QFETCH(int, length);
        const std::string key(static_cast<std::size_t>(length), 'a');
        Profile profile = taobaoCodes();
        profile.json.user = key;
        profile.json.gender = key + "a.x";
        JsonDecoder decoder(profile);
        const std::string user(static_cast<std::size_t>(length), '7');
        for (const std::string& spelling : {key, key.substr(1) + "\\u0061"}) {
            const DecodedBatch batch =
                decodeOne(decoder,
                          json("{'action':0,'" + key + "a':{'x':1},'" + spelling + "':'" + user
                               + "','" + key + "b':'','':'0'}"));
            QCOMPARE(batch.events.size(), std::size_t(1));
            QCOMPARE(batch.events[0].user, userFromText(user));
            QCOMPARE(batch.events[0].cell, cellOf(1, 7, 0, kProvinceUnknown));
        }
    }

    void undecodable_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<Undecodable>("reason");
        const auto row = [](const char* name, const std::string& message,
                            Undecodable reason = Undecodable::Json) {
            QTest::newRow(name) << QByteArray::fromStdString(json(message)) << reason;
        };
        row("no bytes", "", Undecodable::Empty);
        row("too long", std::string(65537, ' '), Undecodable::Oversize);
        row("NUL", std::string("{'action':0}\0", 13), Undecodable::Nul);
        row("bad UTF-8", "{'action':0,'x':'\xff'}", Undecodable::Utf8);
        row("NUL in a text", std::string("{'action':0,'x':'\0'}", 20), Undecodable::Nul);
        row("NUL between", std::string("{'action':\0000}", 13), Undecodable::Nul);
        row("no action", "{}", Undecodable::ActionCode);
        row("action 4", "{'action':4}", Undecodable::ActionCode);
        row("action null", "{'action':null}", Undecodable::ActionCode);
        row("action 0.0", "{'action':0.0}", Undecodable::ActionCode);
        row("action in a list", "{'action':[0]}", Undecodable::ActionCode);
        row("spaces", "  \n");
        row("newline", "\n");
        row("list", "[{'action':0}]");
        row("text", "'action'");
        row("number", "5");
        row("cut", "{'action':0");
        row("cut text", "{'action':'0");
        row("two objects", "{'action':0}{'action':0}");
        row("two lines", "{'action':0}\n{'action':0}");
        row("something behind", "{'action':0} x");
        row("bracket behind", "{'action':0}}");
        row("comma at the end", "{'action':0,}");
        row("comma missing", "{'action':0 'gender':1}");
        row("colon missing", "{'action' 0}");
        row("key without quotes", "{action:0}");
        row("wrong word", "{'action':0,'x':nul}");
        row("longer word", "{'action':0,'x':truey}");
        row("word unused", "{'action':0,'x':[yes]}");
        row("leading zero", "{'action':0,'x':01}");
        row("number unused", "{'action':0,'x':1.}");
        row("plus", "{'action':0,'x':+1}");
        row("two numbers", "{'action':0,'x':1 2}");
        row("brackets crossed", "{'action':0,'x':[1}]");
        row("bad escape", "{'action':0,'x':'\\q'}");
        row("raw newline in a text", "{'action':0,'x':'a\nb'}");
        row("too deep", "{'action':0,'x':" + std::string(70, '[') + std::string(70, ']') + "}");
    }
    void undecodable()
    {
        QFETCH(QByteArray, message);
        JsonDecoder decoder(taobaoCodes());
        const std::string text = message.toStdString();
        const DecodedBatch batch = decodeOne(decoder, text);
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.errors.size(), std::size_t(1));
        QTEST(batch.errors.front().reason, "reason");
        QCOMPARE(batch.errors.front().line, std::uint32_t(1));
        QCOMPARE(batch.errors.front().raw, std::string_view(text));
        // A bad message leaves nothing behind for the next one.
        QCOMPARE(decodeOne(decoder, kTexts).events.size(), std::size_t(1));
    }

    void aMessageWithoutValueIsEmpty()
    {
        JsonDecoder decoder(taobaoCodes());
        const DecodedBatch batch = decodeOne(decoder, std::string_view());
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.errors.at(0).reason, Undecodable::Empty);
    }
    void oddNumbersAreNumbers()
    {
        JsonDecoder decoder(taobaoCodes());
        for (const char* number : {"1e999", "-0", "0.5", "123456789012345678901234567890", "1E+2"})
            QCOMPARE(decodeOne(decoder, json("{'x':" + std::string(number) + ",'action':1}"))
                         .events.size(),
                     std::size_t(1));
    }
    void asLongAsAllowed()
    {
        JsonDecoder decoder(taobaoCodes());
        std::string message = kTexts;
        message.insert(1, 65536 - message.size(), ' ');
        QCOMPARE(message.size(), std::size_t(65536));
        QCOMPARE(decodeOne(decoder, message).events.size(), std::size_t(1));
    }
    void whatIsWrittenLikeTheMessagesBeforeIsTheSameAsAlone_data()
    {
        QTest::addColumn<QString>("learned");
        QTest::newRow("texts") << QString::fromStdString(kTexts);
        QTest::newRow("numbers, a list, an object")
            << QStringLiteral("{ \"action\" : 1 ,\t\"gender\":null,\"on\":true,\"user_id\":-2.5e3,"
                              "\"a\":{\"b\":[1,\"\u4e0a\"]},\"province\":\"\u4e0a\u6d77\" }\r\n");
        QTest::newRow("a key twice")
            << QStringLiteral("{\"action\":\"1\",\"user_id\":7,\"action\":2}");
    }
    void whatIsWrittenLikeTheMessagesBeforeIsTheSameAsAlone()
    {
        QFETCH(QString, learned);
        const std::string seed = learned.toStdString();
        JsonDecoder decoder(taobaoCodes());
        QCOMPARE(decodeOne(decoder, seed).events.size(), std::size_t(1));
        std::mt19937_64 random(5);
        int accepted = 0;
        for (int i = 0; i < 3'000; ++i) {
            const std::string message = mutated(seed, random);
            JsonDecoder alone(taobaoCodes());
            const DecodedBatch expected = decodeOne(alone, message);
            const DecodedBatch found = decodeOne(decoder, message);
            QCOMPARE(found.events.size(), expected.events.size());
            QVERIFY2(found.events == expected.events, message.c_str());
            QVERIFY2(std::ranges::equal(found.errors, expected.errors, {}, &DecodeError::reason,
                                        &DecodeError::reason),
                     message.c_str());
            accepted += static_cast<int>(found.events.size());
        }
        QVERIFY2(accepted > 50, qPrintable(QString::number(accepted)));
    }
    void anyBytesAreCountedOnceAndAsAnotherParserSays()
    {
        JsonDecoder decoder(taobaoCodes());
        std::mt19937_64 random(3);
        int accepted = 0;
        const std::string seed = json("{'action':1,'a':{'b':[1,true,null,-2.5e3]},'gender':'0'}");
        for (int i = 0; i < 30'000; ++i) {
            const std::string message = mutated(seed, random);
            const DecodedBatch batch = decodeOne(decoder, message);
            QCOMPARE(batch.events.size() + batch.errors.size(), std::size_t(1));
            const bool isJson =
                batch.errors.empty() || batch.errors.front().reason == Undecodable::ActionCode;
            accepted += isJson ? 1 : 0;
            QVERIFY2(!isJson || !textFault(message), message.c_str());
            if (isJson || batch.errors.front().reason == Undecodable::Json)
                QVERIFY2(isJsonObject(message) == isJson, message.c_str());
        }
        QVERIFY2(accepted > 500, qPrintable(QString::number(accepted)));
    }
};

/// All of it for each of the parser's ways that this processor can go, the portable one among them.
int main(int argc, char** argv)
{
    int failed = 0;
    for (const simdjson::implementation* way : simdjson::get_available_implementations()) {
        if (!way->supported_by_runtime_system())
            continue;
        qInfo("simdjson: %s", way->name().c_str());
        simdjson::get_active_implementation() = way;
        TestJsonDecoder test;
        failed += QTest::qExec(&test, argc, argv);
    }
    return failed;
}
#include "tst_jsondecoder.moc"
