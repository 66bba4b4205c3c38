// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/probe.h"

#include "core/pipeline/topicsample.h"
#include "core/source/brokeraddress.h"
#include "core/source/kafkaclient.h"
#include "core/source/kafkaerrors.h"

#include <algorithm>
#include <numeric>

namespace shoppulse {
namespace {

constexpr int kStepMs = 3500;

std::string property(const KafkaConfig& config, const char* name)
{
    const auto found = config.properties.find(name);
    return found == config.properties.end() ? std::string{} : found->second;
}

/// The step that an error belongs to, once something answers by TCP.
ProbeStep stepOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::TlsHandshake:
    case ErrorCode::TlsNameMismatch:
    case ErrorCode::TlsCertificate:
        return ProbeStep::Tls;
    case ErrorCode::SaslRejected:
    case ErrorCode::SaslMechanism:
        return ProbeStep::Sasl;
    case ErrorCode::TopicUnknown:
    case ErrorCode::TopicForbidden:
    case ErrorCode::TopicInvalidName:
        return ProbeStep::Topic;
    case ErrorCode::KafkaProperty:
        return error.subject.starts_with("ssl") ? ProbeStep::Tls
            : error.subject.starts_with("sasl") ? ProbeStep::Sasl
                                                : ProbeStep::Metadata;
    default:
        return ProbeStep::Metadata;
    }
}

/// The steps of one probe; each returns false when the probe is over.
class Probing {
public:
    Probing(const KafkaConfig& config, const Profile& profile,
            const std::function<void(const ProbeReport&)>& report, const std::atomic<bool>& cancel)
        : m_config(config)
        , m_profile(profile)
        , m_report(report)
        , m_cancel(cancel)
        , m_security(property(config, "security.protocol"))
    {
        std::transform(m_security.begin(), m_security.end(), m_security.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    }

    void run()
    {
        if (lookUpNames() && connect() && openTopic())
            sample();
    }

private:
    static ProbeReport made(ProbeStep step, ProbeOutcome outcome)
    {
        ProbeReport report;
        report.step = step;
        report.outcome = outcome;
        return report;
    }
    bool passed(ProbeStep step, std::string detail)
    {
        ProbeReport report = made(step, ProbeOutcome::Passed);
        report.detail = std::move(detail);
        return tell(report);
    }
    bool failed(ProbeStep step, Error error)
    {
        ProbeReport report = made(step, ProbeOutcome::Failed);
        report.error = std::move(error);
        tell(report);
        return false;
    }
    bool tell(const ProbeReport& report)
    {
        if (!m_cancel)
            m_report(report);
        return !m_cancel;
    }

    bool lookUpNames()
    {
        const std::vector<BrokerAddress> brokers = parseBrokers(m_config.brokers);
        Error error{ErrorCode::KafkaProperty, "bootstrap.servers", "no broker is given"};
        for (const BrokerAddress& broker : brokers) {
            Result<std::vector<std::string>> ips =
                resolveHost(broker, kStepMs / static_cast<int>(brokers.size()), m_cancel);
            if (!ips)
                error = ips.error();
            else
                for (std::string& ip : *ips)
                    m_addresses.push_back({broker, std::move(ip)});
        }
        if (m_addresses.empty())
            return failed(ProbeStep::Name, error);
        return passed(ProbeStep::Name, m_addresses.front().ip);
    }

    bool connect()
    {
        const Result<ReachedBroker> reached = reachAny(m_addresses, kStepMs, m_cancel);
        if (!reached)
            return failed(ProbeStep::Tcp, reached.error());
        return passed(ProbeStep::Tcp, reached->ip + ":" + reached->broker.port);
    }

    /// From TLS to the topic librdkafka goes in one; where it failed its error tells.
    bool openTopic()
    {
        const Result<TopicMetadata> found = ask();
        const ProbeStep reached = found ? ProbeStep::Sample : stepOf(found.error());
        if (!security(ProbeStep::Tls, "SSL", reached, m_security)
            || !security(ProbeStep::Sasl, "SASL", reached, property(m_config, "sasl.mechanism")))
            return found || failed(reached, found.error());
        if (reached == ProbeStep::Metadata)
            return failed(reached, found.error());
        ProbeReport metadata = made(ProbeStep::Metadata, ProbeOutcome::Passed);
        if (found)
            metadata.brokers = found->brokers;
        tell(metadata);
        if (!found)
            return failed(ProbeStep::Topic, found.error());
        ProbeReport topic = made(ProbeStep::Topic, ProbeOutcome::Passed);
        topic.partitions = found->partitions;
        topic.records = std::inner_product(m_next.begin(), m_next.end(), m_earliest.begin(),
                                           std::int64_t{0}, std::plus<>(), std::minus<>());
        return tell(topic);
    }

    /// Reports a step of security; false when it is the one that failed.
    bool security(ProbeStep step, const char* word, ProbeStep reached, const std::string& detail)
    {
        if (step == reached)
            return false;
        if (m_security.find(word) == std::string::npos)
            tell(made(step, ProbeOutcome::Skipped));
        else
            passed(step, detail);
        return true;
    }

    Result<TopicMetadata> ask()
    {
        if (Result<void> name = checkTopicName(m_config.topic); !name)
            return Unexpected(name.error());
        Result<std::unique_ptr<KafkaClient>> client =
            KafkaClient::open(m_config, KafkaClient::Role::Consumer);
        if (!client)
            return Unexpected(client.error());
        const Result<TopicMetadata> found = (*client)->metadata(m_config.topic, kStepMs, m_cancel);
        if (!found)
            return found;
        // Asked of the partitions' leaders: an address that is advertised wrongly shows here.
        std::vector<std::int32_t> partitions(static_cast<std::size_t>(found->partitions));
        std::iota(partitions.begin(), partitions.end(), 0);
        for (const bool latest : {false, true}) {
            Result<std::vector<std::int64_t>> offsets =
                (*client)->offsets(m_config.topic, partitions, latest, kStepMs);
            if (!offsets)
                return Unexpected(offsets.error());
            (latest ? m_next : m_earliest) = std::move(*offsets);
        }
        return found;
    }

    void sample()
    {
        const Result<std::vector<SampledMessage>> messages =
            sampleTopic(m_config, m_earliest, m_next, kStepMs, m_cancel);
        if (!messages)
            failed(ProbeStep::Sample, messages.error());
        else
            tell(judgeSample(*messages, m_profile, m_config.topic));
    }

    const KafkaConfig& m_config;
    const Profile& m_profile;
    const std::function<void(const ProbeReport&)>& m_report;
    const std::atomic<bool>& m_cancel;
    std::string m_security; ///< in capitals
    std::vector<ReachedBroker> m_addresses;
    std::vector<std::int64_t> m_earliest;
    std::vector<std::int64_t> m_next;
};

} // namespace

void probe(const KafkaConfig& config, const Profile& profile,
           const std::function<void(const ProbeReport&)>& report, const std::atomic<bool>& cancel)
{
    Probing(config, profile, report, cancel).run();
}

} // namespace shoppulse
