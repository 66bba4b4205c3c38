// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <librdkafka/rdkafka.h>

#include <string>
#include <string_view>

namespace shoppulse {

/// A line of librdkafka's error or log callback, taken apart.
struct BrokerMessage {
    std::string broker; ///< "localhost:9093", without scheme and node; empty: about no broker
    bool fromCluster = false; ///< the cluster named this broker, not the person
    std::string text; ///< the cause alone, without "(after 3ms in state CONNECT)"
};

[[nodiscard]] BrokerMessage parseBrokerMessage(std::string_view line);

/// Names what a client's callback told. `brokers` is the configured list: a broker outside it that
/// cannot be reached was advertised wrongly.
[[nodiscard]] Error kafkaError(rd_kafka_resp_err_t code, std::string_view reason,
                               const std::string& brokers);

/// Names what the cluster answered about a topic.
[[nodiscard]] Error topicError(rd_kafka_resp_err_t code, const std::string& topic);

/// Names what OpenSSL held against a broker's certificate; `x509` is its X509_V_ERR number.
[[nodiscard]] Error certificateError(int x509, const std::string& broker);

/// How much an error tells, for choosing one of several: a refused password explains more than the
/// broken connection that follows it.
[[nodiscard]] int tellingness(ErrorCode code);

/// An error when `topic` cannot be a topic's name.
[[nodiscard]] Result<void> checkTopicName(const std::string& topic);

} // namespace shoppulse
