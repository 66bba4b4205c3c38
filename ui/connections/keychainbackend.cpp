// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/keychainbackend.h"

#include <qt6keychain/keychain.h>

namespace shoppulse {
namespace {

const QString kService = QStringLiteral("ShopPulse");

SecretReply::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return SecretReply::Kind::Done;
    case QKeychain::EntryNotFound:
        return SecretReply::Kind::NotFound;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return SecretReply::Kind::Failed;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // a missing D-Bus or Secret Service comes as this one
        break;
    }
    return SecretReply::Kind::Unavailable;
}

} // namespace

void KeychainBackend::run(SecretOp op, const std::string& key, const std::string& value,
                          std::function<void(const SecretReply&)> done)
{
    if (op == SecretOp::Read) {
        start(new QKeychain::ReadPasswordJob(kService), key, std::move(done));
    } else if (op == SecretOp::Write) {
        auto* job = new QKeychain::WritePasswordJob(kService);
        job->setTextData(QString::fromStdString(value));
        start(job, key, std::move(done));
    } else {
        start(new QKeychain::DeletePasswordJob(kService), key, std::move(done));
    }
}

void KeychainBackend::start(QKeychain::Job* job, const std::string& key,
                            std::function<void(const SecretReply&)> done)
{
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(key));
    QObject::connect(job, &QKeychain::Job::finished, &m_context,
                     [done = std::move(done)](QKeychain::Job* ended) {
                         SecretReply reply;
                         reply.kind = kindOf(ended->error());
                         reply.detail = ended->errorString().toStdString();
                         if (const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(ended))
                             reply.value = read->textData().toStdString();
                         done(reply);
                     });
    job->start(); // deletes itself when finished
}

} // namespace shoppulse
