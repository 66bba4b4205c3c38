// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkaerrors.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace shoppulse {
namespace {

struct Clue {
    std::string_view text;
    ErrorCode code;
};

/// Words of librdkafka (2.0 to 2.8) and what they mean; the first that occurs decides.
constexpr std::array kClues{
    Clue{"Unsupported SASL mechanism", ErrorCode::SaslMechanism},
    Clue{"mechanism handshake failed", ErrorCode::SaslMechanism},
    Clue{"No provider for SASL mechanism", ErrorCode::SaslMechanism},
    // Also said when a broker goes away before its first answer, so no proof of a refusal.
    Clue{"broker might require SASL authentication", ErrorCode::BrokerNotKafka},
    Clue{"SASL authentication", ErrorCode::SaslRejected},
    Clue{"SaslAuthenticateRequest failed", ErrorCode::SaslRejected},
    Clue{"Hostname mismatch", ErrorCode::TlsNameMismatch},
    Clue{"hostname mismatch", ErrorCode::TlsNameMismatch},
    Clue{"certificate verify failed", ErrorCode::TlsCertificate},
    Clue{"certificate could not be verified", ErrorCode::TlsCertificate},
    Clue{"SSL handshake", ErrorCode::TlsHandshake},
    Clue{"SSL transport", ErrorCode::TlsHandshake},
    Clue{"requesting ApiVersion", ErrorCode::BrokerNotKafka},
    Clue{"ApiVersionRequest", ErrorCode::BrokerNotKafka},
    Clue{"Invalid response size", ErrorCode::BrokerNotKafka},
    Clue{"Protocol parse failure", ErrorCode::BrokerNotKafka},
    Clue{"Frame header parsing failed", ErrorCode::BrokerNotKafka},
    Clue{"Failed to resolve", ErrorCode::BrokerNameUnknown},
    Clue{"Connection setup timed out", ErrorCode::BrokerUnreachable},
    Clue{"Failed to connect", ErrorCode::BrokerUnreachable},
    Clue{"Connect to", ErrorCode::BrokerUnreachable},
    Clue{"timed out", ErrorCode::KafkaTimeout},
};

ErrorCode codeOf(rd_kafka_resp_err_t code, std::string_view text)
{
    const auto clue = std::find_if(kClues.begin(), kClues.end(), [&](const Clue& candidate) {
        return text.find(candidate.text) != std::string_view::npos;
    });
    if (clue != kClues.end())
        return clue->code;
    switch (code) {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        return ErrorCode::SaslRejected;
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return ErrorCode::SaslMechanism;
    case RD_KAFKA_RESP_ERR__SSL:
        return ErrorCode::TlsHandshake;
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return ErrorCode::BrokerNameUnknown;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        return ErrorCode::BrokerUnreachable;
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
        return ErrorCode::KafkaTimeout;
    case RD_KAFKA_RESP_ERR__FATAL:
        return ErrorCode::KafkaFatal;
    default:
        return ErrorCode::KafkaOther;
    }
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isdigit(c) != 0;
    });
}

/// "ssl://host:9093/1" as broker and whether the cluster gave it its number; false: no broker.
bool parseBroker(std::string_view name, BrokerMessage& message)
{
    const std::size_t scheme = name.find("://");
    if (scheme != std::string_view::npos)
        name.remove_prefix(scheme + 3);
    const std::size_t slash = name.rfind('/');
    if (slash == std::string_view::npos || name.find(' ') != std::string_view::npos)
        return false;
    const std::string_view node = name.substr(slash + 1);
    if (node != "bootstrap" && !isDigits(node))
        return false;
    message.broker = name.substr(0, slash);
    message.fromCluster = node != "bootstrap";
    return true;
}

/// Only these are the fault of an address; a password refused there is refused everywhere.
bool isAboutAddress(ErrorCode code)
{
    return code == ErrorCode::BrokerUnreachable || code == ErrorCode::BrokerNameUnknown;
}

bool isListed(std::string_view broker, std::string_view brokers)
{
    while (!brokers.empty()) {
        const std::size_t comma = std::min(brokers.find(','), brokers.size());
        if (brokers.substr(0, comma).find(broker) != std::string_view::npos)
            return true;
        brokers.remove_prefix(std::min(comma + 1, brokers.size()));
    }
    return false;
}

} // namespace

