// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storedsecrets.h"

#include "app/prompt.h"
#include "core/settings/folders.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>

namespace shoppulse {
namespace {

/// Shared with the store's answer, which may come when nobody waits any more.
struct Waiting {
    QEventLoop loop;
    std::optional<Result<Secrets>> answer;
};

std::optional<std::string> askTerminal(const QString& problem)
{
    if (!problem.isEmpty())
        std::fprintf(stderr, "shoppulse: %s\n", qPrintable(problem));
    return promptedLine("Passphrase of the secrets file: ");
}

} // namespace

Result<void> fetchSecrets(Input& input, SecretStore& store, const AskPassphrase& ask,
                          std::chrono::milliseconds patience)
{
    if (input.missingSecrets.empty())
        return {};
    const auto waiting = std::make_shared<Waiting>();
    QTimer limit;
    QObject::connect(&limit, &QTimer::timeout, &waiting->loop, &QEventLoop::quit);
    QObject::connect(
        &store, &SecretStore::passphraseNeeded, &limit,
        [&store, &ask, &limit](bool newFile, const QString& problem) {
            limit.stop(); // a person may take long, the file itself does not
            if (newFile)
                return store.refuse("there is neither a keychain nor a secrets file here");
            const auto passphrase = ask(problem);
            if (!passphrase || passphrase->empty())
                return store.refuse("the secrets file is locked, and nobody gave its passphrase");
            store.unlock(QString::fromStdString(*passphrase));
        });
    store.read(input.connection, input.missingSecrets, [waiting](const Result<Secrets>& secrets) {
        waiting->answer = secrets;
        waiting->loop.quit();
    });
    limit.start(patience);
    waiting->loop.exec();
    if (!waiting->answer)
        return fail(ErrorCode::SecretUnreadable, input.missingSecrets.front(),
                    "the keychain does not answer");
    if (!*waiting->answer)
        return Unexpected(waiting->answer->error());
    for (const auto& [name, value] : **waiting->answer)
        input.kafka.properties[name] = value;
    input.missingSecrets.clear();
    return {};
}

Result<Input> resolveWithSecrets(const InputOptions& options)
{
    auto input = resolveInput(options);
    if (!input || input->missingSecrets.empty())
        return input;
    // count and replay have no application of their own, and the store needs one.
    std::optional<QCoreApplication> application;
    char name[] = "shoppulse";
    char* arguments[] = {name, nullptr};
    int count = 1;
    if (qApp == nullptr)
        application.emplace(count, arguments);
    SecretStore store(configFolder() + "/secrets.bin");
    if (auto fetched = fetchSecrets(*input, store, &askTerminal); !fetched)
        return Unexpected(fetched.error());
    return input;
}

} // namespace shoppulse
