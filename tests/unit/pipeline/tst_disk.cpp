// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/pipeline/durablestream.h"
#include "tests/unit/pipeline/faultydisk.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

using Mode = FaultyDisk::Mode;

constexpr std::int64_t kLongMs = 5'000; ///< of the stream's clock
constexpr int kRefusals = 2; ///< each is waited for longer than the one before
constexpr qint64 kMostLog = 2 << 20;

} // namespace

/// The disk below the state refuses, or does not answer, while rows are counted.
class TestDisk : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString sub(const QString& name) const
    {
        return m_folder.path() + QLatin1Char('/') + name;
    }
    [[nodiscard]] qint64 logSize(const QString& name) const
    {
        return QFileInfo(sub(name) + QStringLiteral("/state.db-wal")).size();
    }

private slots:
    void itPausesAndGoesOnByItself_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QString>("detail");
        QTest::newRow("read-only") << Mode::ReadOnly << "disk I/O error";
        QTest::newRow("never keeps") << Mode::NeverKeeps << "disk I/O error";
        QTest::newRow("hangs") << Mode::Hangs << "no answer within 5 s";
    }

    void itPausesAndGoesOnByItself()
    {
        QFETCH(Mode, mode);
        QFETCH(QString, detail);
        const QString folder = QString::fromLatin1(QTest::currentDataTag());
        FaultyDisk disk;
        LiveSource::Log log;
        Place place;
        DurableStream stream(place, log);
        QVERIFY(stream.start(sub(folder)));
        writeRows(log, 0, 100);
        QVERIFY(stream.awaitVisits(decodable(100)));
        disk.become(mode);
        writeRows(log, 100, 200);
        QVERIFY(stream.await([&] { return stream.state().health == Health::Down; }));
        QCOMPARE(stream.state().error->code, ErrorCode::StateUnwritable);
        QCOMPARE(QString::fromStdString(stream.state().error->detail), detail);
        // For long, and with more and more rows.
        int rows = 200;
        const std::int64_t sinceMs = stream.clock.steadyMs();
        QVERIFY(stream.await([&] {
            writeRows(log, rows, rows + 20);
            rows += 20;
            return stream.clock.steadyMs() - sinceMs > kLongMs
                && (mode == Mode::Hangs || disk.refused() >= kRefusals);
        }));
        QCOMPARE(stream.state().health, Health::Down);
        QCOMPARE(place.visits(), decodable(100)); // nothing uncommitted goes out
        QVERIFY(log.left() > 0); // and what cannot be kept is not read
        QVERIFY2(logSize(folder) < kMostLog, qPrintable(QString::number(logSize(folder))));
        disk.become(Mode::Works);
        QVERIFY(stream.awaitVisits(decodable(rows)));
        QCOMPARE(stream.state().health, Health::Ok);
        stream.pipeline->stop();

        Place whole;
        DurableStream once(whole, log);
        QVERIFY(once.start(sub(folder + QStringLiteral(" once"))));
        QVERIFY(once.awaitVisits(decodable(rows)));
        once.pipeline->stop();
        QCOMPARE(difference(place, whole, rows), std::string());
    }
};

QTEST_GUILESS_MAIN(TestDisk)
#include "tst_disk.moc"