BrokerMessage parseBrokerMessage(std::string_view line)
{
    BrokerMessage message;
    // Logs begin with "[thrd:...]: ", which repeats the broker.
    if (line.starts_with("[thrd:")) {
        const std::size_t end = line.find("]: ");
        if (end != std::string_view::npos)
            line.remove_prefix(end + 3);
    }
    // The coordinator has no number of its own: "GroupCoordinator: host:9092: cause".
    static constexpr std::string_view kCoordinator = "GroupCoordinator: ";
    if (line.starts_with(kCoordinator)) {
        line.remove_prefix(kCoordinator.size());
        if (const std::size_t end = line.find(": "); end != std::string_view::npos) {
            message.broker = line.substr(0, end);
            message.fromCluster = true;
            line.remove_prefix(end + 2);
        }
    }
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos && parseBroker(line.substr(0, colon), message))
        line.remove_prefix(colon + 2);
    for (const std::string_view tail : {" (after ", ": (errno: "})
        line = line.substr(0, line.rfind(tail));
    message.text = line;
    return message;
}

Error kafkaError(rd_kafka_resp_err_t code, std::string_view reason, const std::string& brokers)
{
    BrokerMessage message = parseBrokerMessage(reason);
    ErrorCode named = codeOf(code, message.text);
    // A port without TLS may hang up before librdkafka has read its answer.
    if (named == ErrorCode::BrokerUnreachable && reason.find("state SSL_HANDSHAKE") != reason.npos)
        named = ErrorCode::TlsHandshake;
    if (message.fromCluster && isAboutAddress(named) && !isListed(message.broker, brokers))
        return {ErrorCode::BrokerAdvertised, brokers, std::move(message.broker)};
    return {named, message.broker.empty() ? brokers : std::move(message.broker),
            message.text.empty() ? rd_kafka_err2str(code) : std::move(message.text)};
}

Error topicError(rd_kafka_resp_err_t code, const std::string& topic)
{
    const std::string text = rd_kafka_err2str(code);
    switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        return {ErrorCode::TopicUnknown, topic, text};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        return {ErrorCode::TopicForbidden, topic, text};
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
        return {ErrorCode::TopicInvalidName, topic, text};
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        return {ErrorCode::OffsetOutOfRange, topic, text};
    default:
        return {codeOf(code, text), topic, text};
    }
}

Error certificateError(int x509, const std::string& broker)
{
    // Numbers of OpenSSL's x509_vfy.h; librdkafka hands them through.
    switch (x509) {
    case 62:
    case 64:
        return {ErrorCode::TlsNameMismatch, broker, "host name mismatch"};
    case 9:
        return {ErrorCode::TlsCertificate, broker, "certificate is not yet valid"};
    case 10:
        return {ErrorCode::TlsCertificate, broker, "certificate has expired"};
    case 18:
    case 19:
        return {ErrorCode::TlsCertificate, broker, "self-signed certificate"};
    case 2:
    case 20:
    case 21:
        return {ErrorCode::TlsCertificate, broker, "issued by an unknown authority"};
    default:
        return {ErrorCode::TlsCertificate, broker,
                "certificate verification failed, OpenSSL error " + std::to_string(x509)};
    }
}

int tellingness(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TlsNameMismatch:
    case ErrorCode::TlsCertificate:
        return 4;
    case ErrorCode::SaslMechanism:
    case ErrorCode::SaslRejected:
    case ErrorCode::TlsHandshake:
    case ErrorCode::BrokerAdvertised:
        return 3;
    case ErrorCode::BrokerUnreachable:
    case ErrorCode::BrokerNameUnknown:
    case ErrorCode::BrokerNotKafka:
        return 2;
    default:
        return 1;
    }
}

Result<void> checkTopicName(const std::string& topic)
{
    static constexpr std::size_t kLongest = 249;
    if (topic.empty())
        return fail(ErrorCode::TopicInvalidName, topic, "it is empty");
    if (topic.size() > kLongest)
        return fail(ErrorCode::TopicInvalidName, topic, "it is too long");
    const bool legal = std::all_of(topic.begin(), topic.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
    });
    if (!legal || topic == "." || topic == "..")
        return fail(ErrorCode::TopicInvalidName, topic, "it holds other characters");
    return {};
}

} // namespace shoppulse
