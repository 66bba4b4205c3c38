// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace shoppulse;

class TestOptions : public QObject {
    Q_OBJECT

    static std::variant<Options, int> parsed(std::vector<const char*> words, bool daemon = false)
    {
        words.insert(words.begin(), "shoppulse");
        return parseCommandLine(static_cast<int>(words.size()), words.data(), daemon);
    }
    static Options good(std::vector<const char*> words)
    {
        auto result = parsed(std::move(words));
        if (!std::holds_alternative<Options>(result))
            throw std::runtime_error("refused");
        return std::get<Options>(result);
    }
    static int status(std::vector<const char*> words)
    {
        const auto result = parsed(std::move(words));
        return std::holds_alternative<int>(result) ? std::get<int>(result) : -1;
    }
    QTemporaryDir m_folder;
    std::string file(const char* name, const char* text)
    {
        const std::string path = m_folder.filePath(name).toStdString();
        std::ofstream(path) << text;
        return path;
    }

private slots:
    void windowNeedsNothing()
    {
        const Options options = good({});
        QVERIFY(options.command == Command::Run && !options.headless && !options.demo);
    }
    void countReadsItsInput()
    {
        const Options options =
            good({"count", "--brokers", "a:1,b:2", "--topic", "t", "--format", "gender-code",
                  "--from", "latest", "--consumers", "3", "-X", "security.protocol=ssl", "-X",
                  "sasl.password=@/f", "--metric", "gender", "--metric", "visitnum"});
        QVERIFY(options.command == Command::Count);
        QCOMPARE(options.input.brokers, std::string("a:1,b:2"));
        QVERIFY(options.input.format == Format::GenderCode);
        QVERIFY(options.input.from == StartAt::Latest);
        QCOMPARE(options.input.consumers, 3);
        QCOMPARE(options.input.properties.size(), std::size_t(2));
        QCOMPARE(options.metrics.size(), std::size_t(2));
    }
    void replayReadsItsFile()
    {
        const Options options =
            good({"replay", "log.csv", "--brokers", "a:1", "--topic", "t", "--rate", "10",
                  "--rows-per-message", "100", "--start", "1700000000000", "--loop"});
        QVERIFY(options.command == Command::Replay);
        QCOMPARE(options.replayFile, std::string("log.csv"));
        QCOMPARE(options.replayRate, 10.0);
        QCOMPARE(options.rowsPerMessage, 100);
        QCOMPARE(options.replayStartMs.value_or(0), std::int64_t(1700000000000));
        QVERIFY(options.replayLoop);
    }
    void outputs()
    {
        const Options options = good({"--headless", "--brokers", "a:1", "--topic", "t",
                                      "--publish-kafka", "--redis", "redis://h:1/0", "--web",
                                      "127.0.0.1:0", "--web-connections", "9", "--state", "/s"});
        QCOMPARE(options.output.kafkaPrefix.value_or("?"), std::string());
        QCOMPARE(options.output.redis, std::string("redis://h:1/0"));
        QCOMPARE(options.output.webConnections, 9);
        QCOMPARE(good({"--publish-kafka=p-", "--demo"}).output.kafkaPrefix.value_or("?"),
                 std::string("p-"));
        QVERIFY(!good({"--demo"}).output.kafkaPrefix);
    }
    void stateIsSetAsideOnRequest()
    {
        std::vector<const char*> words{"--headless", "--brokers", "a:1", "--topic", "t"};
        QVERIFY(!good(words).output.stateReset);
        words.push_back("--state-reset"); // of what?
        QCOMPARE(status(words), 2);
        words.insert(words.end(), {"--state", "/s"});
        QVERIFY(good(words).output.stateReset);
        QVERIFY(good({"--state-reset"}).output.stateReset); // the window has a state of its own
        QCOMPARE(status({"--demo", "--state-reset"}), 2);
    }
    void userCommands()
    {
        const Options options = good({"user", "add", "ann", "--admin", "--state", "/s"});
        QVERIFY(options.command == Command::UserAdd && options.userAdmin);
        QCOMPARE(options.userName, std::string("ann"));
        QCOMPARE(options.output.state, std::string("/s"));
        QVERIFY(good({"user", "list"}).command == Command::UserList);
        QVERIFY(good({"user", "remove", "ann"}).command == Command::UserRemove);
        QVERIFY(good({"user", "password", "ann"}).command == Command::UserPassword);
    }
    void wrongUsageIsStatusTwo_data()
    {
        QTest::addColumn<std::vector<const char*>>("words");
        QTest::newRow("unknown option") << std::vector<const char*>{"--nonsense"};
        QTest::newRow("unknown subcommand") << std::vector<const char*>{"dance"};
        QTest::newRow("no brokers") << std::vector<const char*>{"count", "--topic", "t"};
        QTest::newRow("no topic") << std::vector<const char*>{"--headless", "--brokers", "a:1"};
        QTest::newRow("bad format")
            << std::vector<const char*>{"count", "--brokers", "a", "--topic", "t", "--format", "x"};
        QTest::newRow("bad metric")
            << std::vector<const char*>{"count", "--brokers", "a", "--topic", "t", "--metric", "x"};
        QTest::newRow("bad number") << std::vector<const char*>{
            "replay", "f", "--brokers", "a", "--topic", "t", "--rate", "fast"};
        QTest::newRow("demo with brokers")
            << std::vector<const char*>{"--demo", "--brokers", "a:1", "--topic", "t"};
        QTest::newRow("dead letters to the input") << std::vector<const char*>{
            "--headless", "--brokers", "a", "--topic", "t", "--dead-letter", "t"};
        QTest::newRow("dead letters of count") << std::vector<const char*>{
            "count", "--brokers", "a", "--topic", "t", "--dead-letter", "d"};
        QTest::newRow("user alone") << std::vector<const char*>{"user"};
        QTest::newRow("password as argument")
            << std::vector<const char*>{"user", "add", "ann", "secret"};
    }
    void wrongUsageIsStatusTwo()
    {
        QFETCH(std::vector<const char*>, words);
        QCOMPARE(status(words), 2);
    }
    void deadLettersGoToATopic()
    {
        std::vector<const char*> words{"--brokers", "a", "--topic", "t", "--dead-letter", "d"};
        QCOMPARE(good(words).output.deadLetter, std::string("d")); // the window's
        words.push_back("--headless");
        QCOMPARE(good(words).output.deadLetter, std::string("d"));
        QVERIFY(good({}).output.deadLetter.empty());
    }
    void daemonNeedsInput()
    {
        QCOMPARE(std::get<int>(parsed({}, true)), 2);
        QVERIFY(std::get<Options>(parsed({"--brokers", "a", "--topic", "t"}, true)).headless);
    }
    void helpEndsWell() { QCOMPARE(status({"--help"}), 0); }
    void optionFileFillsInAndTheCommandLineWins()
    {
        const std::string path = file("a.toml",
                                      "brokers = 'a:1'\ntopic = 'file'\nconsumers = 2\n"
                                      "web = '127.0.0.1:1'\nloop = false\n"
                                      "[X]\n'client.id' = 'me'\n");
        const Options options = good({"count", "--config", path.c_str(), "--topic", "line"});
        QCOMPARE(options.input.brokers, std::string("a:1"));
        QCOMPARE(options.input.topic, std::string("line"));
        QCOMPARE(options.input.consumers, 2);
        QCOMPARE(options.input.properties, std::vector<std::string>{"client.id=me"});
    }
    void optionFileErrors()
    {
        const std::string unknown = file("b.toml", "brokers = 'a'\nnonsense = 1\n");
        QCOMPARE(status({"--config", unknown.c_str()}), 1);
        const std::string broken = file("c.toml", "brokers = \n");
        QCOMPARE(status({"--config", broken.c_str()}), 1);
        QCOMPARE(status({"--config", "/nowhere.toml"}), 1);
    }
};

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"
