// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <atomic>
#include <string>
#include <vector>

namespace shoppulse {

/// One entry of a broker list.
struct BrokerAddress {
    std::string host;
    std::string port = "9092";

    [[nodiscard]] std::string text() const { return host + ":" + port; }
    friend bool operator==(const BrokerAddress&, const BrokerAddress&) = default;
};

/// "SSL://kafka:9093, [::1]:9092" taken apart.
[[nodiscard]] std::vector<BrokerAddress> parseBrokers(const std::string& list);

/// Where one of the brokers answers to a TCP connection.
struct ReachedBroker {
    BrokerAddress broker;
    std::string ip;
};

/// Looks a host's name up: its IP addresses as text. Fails with BrokerNameUnknown, also when no
/// answer came in time; blocks at most `timeoutMs`.
[[nodiscard]] Result<std::vector<std::string>>
resolveHost(const BrokerAddress& broker, int timeoutMs, const std::atomic<bool>& cancel);

/// Connects to all addresses at once; the first that answers is it. Fails with BrokerUnreachable.
[[nodiscard]] Result<ReachedBroker> reachAny(const std::vector<ReachedBroker>& addresses,
                                             int timeoutMs, const std::atomic<bool>& cancel);

} // namespace shoppulse
