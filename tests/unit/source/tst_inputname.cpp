// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/demobroker.h"
#include "core/source/inputname.h"

#include <QTest>

using namespace shoppulse;

class TestInputName : public QObject {
    Q_OBJECT

private slots:
    void addressesOfOneClusterAreOneInput()
    {
        const auto broker = DemoBroker::start(1);
        QVERIFY(broker);
        KafkaConfig config = (*broker)->config();
        const std::string name = inputName(config, 5'000);
        QVERIFY2(name.ends_with("/demo") && name.size() > 5, name.c_str());
        config.brokers.replace(0, config.brokers.find(':'), "localhost");
        QCOMPARE(inputName(config, 5'000), name);
    }
    void anotherClusterIsAnotherInput()
    {
        const auto one = DemoBroker::start(1);
        const auto other = DemoBroker::start(1);
        QVERIFY(one && other);
        QVERIFY(inputName((*one)->config(), 5'000) != inputName((*other)->config(), 5'000));
    }
    void withoutAnAnswerTheTopicServes()
    {
        QCOMPARE(inputName({.brokers = "127.0.0.1:1", .topic = "events", .properties = {}}, 100),
                 std::string("events"));
    }
};

QTEST_GUILESS_MAIN(TestInputName)
#include "tst_inputname.moc"
