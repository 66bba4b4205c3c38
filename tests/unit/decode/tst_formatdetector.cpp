// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "tests/unit/decode/decodetesting.h"

#include <QTest>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::string_view kCsv = "328862,323294,833,2882,2661,08,29,0,0,1,内蒙古";
constexpr std::string_view kJson =
    R"({"user_id":"1","item_id":2,"cat_id":3,"merchant_id":4,"brand_id":5,"month":"08",)"
    R"("day":"29","action":0,"age_range":1,"gender":1,"province":"北京"})";
constexpr std::string_view kLog =
    R"(10.0.0.1 - ann [10/Oct/2000:13:55:36 -0700] "GET /a,b?c=1 HTTP/1.0" 200 2326 "-" "x")";

Format detect(std::initializer_list<std::string_view> messages)
{
    FormatDetector detector;
    for (const std::string_view message : messages)
        detector.sample(message);
    return detector.detected();
}

} // namespace

class TestFormatDetector : public QObject {
    Q_OBJECT
private slots:
    void oneMessageIsEnough()
    {
        QCOMPARE(detect({kCsv}), Format::TaobaoCsv);
        QCOMPARE(detect({"user_id,item_id,cat_id,merchant_id,brand_id,month,day,action,age_range,"
                         "gender,province\n"}),
                 Format::TaobaoCsv);
        const std::string lines = std::string(kCsv).append("\r\n").append(kCsv);
        QCOMPARE(detect({lines}), Format::TaobaoCsv);
        QCOMPARE(detect({"0"}), Format::GenderCode);
        QCOMPARE(detect({kJson}), Format::Json);
        QCOMPARE(detect({" {\n} \n"}), Format::Json);
        QCOMPARE(detect({kLog}), Format::AccessLog);
    }
    void nothingToldIsAuto()
    {
        QCOMPARE(detect({}), Format::Auto);
        QCOMPARE(detect({"", "hello", std::string_view("\0", 1), "3", "[1]", "1,2"}), Format::Auto);
    }
    void malformedMessagesDoNotMislead()
    {
        QCOMPARE(detect({"", "x", "1", "{broken}", kCsv, kCsv, kCsv, "\xff\xff"}),
                 Format::TaobaoCsv);
        QCOMPARE(detect({kCsv, "0", "1", "x", "2", "{"}), Format::GenderCode);
    }
    void settlesEarlyWhenAllAgreeAndLateWhenNot()
    {
        FormatDetector agreed;
        for (std::size_t i = 0; i <= FormatDetector::kSamples / 2; ++i) {
            QVERIFY(!agreed.settled());
            agreed.sample(kJson);
        }
        QVERIFY(agreed.settled());
        QVERIFY(!agreed.mixed());

        FormatDetector torn;
        for (std::size_t i = 0; i < FormatDetector::kSamples; ++i) {
            QVERIFY(!torn.settled());
            torn.sample(i % 2 == 0 ? kJson : kCsv);
        }
        QVERIFY(torn.settled());
        QVERIFY(torn.mixed());

        FormatDetector late; // 49 that look like another format come first
        for (std::size_t i = 0; i < FormatDetector::kSamples; ++i) {
            QVERIFY(!late.settled() || i > 90);
            late.sample(i < 49 ? "1" : kCsv);
        }
        QCOMPARE(late.detected(), Format::TaobaoCsv);

        FormatDetector lost;
        for (std::size_t i = 0; i < FormatDetector::kSamples; ++i)
            lost.sample("?");
        QVERIFY(lost.settled());
        QCOMPARE(lost.detected(), Format::Auto);
    }
    void genderCodesDecode()
    {
        const auto decoder = makeDecoder(Format::GenderCode, taobaoCodes());
        for (std::size_t gender = 0; gender < 3; ++gender) {
            const std::string message(1, static_cast<char>('0' + gender));
            const Event event = decodeOne(*decoder, message).events.at(0);
            QCOMPARE(event.cell, cellOf(gender, kAgeUnknown, 0, kProvinceUnknown));
            QCOMPARE(event.timeMs, kTimeMs);
            QCOMPARE(event.user, kNoId);
            QCOMPARE(event.brand, kNoId);
            QCOMPARE(event.category, kNoId);
        }
        const auto reasonOf = [&](std::string_view message) {
            const DecodedBatch batch = decodeOne(*decoder, message);
            return batch.events.empty() ? batch.errors.at(0).reason : Undecodable::Count_;
        };
        QCOMPARE(reasonOf(""), Undecodable::Empty);
        QCOMPARE(reasonOf("3"), Undecodable::GenderCode);
        QCOMPARE(reasonOf("0\n"), Undecodable::GenderCode);
        QCOMPARE(reasonOf("00"), Undecodable::GenderCode);
        QCOMPARE(reasonOf(std::string_view("\0", 1)), Undecodable::Nul);
        QCOMPARE(reasonOf("\xff"), Undecodable::Utf8);
        const std::string tooLong(65537, '0');
        QCOMPARE(reasonOf(tooLong), Undecodable::Oversize);
    }
    void autoHasNoDecoder()
    {
        QVERIFY_EXCEPTION_THROWN((void)makeDecoder(Format::Auto, taobaoCodes()),
                                 std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(TestFormatDetector)
#include "tst_formatdetector.moc"
