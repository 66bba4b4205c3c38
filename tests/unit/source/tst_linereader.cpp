// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/linereader.h"

#include <QTemporaryFile>
#include <QTest>

using namespace shoppulse;

class TestLineReader : public QObject {
    Q_OBJECT

    static QByteArrayList linesOf(const QByteArray& bytes)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
            qFatal("no temporary file");
        Result<LineReader> reader = LineReader::open(file.fileName().toStdString());
        QByteArrayList lines;
        std::string_view line;
        while (reader->next(line).value())
            lines.append(QByteArray(line.data(), static_cast<qsizetype>(line.size())));
        return lines;
    }

private slots:
    void lines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("empty file") << QByteArray() << QByteArrayList{};
        QTest::newRow("one end") << QByteArray("\n") << QByteArrayList{""};
        QTest::newRow("no last end") << QByteArray("a\nb") << QByteArrayList{"a", "b"};
        QTest::newRow("last end") << QByteArray("a\nb\n") << QByteArrayList{"a", "b"};
        QTest::newRow("empty lines")
            << QByteArray("a\n\n\nb\n\n") << QByteArrayList{"a", "", "", "b", ""};
        QTest::newRow("crlf") << QByteArray("a\r\n\r\nb\rc\r\n") << QByteArrayList{"a", "", "b\rc"};
        QTest::newRow("nul and invalid utf-8") << QByteArray("a\0b\n\xff\xfe\n", 7)
                                               << QByteArrayList{QByteArray("a\0b", 3), "\xff\xfe"};
    }

    void lines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArrayList, lines);
        QCOMPARE(linesOf(bytes), lines);
    }

    void linesLongerThanAChunk()
    {
        const QByteArray wide(3'000'000, 'x');
        QCOMPARE(linesOf("a\n" + wide + "\nb\n" + wide), (QByteArrayList{"a", wide, "b", wide}));
    }

    void endlessLine()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        QVERIFY(file.resize(40 << 20));
        Result<LineReader> reader = LineReader::open(file.fileName().toStdString());
        std::string_view line;
        QCOMPARE(reader->next(line).error().code, ErrorCode::FileUnreadable);
    }

    void unreadable()
    {
        QCOMPARE(LineReader::open("/no/such/file").error().code, ErrorCode::FileUnreadable);
        Result<LineReader> folder = LineReader::open("/");
        std::string_view line;
        QVERIFY(!folder || !folder->next(line));
    }
};

QTEST_GUILESS_MAIN(TestLineReader)
#include "tst_linereader.moc"
