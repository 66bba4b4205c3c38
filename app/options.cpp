// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/optionfile.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace shoppulse {
namespace {

constexpr int kWrongUsage = 2;
constexpr int kFailed = 1;

std::string joined(const std::vector<std::string>& words)
{
    return CLI::detail::join(words, "|");
}

std::vector<std::string> formatWords()
{
    std::vector<std::string> words;
    for (const Format format :
         {Format::Auto, Format::TaobaoCsv, Format::GenderCode, Format::Json, Format::AccessLog})
        words.emplace_back(formatId(format));
    return words;
}

/// The words as given, turned into values when the line has been read.
struct Words {
    std::string format;
    std::string from;
    std::vector<std::string> metrics;
    std::optional<std::int64_t> start;
    std::string config; // read before by withOptionFile(); named here for --help
    std::string kafkaPrefix;
    const CLI::Option* publishKafka = nullptr;
};

CLI::Option* lastWins(CLI::Option* option)
{
    return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void addInput(CLI::App& app, InputOptions& input, Words& words)
{
    const char* group = "Input";
    lastWins(app.add_option("--brokers", input.brokers, "Kafka brokers, HOST:PORT[,HOST:PORT]..."))
        ->group(group);
    lastWins(app.add_option("--topic", input.topic, "topic to read"))->group(group);
    lastWins(
        app.add_option("--connection", input.connection,
                       "a connection saved in the window, instead of --brokers and --topic; its "
                       "secrets come from the keychain or the secrets file"))
        ->group(group);
    lastWins(app.add_option("--format", words.format,
                            "how messages are written: " + joined(formatWords())
                                + " (default: auto, told from the first messages)"))
        ->check(CLI::IsMember(formatWords()))
        ->group(group);
    lastWins(app.add_option("--profile", input.profile,
                            "profile: a built-in name, one in the profiles folder, or a .toml file "
                            "(default: taobao)"))
        ->group(group);
    lastWins(app.add_option("--from", words.from,
                            "where to start: earliest|latest|stored (default: earliest)"))
        ->check(CLI::IsMember({"earliest", "latest", "stored"}))
        ->group(group);
    lastWins(app.add_option("--consumers", input.consumers,
                            "consumers working side by side, 0 to 64 (default: 0, chosen from "
                            "cores and partitions)"))
        ->check(CLI::Range(0, 64))
        ->group(group);
    app.add_option("-X", input.properties,
                   "a librdkafka property, name=value; name=@FILE reads a secret from a file")
        ->allow_extra_args(false)
        ->group(group);
}

void addConfig(CLI::App& app, Words& words)
{
    lastWins(app.add_option("--config", words.config,
                            "TOML file of these options, named as here; the command line wins"));
}

void addState(CLI::App& app, std::string& state)
{
    lastWins(app.add_option("--state", state,
                            "folder of accounts, used by one ShopPulse at a time (default: "
                            "shoppulse in the user's state folder)"))
        ->group("Output");
}

void addOutput(CLI::App& app, OutputOptions& output, Words& words)
{
    const char* group = "Output";
    lastWins(app.add_option("--state", output.state,
                            "folder of what is counted, so that a restart goes on where it was "
                            "(the window always keeps it), and of the accounts; used by one "
                            "ShopPulse at a time (default: shoppulse in the user's state folder)"))
        ->group(group);
    app.add_flag("--state-reset", output.stateReset,
                 "set the counted state aside and count the topic anew")
        ->group(group);
    // The value is optional: "--publish-kafka" alone means no prefix.
    words.publishKafka = lastWins(app.add_option("--publish-kafka", words.kafkaPrefix,
                                                 "publish results to Kafka, a topic a metric; "
                                                 "their names begin with PREFIX"))
                             ->expected(0, 1)
                             ->type_name("[=PREFIX]")
                             ->group(group);
    lastWins(
        app.add_option("--redis", output.redis, "publish results to Redis, redis://HOST:PORT/DB"))
        ->group(group);
    lastWins(app.add_option("--dead-letter", output.deadLetter,
                            "send each row that cannot be decoded to this topic, with its reason "
                            "and place as headers"))
        ->type_name("TOPIC")
        ->group(group);
    lastWins(app.add_option("--web", output.web, "serve the dashboard at ADDRESS:PORT"))
        ->group(group);
    lastWins(app.add_option("--web-connections", output.webConnections,
                            "browser connections at most (default: 64)"))
        ->check(CLI::Range(1, 10000))
        ->group(group);
}

void addCount(CLI::App& app, Options& options, Words& words)
{
    auto* count = app.add_subcommand(
        "count", "count what is in the topic now, once, and print it as JSON lines");
    addConfig(*count, words);
    addInput(*count, options.input, words);
    std::vector<std::string> ids(kMetricIds.begin(), kMetricIds.end());
    count->add_option("--metric", words.metrics, "print only this metric: " + joined(ids))
        ->allow_extra_args(false)
        ->check(CLI::IsMember(ids));
    count->callback([&options] { options.command = Command::Count; });
}

void addReplay(CLI::App& app, Options& options, Words& words)
{
    auto* replay = app.add_subcommand("replay", "send a log file to a topic, a row a line");
    replay->add_option("FILE", options.replayFile, "the file; - is standard input")->required();
    addConfig(*replay, words);
    addInput(*replay, options.input, words);
    lastWins(replay->add_option("--rate", options.replayRate,
                                "rows a second, 0 as fast as it goes (default: 0)"))
        ->check(CLI::NonNegativeNumber);
    lastWins(replay->add_option("--rows-per-message", options.rowsPerMessage,
                                "rows joined into one message (default: 1)"))
        ->check(CLI::Range(1, 10000));
    lastWins(replay->add_option("--start", words.start,
                                "time of the first record in epoch ms, later ones advance by "
                                "1/rate (at rate 0 by 1 ms a row); default: now"))
        ->check(CLI::NonNegativeNumber);
    replay->add_flag("--loop", options.replayLoop, "begin again at the end of the file");
    replay->callback([&options] { options.command = Command::Replay; });
}

void addUser(CLI::App& app, Options& options, Words& words)
{
    auto* user = app.add_subcommand("user",
                                    "accounts for the window and the browser; passwords "
                                    "come from a prompt or standard input");
    user->require_subcommand(1);
    addConfig(*user, words);
    addState(*user, options.output.state);
    struct Sub {
        const char* name;
        const char* help;
        Command command;
    };
    for (const Sub& sub : {Sub{"add", "add an account", Command::UserAdd},
                           Sub{"password", "set an account's password", Command::UserPassword},
                           Sub{"remove", "remove an account", Command::UserRemove},
                           Sub{"list", "list the accounts", Command::UserList}}) {
        auto* command = user->add_subcommand(sub.name, sub.help)->fallthrough();
        if (sub.command != Command::UserList)
            command->add_option("NAME", options.userName, "the account's name")->required();
        if (sub.command == Command::UserAdd)
            command->add_flag("--admin", options.userAdmin,
                              "an administrator (the first account always is one)");
        command->callback([&options, value = sub.command] { options.command = value; });
    }
}

/// What the parser cannot see for itself; empty when all is well.
std::string contradiction(const Options& options, bool headlessOnly)
{
    const InputOptions& input = options.input;
    const bool named = !input.brokers.empty() || !input.topic.empty();
    if (options.command == Command::Run) {
        if (!input.topic.empty() && options.output.deadLetter == input.topic)
            return "--dead-letter must not be the topic that is read";
        if (options.output.stateReset && options.demo)
            return "--demo keeps no state: leave out --state-reset";
        if (options.output.stateReset && (options.headless || headlessOnly)
            && options.output.state.empty())
            return "--state-reset needs --state";
        if (options.demo && (named || !input.connection.empty()))
            return "--demo brings its own broker and topic: leave out --brokers, --topic and "
                   "--connection";
        if (options.demo || (!options.headless && !headlessOnly && !named))
            return {};
    } else if (options.command != Command::Count && options.command != Command::Replay) {
        return {};
    }
    if (!input.connection.empty())
        return named ? "--connection already names brokers and topic: leave those out" : "";
    if (input.brokers.empty() || input.topic.empty())
        return "--brokers and --topic are needed (or --connection)";
    return {};
}

void apply(const Words& words, Options& options)
{
    if (!words.format.empty())
        options.input.format = formatFromId(words.format);
    if (words.from == "earliest")
        options.input.from = StartAt::Earliest;
    else if (words.from == "latest")
        options.input.from = StartAt::Latest;
    else if (words.from == "stored")
        options.input.from = StartAt::Stored;
    options.replayStartMs = words.start;
    if (words.publishKafka->count() > 0)
        options.output.kafkaPrefix = words.kafkaPrefix;
    for (std::size_t i = 0; i < kMetricIds.size(); ++i)
        if (std::find(words.metrics.begin(), words.metrics.end(), kMetricIds[i])
            != words.metrics.end())
            options.metrics.push_back(static_cast<Metric>(i));
}

int usageError(const std::string& message)
{
    std::fprintf(stderr, "shoppulse: %s (see --help)\n", message.c_str());
    return kWrongUsage;
}

void addRun(CLI::App& app, Options& options, Words& words, bool headlessOnly)
{
    app.set_version_flag("--version", std::string("ShopPulse ") + kVersion);
    app.add_flag("--demo", options.demo,
                 "own broker, own stream, view-only guest, loopback only; leaves nothing behind");
    app.add_flag("--headless", options.headless,
                 headlessOnly ? "accepted and always on here" : "no window");
    addConfig(app, words);
    addInput(app, options.input, words);
    addOutput(app, options.output, words);
    addCount(app, options, words);
    addReplay(app, options, words);
    addUser(app, options, words);
    app.require_subcommand(0, 1);
}

} // namespace

std::variant<Options, int> parseCommandLine(int argc, const char* const* argv, bool headlessOnly)
{
    Options options;
    Words words;
    CLI::App app("ShopPulse shows, live, what shoppers are doing: events from Kafka, counted in "
                 "event-time windows.",
                 headlessOnly ? "shoppulsed" : "shoppulse");
    addRun(app, options, words, headlessOnly);

    const std::vector<std::string> given(argv + 1, argv + argc);
    auto arguments = withOptionFile(given, app);
    if (!arguments) {
        std::fprintf(stderr, "shoppulse: %s\n", describe(arguments.error()).c_str());
        return kFailed;
    }
    std::reverse(arguments->begin(), arguments->end()); // CLI11 takes the last one first
    try {
        app.parse(*arguments);
    } catch (const CLI::Success& help) { // --help, --version
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        return usageError(error.what());
    }
    apply(words, options);
    if (const std::string message = contradiction(options, headlessOnly); !message.empty())
        return usageError(message);
    options.headless = options.headless || headlessOnly;
    return options;
}

} // namespace shoppulse
