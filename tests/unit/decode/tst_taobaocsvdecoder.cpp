// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fieldvalue.h"
#include "core/decode/taobaocsvdecoder.h"
#include "tests/unit/decode/decodetesting.h"

#include <QTest>
#include <algorithm>
#include <fstream>
#include <memory>

using namespace shoppulse;
using namespace shoppulse::testing;

Q_DECLARE_METATYPE(shoppulse::Undecodable)

namespace {

const std::string kRow = "328862,323294,833,2882,2661,08,29,0,0,1,内蒙古";

/// A copy on the heap with nothing behind it, so that a read past the end is seen.
DecodedBatch decodeTight(Decoder& decoder, const std::string& message)
{
    const std::unique_ptr<char[]> bytes(new char[message.size()]);
    std::copy(message.begin(), message.end(), bytes.get());
    DecodedBatch batch;
    decoder.decode({bytes.get(), message.size()}, kTimeMs, batch);
    for (DecodeError& error : batch.errors)
        error.raw = {};
    return batch;
}

/// Splits in the plainest way, as a check of the fast way.
std::size_t plainColumns(std::string_view line)
{
    return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
}

} // namespace

class TestTaobaoCsvDecoder : public QObject {
    Q_OBJECT

    const RowScan m_scan;
    TaobaoCsvDecoder m_decoder{taobaoCodes(), m_scan};

public:
    explicit TestTaobaoCsvDecoder(RowScan scan)
        : m_scan(scan)
    {
    }

private slots:
    void rowBecomesAnEvent()
    {
        const DecodedBatch batch = decodeOne(m_decoder, kRow);
        QCOMPARE(batch.events.size(), std::size_t(1));
        QVERIFY(batch.errors.empty());
        const Event& event = batch.events.front();
        QCOMPARE(event.timeMs, kTimeMs);
        QCOMPARE(event.user, userFromText("328862"));
        QCOMPARE(event.brand, std::uint64_t(2661));
        QCOMPARE(event.category, std::uint64_t(833));
        QCOMPARE(event.cell, cellOf(1, kAgeUnknown, 0, 4));
    }

    void codesAndUnknowns_data()
    {
        QTest::addColumn<QByteArray>("tail"); // action,age,gender,province
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("age");
        QTest::addColumn<int>("gender");
        QTest::addColumn<int>("province");
        QTest::newRow("all known") << QByteArray("2,8,0,上海市") << 2 << 6 << 0 << 8;
        QTest::newRow("seven is 50+") << QByteArray("3,7,1,澳门") << 3 << 6 << 1 << 33;
        QTest::newRow("NULL") << QByteArray("1,NULL,NULL,NULL") << 1 << 7 << 2 << 34;
        QTest::newRow("empty") << QByteArray("1,,,") << 1 << 7 << 2 << 34;
        QTest::newRow("two is unknown") << QByteArray("0,1,2,北京") << 0 << 0 << 2 << 0;
        QTest::newRow("outside the tables") << QByteArray("0,9,3,Berlin") << 0 << 7 << 2 << 34;
        QTest::newRow("not trimmed") << QByteArray("0, 1,1 , 北京") << 0 << 7 << 2 << 34;
        QTest::newRow("two digits") << QByteArray("0,11,10,北京路") << 0 << 7 << 2 << 34;
    }
    void codesAndUnknowns()
    {
        QFETCH(QByteArray, tail);
        const DecodedBatch batch = decodeTight(m_decoder, "1,2,3,4,5,06,07," + tail.toStdString());
        QCOMPARE(batch.events.size(), std::size_t(1));
        const std::size_t cell = batch.events.front().cell;
        QTEST(static_cast<int>(actionOf(cell)), "action");
        QTEST(static_cast<int>(ageOf(cell)), "age");
        QTEST(static_cast<int>(genderOf(cell)), "gender");
        QTEST(static_cast<int>(provinceOf(cell)), "province");
    }

