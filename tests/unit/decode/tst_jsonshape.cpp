// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsonshape.h"

#include <QTest>
#include <array>

using namespace shoppulse;

namespace {

constexpr std::size_t kRoom = 8; // what must be readable behind a message

struct Found {
    bool good = false;
    std::array<std::string_view, 2> texts{};
};

Found found(const JsonShape& shape, const std::string& padded)
{
    Found result;
    const std::string_view message(padded.data(), padded.size() - kRoom);
    result.good = shape.read(message, result.texts);
    return result;
}

std::string padded(std::string_view message)
{
    return std::string(message).append(kRoom, '\0');
}

} // namespace

class TestJsonShape : public QObject {
    Q_OBJECT

    JsonShape m_shape;

private slots:
    void initTestCase()
    {
        const std::string_view message = "{\"a\": \"xy\", \"b\": 12}\n";
        m_shape.add(message.find('x'), message.find('x') + 2, true, 1);
        m_shape.add(message.find('1'), message.find('1') + 2, false, 2);
        m_shape.end(message);
    }
    void reads_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("number");
        QTest::newRow("the same") << QByteArray("{\"a\": \"xy\", \"b\": 12}\n") << QByteArray("xy")
                                  << QByteArray("12");
        QTest::newRow("longer") << QByteArray("{\"a\": \"0123456789abcdef\", \"b\": -1.5e+30}\n")
                                << QByteArray("0123456789abcdef") << QByteArray("-1.5e+30");
        QTest::newRow("empty, null")
            << QByteArray("{\"a\": \"\", \"b\": null}\n") << QByteArray() << QByteArray();
        QTest::newRow("true") << QByteArray("{\"a\": \"\x7f\", \"b\": true}\n")
                              << QByteArray("\x7f") << QByteArray("true");
        QTest::newRow("beyond ASCII")
            << QByteArray("{\"a\": \"上海\", \"b\": 0}\n") << QByteArray("上海") << QByteArray("0");
    }
    void reads()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, number);
        const std::string bytes = padded(message.toStdString());
        const Found result = found(m_shape, bytes);
        QVERIFY(result.good);
        QCOMPARE(std::string(result.texts[0]), text.toStdString());
        QCOMPARE(std::string(result.texts[1]), number.toStdString());
    }
    void leavesToTheParser_data()
    {
        QTest::addColumn<QByteArray>("message");
        for (const char* message :
             {"", "{}", "{\"a\": \"xy\", \"b\": 12}", "{\"a\": \"xy\", \"b\": 12}\n\n",
              "{\"a\":\"xy\", \"b\": 12}\n", "{\"a\": \"x\\n\", \"b\": 12}\n",
              "{\"a\": \"x\ty\", \"b\": 12}\n", "{\"a\": \"x\xff\", \"b\": 12}\n", "{\"a\": \"xy",
              "{\"a\": \"xy\", \"b\": 012}\n", "{\"a\": \"xy\", \"b\": }\n",
              "{\"a\": \"xy\", \"b\": nul}\n", "{\"a\": \"xy\", \"b\": \"12\"}\n",
              "{\"a\": \"xy\", \"b\": 1.}\n", "{\"a\": \"xy\", \"c\": 12}\n"})
            QTest::newRow(message) << QByteArray(message);
    }
    void leavesToTheParser()
    {
        QFETCH(QByteArray, message);
        QVERIFY(!found(m_shape, padded(message.toStdString())).good);
    }
    void nothingLearnedReadsNothing()
    {
        JsonShape shape = m_shape;
        shape.begin();
        QVERIFY(!found(shape, padded("{\"a\": \"xy\", \"b\": 12}\n")).good);
        QVERIFY(!found(shape, padded("")).good);
    }
};

QTEST_APPLESS_MAIN(TestJsonShape)
#include "tst_jsonshape.moc"
