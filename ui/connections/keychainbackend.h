// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/secretbackend.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace shoppulse {

/// The system's keychain (Secret Service, KWallet) by QtKeychain, without its plain text fallback.
class KeychainBackend final : public SecretBackend {
public:
    void run(SecretOp op, const std::string& key, const std::string& value,
             std::function<void(const SecretReply&)> done) override;

private:
    void start(QKeychain::Job* job, const std::string& key,
               std::function<void(const SecretReply&)> done);

    QObject m_context; ///< ends the waiting when the backend goes
};

} // namespace shoppulse