    void ids_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint64>("id");
        QTest::newRow("empty") << QByteArray() << quint64(kNoId);
        QTest::newRow("NULL") << QByteArray("NULL") << quint64(kNoId);
        QTest::newRow("zero") << QByteArray("0") << quint64(0);
        QTest::newRow("leading zeros") << QByteArray("0012") << quint64(12);
        QTest::newRow("eight digits") << QByteArray("12345678") << quint64(12345678);
        QTest::newRow("nine digits") << QByteArray("123456789") << quint64(123456789);
        QTest::newRow("greatest") << QByteArray("18446744073709551614") << quint64(kNoId - 1);
        QTest::newRow("no id itself") << QByteArray("18446744073709551615") << quint64(kNoId);
        QTest::newRow("does not fit") << QByteArray("18446744073709551616") << quint64(kNoId);
        QTest::newRow("minus") << QByteArray("-5") << quint64(kNoId);
        QTest::newRow("plus") << QByteArray("+5") << quint64(kNoId);
        QTest::newRow("space") << QByteArray(" 5") << quint64(kNoId);
        QTest::newRow("letter inside") << QByteArray("12a4") << quint64(kNoId);
        QTest::newRow("colon") << QByteArray("12:4") << quint64(kNoId);
        QTest::newRow("slash") << QByteArray("12/4") << quint64(kNoId);
        QTest::newRow("decimal point") << QByteArray("1.5") << quint64(kNoId);
    }
    void ids()
    {
        QFETCH(QByteArray, text);
        QFETCH(quint64, id);
        // The shortest row around it: nothing else to read from behind the brand.
        const std::string field = text.toStdString();
        const DecodedBatch batch = decodeTight(m_decoder, ",," + field + ",," + field + ",,,0,,,");
        QCOMPARE(batch.events.size(), std::size_t(1));
        QCOMPARE(quint64(batch.events.front().brand), id);
        QCOMPARE(quint64(batch.events.front().category), id);
    }

    void usersAreToldApartBySpelling()
    {
        const auto userOf = [this](const std::string& user) {
            return decodeOne(m_decoder, user + ",2,3,4,5,6,7,0,1,1,北京").events.at(0).user;
        };
        QCOMPARE(userOf(""), kNoId);
        QCOMPARE(userOf("NULL"), kNoId);
        QVERIFY(userOf("1") != userOf("01"));
        QCOMPARE(userOf("小明"), userOf("小明"));
        QVERIFY(userOf("0") != kNoId);
    }

    void aMessageMayBeLongAsItsRowsMayNot()
    {
        const std::string row = "1,2,3,4,5,6,7,0,1,1,北京\n";
        std::string message;
        while (message.size() <= 3 * kMaxRowBytes)
            message += row;
        const std::size_t rows = message.size() / row.size();
        message.append(kMaxRowBytes + 1, ',').append("\n").append(row);
        const DecodedBatch batch = decodeOne(m_decoder, message);
        QCOMPARE(batch.events.size(), rows + 1);
        QCOMPARE(batch.errors.size(), std::size_t(1));
        QCOMPARE(batch.errors.front().reason, Undecodable::Oversize);
        QCOMPARE(batch.errors.front().line, std::uint32_t(rows + 1));
    }

    void undecodable_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<Undecodable>("reason");
        const auto row = [](const char* name, const std::string& message, Undecodable reason) {
            QTest::newRow(name) << QByteArray::fromStdString(message) << reason;
        };
        row("no bytes", "", Undecodable::Empty);
        row("newline only", "\n", Undecodable::Empty);
        row("carriage return and newline only", "\r\n", Undecodable::Empty);
        row("too long", std::string(65537, ','), Undecodable::Oversize);
        row("as long as allowed", std::string(65536, ','), Undecodable::FieldCount);
        row("NUL", std::string("1,2,3,4,5,6,7,0,1,1,\0", 21), Undecodable::Nul);
        row("NUL before bad UTF-8", std::string("\xff\0", 2), Undecodable::Nul);
        row("lone byte", "1,2,3,4,5,6,7,0,1,1,\xe4\xb8", Undecodable::Utf8);
        row("UTF-8 before columns", "\xff", Undecodable::Utf8);
        row("surrogate", "1,2,3,4,5,6,7,0,1,1,\xed\xa0\x80", Undecodable::Utf8);
        row("overlong", "1,2,3,4,5,6,7,0,1,1,\xc0\xaf", Undecodable::Utf8);
        row("GBK", "1,2,3,4,5,6,7,0,1,1,\xb1\xb1\xbe\xa9", Undecodable::Utf8);
        row("ten columns", "1,2,3,4,5,6,7,0,1,1", Undecodable::FieldCount);
        row("twelve columns", "1,2,3,4,5,6,7,0,1,1,北京,", Undecodable::FieldCount);
        row("columns before action", "1,2,3,4,5,6,7,9", Undecodable::FieldCount);
        row("short header", "user_id,item_id", Undecodable::FieldCount);
        row("quoted comma", "1,2,3,4,5,6,7,0,1,1,\"北京,天津\"", Undecodable::FieldCount);
        row("action 4", "1,2,3,4,5,6,7,4,1,1,北京", Undecodable::ActionCode);
        row("action empty", "1,2,3,4,5,6,7,,1,1,北京", Undecodable::ActionCode);
        row("action NULL", "1,2,3,4,5,6,7,NULL,1,1,北京", Undecodable::ActionCode);
        row("action 00", "1,2,3,4,5,6,7,00,1,1,北京", Undecodable::ActionCode);
        row("action with a space", "1,2,3,4,5,6,7, 0,1,1,北京", Undecodable::ActionCode);
    }
    void undecodable()
    {
        QFETCH(QByteArray, message);
        const DecodedBatch batch = decodeTight(m_decoder, message.toStdString());
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.errors.size(), std::size_t(1));
        QTEST(batch.errors.front().reason, "reason");
        QCOMPARE(batch.errors.front().line, std::uint32_t(1));
    }

    void everyLineIsJudgedByItself()
    {
        const std::string message = kRow + "\r\n" + "\n" + "bad\n" + kRow + "\n\xff\n"
            + "user_id,item_id,cat_id,merchant_id,brand_id,month,day,action,age_range,gender,"
              "province\r\n"
            + kRow + "\n";
        const DecodedBatch batch = decodeOne(m_decoder, message);
        QCOMPARE(batch.events.size(), std::size_t(3));
        for (const Event& event : batch.events)
            QCOMPARE(provinceOf(event.cell), std::size_t(4)); // the \r is not part of the name
        QCOMPARE(batch.headerLines, std::uint64_t(1));
        QCOMPARE(batch.errors.size(), std::size_t(3));
        QCOMPARE(batch.errors[0].reason, Undecodable::Empty);
        QCOMPARE(batch.errors[0].line, std::uint32_t(2));
        QCOMPARE(batch.errors[1].reason, Undecodable::FieldCount);
        QCOMPARE(batch.errors[1].line, std::uint32_t(3));
        QCOMPARE(batch.errors[1].raw, std::string_view("bad"));
        QCOMPARE(batch.errors[2].reason, Undecodable::Utf8);
        QCOMPARE(batch.errors[2].line, std::uint32_t(5));
        QCOMPARE(batch.errors[2].raw, std::string_view("\xff"));
    }

    void appendsToWhatIsThere()
    {
        DecodedBatch batch;
        m_decoder.decode(kRow, 1, batch);
        m_decoder.decode("x", 2, batch);
        m_decoder.decode(kRow, 3, batch);
        QCOMPARE(batch.events.size(), std::size_t(2));
        QCOMPARE(batch.events.back().timeMs, std::int64_t(3));
        QCOMPARE(batch.errors.size(), std::size_t(1));
    }

    void profileCodesOfSeveralCharacters()
    {
        Profile profile = taobaoCodes();
        profile.action.codes = {{"click", 0}, {"buy", 2}};
        profile.province.codes = {{"Shanghai", 8}};
        TaobaoCsvDecoder decoder(profile, m_scan);
        const auto cell = decodeOne(decoder, "1,2,3,4,5,6,7,buy,1,1,Shanghai").events.at(0).cell;
        QCOMPARE(cell, cellOf(1, 0, 2, 8));
        QCOMPARE(provinceOf(decodeOne(decoder, "1,2,3,4,5,6,7,buy,1,1,上海市").events.at(0).cell),
                 std::size_t(8));
        QCOMPARE(decodeOne(decoder, kRow).errors.at(0).reason, Undecodable::ActionCode);
    }

    void anyBytesAreCountedOnce()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < 20'000; ++i) {
            std::string message = mutated(kRow + "\n" + kRow, random);
            const DecodedBatch batch = decodeTight(m_decoder, message);
            std::size_t lines =
                static_cast<std::size_t>(std::count(message.begin(), message.end(), '\n'));
            if (message.empty() || message.back() != '\n')
                ++lines;
            QCOMPARE(batch.events.size() + batch.errors.size() + batch.headerLines, lines);
            if (lines == 1 && plainColumns(message) != std::size_t(11))
                QVERIFY(batch.events.empty());
        }
    }

    void fastScanGivesTheSameAsThePortableOne()
    {
        const RowScan best = bestRowScan();
        constexpr std::array kTold{',', '\n', '\0', '\xe4', '\r', '+'};
        std::mt19937_64 random(11);
        for (int i = 0; i < 30'000; ++i) {
            const std::size_t size = random() % (kMostMarks + 1);
            const std::size_t share = 2 + random() % 12;
            const std::unique_ptr<char[]> bytes(new char[size]); // nothing readable behind it
            RowMarks plain;
            for (std::size_t at = 0; at < size; ++at) {
                bytes[at] = random() % share == 0 ? kTold[random() % kTold.size()]
                                                  : static_cast<char>(random());
                const auto byte = static_cast<unsigned char>(bytes[at]);
                plain.commas |= std::uint64_t{byte == ','} << at;
                plain.lineFeeds |= std::uint64_t{byte == '\n'} << at;
                plain.nuls |= std::uint64_t{byte == 0} << at;
                plain.high |= std::uint64_t{byte >= 0x80} << at;
            }
            QVERIFY(scanRowPortable({bytes.get(), size}) == plain);
            QVERIFY(best({bytes.get(), size}) == plain);
        }
    }

    /// The quick way and the closer look must judge alike: a row that is too long for the quick way
    /// says the same with a shorter item.
    void longRowsAreJudgedLikeShortOnes()
    {
        std::mt19937_64 random(13);
        int good = 0;
        for (int i = 0; i < 30'000; ++i) {
            std::string tail = mutated("833,2882,2661,08,29,0,0,1,内蒙古", random);
            std::erase(tail, '\n');
            const DecodedBatch quick = decodeTight(m_decoder, "328862,3," + tail);
            const DecodedBatch closer =
                decodeTight(m_decoder, "328862," + std::string(70, '3') + "," + tail);
            QCOMPARE(quick.events.size(), closer.events.size());
            QCOMPARE(quick.errors.size(), closer.errors.size());
            for (std::size_t j = 0; j < quick.errors.size(); ++j)
                QCOMPARE(quick.errors[j].reason, closer.errors[j].reason);
            for (std::size_t j = 0; j < quick.events.size(); ++j) {
                QCOMPARE(quick.events[j].cell, closer.events[j].cell);
                QCOMPARE(quick.events[j].brand, closer.events[j].brand);
                QCOMPARE(quick.events[j].category, closer.events[j].category);
                ++good;
            }
        }
        QVERIFY(good > 1'000);
    }

    void realSampleHasNoFaults()
    {
        const char* path = std::getenv("SHOPPULSE_SAMPLE");
        if (path == nullptr)
            QSKIP("SHOPPULSE_SAMPLE names no sample");
        std::ifstream file(path);
        DecodedBatch batch;
        std::size_t lines = 0;
        for (std::string line; std::getline(file, line); ++lines)
            m_decoder.decode(line, kTimeMs, batch);
        QVERIFY(lines > 0);
        QCOMPARE(batch.events.size(), lines);
        for (const Event& event : batch.events)
            QVERIFY(provinceOf(event.cell) != kProvinceUnknown);
    }
};

/// All of it for the scan of every processor and for the fastest that this one has.
int main(int argc, char** argv)
{
    TestTaobaoCsvDecoder portable(scanRowPortable);
    TestTaobaoCsvDecoder best(bestRowScan());
    const int failed = QTest::qExec(&portable, argc, argv);
    return failed + QTest::qExec(&best, argc, argv);
}
#include "tst_taobaocsvdecoder.moc"
