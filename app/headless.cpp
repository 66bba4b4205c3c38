// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "app/commands.h"
#include "app/healthlog.h"
#include "app/statefolder.h"
#include "app/storedsecrets.h"
#include "app/stream.h"
#include "app/webaddress.h"
#include "ui/web/webservice.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>

namespace shoppulse {
namespace {

/// The parts of a headless run, in the order in which they are made.
struct Parts {
    SystemClock clock;
    std::unique_ptr<StateLock> lock;
    std::unique_ptr<AccountStore> accounts;
    std::unique_ptr<Stream> stream;
    std::unique_ptr<WebService> web;
};

Result<void> openState(const Options& options, Parts& parts)
{
    const OutputOptions& output = options.output;
    if (options.demo || (output.state.empty() && output.web.empty()))
        return {};
    if (!output.state.empty()) {
        auto lock = StateLock::take(output.state);
        if (!lock)
            return Unexpected(lock.error());
        parts.lock = std::make_unique<StateLock>(std::move(*lock));
    }
    auto accounts = openAccounts(output.state, parts.clock);
    if (!accounts)
        return Unexpected(accounts.error());
    parts.accounts = std::move(*accounts);
    return {};
}

Result<void> openStream(const Options& options, Parts& parts)
{
    if (options.demo) {
        auto stream = Stream::openDemo(options.output, parts.clock);
        if (!stream)
            return Unexpected(stream.error());
        parts.stream = std::move(*stream);
        return {};
    }
    const auto input = resolveWithSecrets(options.input);
    if (!input)
        return Unexpected(input.error());
    StateFile state{.path = {}, .reset = options.output.stateReset, .ask = true};
    if (!options.output.state.empty()) {
        auto path = stateFile(options.output.state, "state.db");
        if (!path)
            return Unexpected(path.error());
        state.path = std::move(*path);
    }
    auto stream = Stream::open(*input, options.output, state, parts.clock);
    if (!stream)
        return Unexpected(stream.error());
    parts.stream = std::move(*stream);
    return {};
}

Result<void> openWeb(const Options& options, Parts& parts)
{
    if (options.output.web.empty() && !options.demo)
        return {};
    auto config = webConfig(options.output, options.demo);
    if (!config)
        return Unexpected(config.error());
    Pipeline& pipeline = parts.stream->pipeline();
    parts.web = std::make_unique<WebService>(pipeline.hub(), parts.accounts.get(),
                                             parts.stream->board(), parts.clock);
    const auto port = parts.web->start(*config);
    if (!port)
        return Unexpected(port.error());
    std::fprintf(stderr, "shoppulse: dashboard at http://%s:%u/\n",
                 qPrintable(config->address.toString()), unsigned(*port));
    if (parts.accounts && !parts.accounts->hasAdministrator())
        std::fputs("shoppulse: nobody can log in yet: add an account with shoppulse user add "
                   "NAME\n",
                   stderr);
    return {};
}

} // namespace

int runHeadless(int argc, char** argv, const Options& options, int interruptFile)
{
    QCoreApplication app(argc, argv);
    QSocketNotifier interrupt(interruptFile, QSocketNotifier::Read);
    QObject::connect(&interrupt, &QSocketNotifier::activated, &app, &QCoreApplication::quit);

    Parts parts;
    for (auto* open : {&openState, &openStream, &openWeb})
        if (const auto opened = open(options, parts); !opened)
            return failed(opened.error());
    if (options.demo)
        std::fprintf(stderr, "shoppulse: demo broker at %s, topic demo\n",
                     parts.stream->brokers().c_str());
    const HealthLog log(parts.stream->board());
    const int status = QCoreApplication::exec();
    parts.web.reset();
    parts.stream->stop();
    return status;
}

} // namespace shoppulse
