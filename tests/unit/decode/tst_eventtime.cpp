// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/eventtime.h"

#include <QTest>
#include <stdexcept>

using namespace shoppulse;

class TestEventTime : public QObject {
    Q_OBJECT
private slots:
    void times_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("timeMs"); // -1: not a time
        const auto row = [](const char* text, qint64 timeMs) {
            QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text) << timeMs;
        };
        row("2023-11-14T22:13:20Z", 1'700'000'000'000);
        row("2023-11-14t22:13:20z", 1'700'000'000'000);
        row("2023-11-15 06:13:20+08:00", 1'700'000'000'000);
        row("2023-11-15T06:13:20+0800", 1'700'000'000'000);
        row("2023-11-15T06:13:20+08", 1'700'000'000'000);
        row("2023-11-14T18:43:20-03:30", 1'700'000'000'000);
        row("2023-11-15T06:13:20", 1'700'000'000'000); // the zone's
        row("2023-11-15 06:13", 1'699'999'980'000);
        row("2023-11-14T22:13:20.5Z", 1'700'000'000'500);
        row("2023-11-14T22:13:20,123456789Z", 1'700'000'000'123);
        row("2024-02-29T00:00:00Z", 1'709'164'800'000);
        row("1970-01-01T00:00:00Z", 0);
        row("2016-12-31T23:59:60Z", 1'483'228'800'000); // a leap second
        row("1700000000", 1'700'000'000'000);
        row("1700000000123", 1'700'000'000'123);
        row("1700000000.001", 1'700'000'000'001);
        row("1700000000.1239", 1'700'000'000'123);
        row("1700000000123.9", 1'700'000'000'123);
        row("1.7e9", 1'700'000'000'000);
        row("0", 0);
        row("99999999999", 99'999'999'999'000);
        row("100000000000", 100'000'000'000);

        row("", -1);
        row("now", -1);
        row("2023-11-14", -1);
        row("2023-11-14T22", -1);
        row("2023-02-29T00:00:00Z", -1);
        row("2023-13-01T00:00:00Z", -1);
        row("2023-11-14T24:00:00Z", -1);
        row("2023-11-14T22:60:00Z", -1);
        row("2023-11-14T22:13:20.Z", -1);
        row("2023-11-14T22:13:20X", -1);
        row("2023-11-14T22:13:20Z ", -1);
        row("2023-11-14T22:13:20+8", -1);
        row("2023-11-14T22:13:20+24:00", -1);
        row("2023-11-14T22:13:20+08:", -1);
        row("1969-12-31T23:59:59Z", -1);
        row("-1", -1);
        row("+5", -1);
        row("nan", -1);
        row("inf", -1);
        row("1e300", -1);
        row("1700000000000000", -1); // microseconds
        row("253402300800000", -1); // the year 10000
        row("17 ", -1);
    }
    void times()
    {
        QFETCH(QByteArray, text);
        const EventTimeReader reader("Asia/Shanghai");
        const auto timeMs = reader.read(text.toStdString());
        QTEST(static_cast<qint64>(timeMs.value_or(-1)), "timeMs");
    }
    void localTimesThatTheClockSkipsOrRepeats()
    {
        const EventTimeReader reader("Europe/Berlin");
        // 02:30 does not exist on that day: the moment of the change is taken.
        QCOMPARE(reader.read("2023-03-26T02:30:00").value_or(-1), 1'679'792'400'000);
        // 02:30 comes twice: the first one.
        QCOMPARE(reader.read("2023-10-29T02:30:00").value_or(-1), 1'698'539'400'000);
    }
    void zoneMustExist() { QVERIFY_EXCEPTION_THROWN(EventTimeReader("Mars"), std::runtime_error); }
};

QTEST_APPLESS_MAIN(TestEventTime)
#include "tst_eventtime.moc"
