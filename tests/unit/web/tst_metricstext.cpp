// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/metricstext.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace shoppulse;

namespace {

Snapshot busySnapshot()
{
    Snapshot snapshot;
    snapshot.sequence = 7;
    snapshot.wallMs = 1'700'000'100'000;
    snapshot.watermarkMs = 1'700'000'090'500;
    snapshot.newestEventMs = 1'700'000'092'000;
    snapshot.counters.messages = 10;
    snapshot.counters.rows = 1'000;
    snapshot.counters.bytes = 46'000;
    snapshot.counters.headerLines = 1;
    snapshot.counters.undecodable[static_cast<std::size_t>(Undecodable::Utf8)] = 3;
    snapshot.counters.lateCorrected = 4;
    snapshot.counters.lateDropped = 5;
    snapshot.counters.skewed = 6;
    snapshot.counters.gapMessages = 8;
    snapshot.counters.lagMessages = 9;
    snapshot.counters.lagMs = 2'500;
    snapshot.counters.queueFill = 0.25;
    snapshot.partitions = {{0, 100, 9, 1'700'000'099'000, true}, {1, 5, -1, 0, false}};
    auto& letters = snapshot.components[static_cast<std::size_t>(Component::DeadLetters)];
    letters.health = Health::Down;
    letters.pending = 11;
    letters.done = 12;
    letters.dropped = 13;
    return snapshot;
}

QStringList linesOf(const Snapshot* snapshot)
{
    const QString text = QString::fromStdString(metricsText(snapshot, WebCounters{}));
    return text.split(QLatin1Char('\n'));
}

} // namespace

class TestMetricsText : public QObject {
    Q_OBJECT

    static void checkHead(const QStringList& head, const QString& name, const QString& type)
    {
        QVERIFY2(name.startsWith("shoppulse_"), qPrintable(name));
        QVERIFY2(type == "counter" || type == "gauge", qPrintable(type));
        QVERIFY2(name.endsWith("_total") == (type == "counter"), qPrintable(name));
        static const QRegularExpression notBase("_(ms|millis|minutes|hours|kb|percent)(_|$)");
        QVERIFY2(!name.contains(notBase), qPrintable(name)); // base units: seconds, bytes, ratio
        QVERIFY2(head.at(1).section(' ', 3).endsWith('.'), qPrintable(head.at(1)));
    }

private slots:
    void theTextKeepsPrometheusRules_data()
    {
        QTest::addColumn<bool>("withSnapshot");
        QTest::newRow("before the first snapshot") << false;
        QTest::newRow("with one") << true;
    }
    void theTextKeepsPrometheusRules()
    {
        QFETCH(bool, withSnapshot);
        const Snapshot snapshot = busySnapshot();
        QStringList lines = linesOf(withSnapshot ? &snapshot : nullptr);
        QVERIFY(lines.takeLast().isEmpty()); // the last line is ended, too
        static const QRegularExpression help("^# HELP ([a-z_]+) (.+)$");
        static const QRegularExpression type("^# TYPE ([a-z_]+) (\\w+)$");
        static const QRegularExpression sample(
            "^([a-z_]+)(\\{[a-z]+=\"[^\"\\\\]*\"(,[a-z]+=\"[^\"\\\\]*\")*\\})? (\\S+)$");
        QSet<QString> names;
        QSet<QString> series;
        QString name;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const auto helped = help.match(lines[i]); helped.hasMatch()) {
                name = helped.captured(1);
                QVERIFY2(!names.contains(name), qPrintable(name));
                names.insert(name);
                const auto typed = type.match(lines.value(++i));
                QCOMPARE(typed.captured(1), name);
                checkHead({name, lines[i - 1]}, name, typed.captured(2));
                continue;
            }
            const auto found = sample.match(lines[i]);
            QVERIFY2(found.hasMatch(), qPrintable(lines[i]));
            QCOMPARE(found.captured(1), name); // under its own head
            const QString one = found.captured(1) + found.captured(2);
            QVERIFY2(!series.contains(one), qPrintable(one));
            series.insert(one);
            bool isNumber = false;
            found.captured(4).toDouble(&isNumber);
            QVERIFY2(isNumber, qPrintable(lines[i]));
        }
        QVERIFY(names.contains("shoppulse_build_info"));
        QCOMPARE(names.contains("shoppulse_rows_total"), withSnapshot);
    }

    void everyCounterIsThere_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line : {
                 "messages_total 10",
                 "rows_total 1000",
                 "bytes_total 46000",
                 "header_lines_total 1",
                 "undecodable_total{reason=\"utf8\"} 3",
                 "undecodable_total{reason=\"json\"} 0",
                 "late_corrected_total 4",
                 "late_dropped_total 5",
                 "skewed_total 6",
                 "gap_messages_total 8",
                 "lag_messages 9",
                 "lag_seconds 2.5",
                 "queue_fill_ratio 0.25",
                 "watermark_timestamp_seconds 1700000090.5",
                 "newest_event_timestamp_seconds 1700000092",
                 "partition_lag_messages{partition=\"0\"} 9",
                 "partition_lag_seconds{partition=\"0\"} 1",
                 "partition_next_offset{partition=\"1\"} 5",
                 "sink_pending_results{sink=\"dead_letters\"} 11",
                 "sink_written_results_total{sink=\"dead_letters\"} 12",
                 "sink_dropped_results_total{sink=\"dead_letters\"} 13",
                 "sink_dropped_results_total{sink=\"redis\"} 0",
                 "component_health{component=\"dead_letters\",health=\"down\"} 1",
                 "component_health{component=\"dead_letters\",health=\"ok\"} 0",
             })
            QTest::newRow(line) << QStringLiteral("shoppulse_") + line;
    }
    void everyCounterIsThere()
    {
        QFETCH(QString, line);
        const Snapshot snapshot = busySnapshot();
        const QStringList lines = linesOf(&snapshot);
        QVERIFY2(lines.contains(line), qPrintable(lines.join('\n')));
    }

    void whatIsNotKnownIsLeftOut()
    {
        const Snapshot snapshot = busySnapshot();
        const QString text = linesOf(&snapshot).join('\n');
        QVERIFY(!text.contains("partition_lag_messages{partition=\"1\"}"));
        QVERIFY(!text.contains("partition_lag_seconds{partition=\"1\"}"));
    }
};

QTEST_APPLESS_MAIN(TestMetricsText)
#include "tst_metricstext.moc"
