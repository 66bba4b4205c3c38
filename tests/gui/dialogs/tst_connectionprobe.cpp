// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/demobroker.h"
#include "core/source/replay.h"
#include "tests/gui/dialogs/dialogtest.h"
#include "ui/dialogs/connectiondialog.h"

#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace shoppulse;

/// The dialog's *Test* with the real probe: against librdkafka's mock cluster, and against nothing.
class TestConnectionProbe : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    ConnectionBook m_book;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<ConnectionDialog> m_dialog;

    QString step(int number) const
    {
        return child<QLabel>(*m_dialog, qPrintable(QStringLiteral("step%1").arg(number)))->text();
    }
    void runTest(const QString& brokers, const QString& topic)
    {
        type(*m_dialog, "brokers", brokers);
        type(*m_dialog, "topic", topic);
        click(*m_dialog, "test");
        auto* button = child<QAbstractButton>(*m_dialog, "test");
        QCOMPARE(button->text(), QString("Cancel test"));
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QString("Te&st"), 60'000);
    }
    static std::unique_ptr<DemoBroker> brokerWith(const QByteArray& lines)
    {
        auto broker = std::move(*DemoBroker::start(2));
        QTemporaryDir folder;
        QFile file(folder.filePath("rows.csv"));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            qFatal("cannot write the rows");
        file.close();
        ReplayOptions options;
        options.file = file.fileName().toStdString();
        const std::atomic<bool> cancel = false;
        if (!replay(
                broker->config(), options, [](const ReplayState&) {}, cancel))
            qFatal("cannot fill the topic");
        return broker;
    }

private slots:
    void init()
    {
        m_secrets = std::make_unique<SecretStore>(m_folder.filePath("s").toStdString(),
                                                  std::unique_ptr<SecretBackend>());
        m_dialog = std::make_unique<ConnectionDialog>(
            ConnectionParts{m_book, m_folder.filePath("c").toStdString(), *m_secrets, "/nowhere"});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void recordsOfARunningBrokerAreShownDecoded()
    {
        const auto broker = brokerWith("328862,323294,833,2882,2661,08,29,0,0,1,内蒙古\n"
                                       "328862,844400,1271,2882,2661,08,29,2,3,0,上海\n"
                                       "not,a,row\n"
                                       "234512,399860,962,305,6300,11,11,0,1,1,广东\n");
        runTest(QString::fromStdString(broker->bootstrap()), DemoBroker::kTopic);
        for (const int number : {0, 1, 4, 5, 6})
            QVERIFY2(step(number).startsWith("✓"), qPrintable(step(number)));
        for (const int number : {2, 3})
            QVERIFY2(step(number).startsWith("–"), qPrintable(step(number)));
        const QAbstractItemModel* samples = child<QTableView>(*m_dialog, "samples")->model();
        QCOMPARE(samples->rowCount(), 4);
        int bad = 0;
        for (int row = 0; row < samples->rowCount(); ++row)
            bad += samples->index(row, 2).data().toString() == "✗  Not 11 columns" ? 1 : 0;
        QCOMPARE(bad, 1);
        QVERIFY2(visibleText(*m_dialog).contains("Format taobao-csv. 25.0 %"),
                 qPrintable(visibleText(*m_dialog)));
        QVERIFY(!child<QLabel>(*m_dialog, "cure")->isVisible());
    }
    void portThatNobodyListensAtFailsWithItsCure()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        runTest(QStringLiteral("127.0.0.1:%1").arg(port), "demo");
        QVERIFY(step(0).startsWith("✓"));
        QVERIFY(step(1).startsWith("✗"));
        QVERIFY(step(4).startsWith("–"));
        const auto* cure = child<QLabel>(*m_dialog, "cure");
        QVERIFY(cure->isVisible());
        QVERIFY2(cure->text().contains(QStringLiteral("127.0.0.1:%1: cannot connect").arg(port)),
                 qPrintable(cure->text()));
    }
    void hostThatDoesNotExistFailsAtItsName()
    {
        runTest("no-such-host.invalid:9092", "demo");
        QVERIFY(step(0).startsWith("✗"));
        QVERIFY(child<QLabel>(*m_dialog, "cure")->text().contains("host name is not known"));
    }
};

QTEST_MAIN(TestConnectionProbe)
#include "tst_connectionprobe.moc"
