// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkaclient.h"

#include "core/source/kafkaerrors.h"
#include "core/source/secretproperty.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace shoppulse {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// A broker that is down is sure only after every address of its name was tried.
constexpr int kSureAfterMs = 1500;
/// librdkafka tells an error that repeats itself only every 30 s.
constexpr std::chrono::seconds kErrorHolds{35};
/// Between two questions to a partition whose leader is just changing.
constexpr int kLeaderMovesMs = 50;
/// One request's share of the wait, so that cancelling takes no longer.
constexpr int kSliceMs = 1000;

struct ConfDestroy {
    void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
};
using Conf = std::unique_ptr<rd_kafka_conf_t, ConfDestroy>;

const KafkaProperties& commonDefaults()
{
    static const KafkaProperties defaults{
        {"client.id", "shoppulse"},
        {"reconnect.backoff.ms", "100"},
        {"reconnect.backoff.max.ms", "1000"},
        // Every failure has a name within 5 s.
        {"socket.connection.setup.timeout.ms", "3500"},
        {"api.version.request.timeout.ms", "3000"},
        // A connection closed without a word is the only sign of some wrong settings.
        {"log.connection.close", "true"},
        {"topic.metadata.refresh.interval.ms", "30000"},
    };
    return defaults;
}

Result<void> set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value,
                 bool mayBeUnknown)
{
    std::array<char, 512> text{};
    const rd_kafka_conf_res_t result =
        rd_kafka_conf_set(conf, name.c_str(), value.c_str(), text.data(), text.size());
    if (result == RD_KAFKA_CONF_OK || (result == RD_KAFKA_CONF_UNKNOWN && mayBeUnknown))
        return {};
    return fail(ErrorCode::KafkaProperty, name,
                isSecretProperty(name) ? std::string{} : std::string{text.data()});
}

Result<void> setAll(rd_kafka_conf_t* conf, const KafkaProperties& properties)
{
    for (const auto& [name, value] : properties)
        if (Result<void> done = set(conf, name, value, true); !done)
            return done;
    return {};
}

/// A partition's leader is moving, or the partition is so new that not every broker knows it.
bool mayPass(rd_kafka_resp_err_t code)
{
    return code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
        || code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
        || code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
        || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
}

/// Of two that tell as much the newer one counts. Only what is wrong with a certificate is told
/// first by its check and then, vaguely, by the handshake.
bool tellsMore(const Error& newer, const Error& older)
{
    const int difference = tellingness(newer.code) - tellingness(older.code);
    const bool certificate =
        older.code == ErrorCode::TlsCertificate || older.code == ErrorCode::TlsNameMismatch;
    return difference > 0 || (difference == 0 && !certificate);
}

/// rd_kafka_new names the property in its text, often between back quotes.
Error openError(const std::string& text)
{
    const std::size_t begin = text.find('`');
    const std::size_t end = begin == std::string::npos ? begin : text.find('`', begin + 1);
    if (end == std::string::npos)
        return {ErrorCode::KafkaProperty, text.substr(0, text.find(' ')), text};
    std::string name = text.substr(begin + 1, end - begin - 1);
    return {ErrorCode::KafkaProperty, std::move(name), text};
}

} // namespace

KafkaClient::KafkaClient(std::string brokers)
    : m_brokers(std::move(brokers))
{
}

Result<std::unique_ptr<KafkaClient>> KafkaClient::open(const KafkaConfig& config, Role role,
                                                       const KafkaProperties& defaults,
                                                       const KafkaProperties& fixed)
{
    if (config.brokers.empty())
        return fail(ErrorCode::KafkaProperty, "bootstrap.servers", "no broker is given");
    std::unique_ptr<KafkaClient> client(new KafkaClient(config.brokers));
    Conf conf(rd_kafka_conf_new());
    rd_kafka_conf_set_opaque(conf.get(), client.get());
    rd_kafka_conf_set_error_cb(conf.get(), &KafkaClient::onError);
    rd_kafka_conf_set_log_cb(conf.get(), &KafkaClient::onLog);
    if (role == Role::Producer)
        rd_kafka_conf_set_dr_msg_cb(conf.get(), &KafkaClient::onDelivery);
    rd_kafka_conf_set_ssl_cert_verify_cb(conf.get(), &KafkaClient::onCertificate);

    for (const KafkaProperties* group : {&commonDefaults(), &defaults})
        if (Result<void> done = setAll(conf.get(), *group); !done)
            return Unexpected(done.error());
    for (const auto& [name, value] : config.properties)
        if (Result<void> done = set(conf.get(), name, value, false); !done)
            return Unexpected(done.error());
    KafkaProperties last = fixed;
    last.emplace_back("bootstrap.servers", config.brokers);
    if (Result<void> done = setAll(conf.get(), last); !done)
        return Unexpected(done.error());

    std::array<char, 512> text{};
    client->m_handle = rd_kafka_new(role == Role::Consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER,
                                    conf.get(), text.data(), text.size());
    if (!client->m_handle)
        return Unexpected(openError(text.data()));
    static_cast<void>(conf.release()); // the handle owns it now
    return client;
}

KafkaClient::~KafkaClient()
{
    if (m_handle)
        rd_kafka_destroy_flags(m_handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

void KafkaClient::poll(int waitMs)
{
    if (rd_kafka_poll(m_handle, waitMs) == 0)
        return;
    while (rd_kafka_poll(m_handle, 0) > 0) { }
}

std::optional<Error> KafkaClient::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void KafkaClient::clearErrors()
{
    m_worked = true;
    const std::lock_guard lock(m_mutex);
    m_error.reset();
}

void KafkaClient::note(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    const auto now = SteadyClock::now();
    if (m_error && now - m_errorAt < kErrorHolds && !tellsMore(error, *m_error))
        return;
    m_error = error;
    m_errorAt = now;
}

Error KafkaClient::namedOr(rd_kafka_resp_err_t code) const
{
    const std::optional<Error> named = error();
    return named ? *named : kafkaError(code, {}, m_brokers);
}

Result<TopicMetadata> KafkaClient::askOnce(rd_kafka_topic_t* topic, int timeoutMs, bool& final)
{
    const rd_kafka_metadata_t* answer = nullptr;
    const rd_kafka_resp_err_t code = rd_kafka_metadata(m_handle, 0, topic, &answer, timeoutMs);
    poll(0);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return Unexpected(namedOr(code));
    const std::unique_ptr<const rd_kafka_metadata_t, KafkaDestroy<rd_kafka_metadata_destroy>> held(
        answer);
    if (topic == nullptr)
        return TopicMetadata{answer->broker_cnt, 0, 0};
    const rd_kafka_metadata_topic_t& found = answer->topics[0];
    final = found.err != RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
    if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        return Unexpected(topicError(found.err, found.topic));
    TopicMetadata result{answer->broker_cnt, found.partition_cnt, 0};
    for (int i = 0; i < found.partition_cnt; ++i)
        result.leaderless += found.partitions[i].leader < 0 ? 1 : 0;
    return result;
}

Result<TopicMetadata> KafkaClient::metadata(const std::string& topic, int timeoutMs,
                                            const std::atomic<bool>& cancel)
{
    const KafkaTopicHandle handle(rd_kafka_topic_new(m_handle, topic.c_str(), nullptr));
    return ask(handle.get(), timeoutMs, cancel);
}

Result<void> KafkaClient::reach(int timeoutMs, const std::atomic<bool>& cancel)
{
    if (const auto found = ask(nullptr, timeoutMs, cancel); !found)
        return Unexpected(found.error());
    return {};
}

Result<TopicMetadata> KafkaClient::ask(rd_kafka_topic_t* topic, int timeoutMs,
                                       const std::atomic<bool>& cancel)
{
    m_allDown = false;
    const auto begin = SteadyClock::now();
    while (true) {
        bool final = false;
        Result<TopicMetadata> result = askOnce(topic, std::min(kSliceMs, timeoutMs), final);
        const auto passed = SteadyClock::now() - begin;
        const bool sure = m_allDown && passed > std::chrono::milliseconds(kSureAfterMs);
        if (result || final || sure || cancel || passed >= std::chrono::milliseconds(timeoutMs))
            return result;
    }
}

Result<std::vector<std::int64_t>> KafkaClient::offsets(const std::string& topic,
                                                       const std::vector<std::int32_t>& partitions,
                                                       bool latest, int timeoutMs)
{
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    while (true) {
        bool final = false;
        Result<std::vector<std::int64_t>> result =
            offsetsOnce(topic, partitions, latest, timeoutMs, final);
        if (result || final || SteadyClock::now() > deadline)
            return result;
        rd_kafka_poll(m_handle, kLeaderMovesMs);
    }
}

Result<std::vector<std::int64_t>>
KafkaClient::offsetsOnce(const std::string& topic, const std::vector<std::int32_t>& partitions,
                         bool latest, int timeoutMs, bool& final)
{
    const KafkaPartitions list(
        rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const std::int32_t partition : partitions)
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset =
            latest ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING;
    const rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(m_handle, list.get(), timeoutMs);
    poll(0);
    final = !mayPass(code);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return Unexpected(namedOr(code));
    std::vector<std::int64_t> result;
    for (const std::int32_t partition : partitions) {
        const rd_kafka_topic_partition_t* entry =
            rd_kafka_topic_partition_list_find(list.get(), topic.c_str(), partition);
        final = !mayPass(entry->err);
        if (entry->err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return Unexpected(topicError(entry->err, topic));
        result.push_back(entry->offset);
    }
    return result;
}

void KafkaClient::onError(rd_kafka_t*, int code, const char* reason, void* self)
{
    auto* client = static_cast<KafkaClient*>(self);
    const auto error = static_cast<rd_kafka_resp_err_t>(code);
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
        client->m_allDown = true;
    else
        client->note(
            client->asFarAsKnown(kafkaError(error, reason ? reason : "", client->m_brokers)));
}

/// A connection that is closed before its first answer is guessed to be of another protocol; not
/// with one who has answered before.
Error KafkaClient::asFarAsKnown(Error error) const
{
    const bool guessed = error.code == ErrorCode::BrokerNotKafka
        || (error.code == ErrorCode::TlsHandshake
            && error.detail.find("Disconnected") != std::string::npos);
    if (m_worked && guessed)
        return {ErrorCode::BrokerUnreachable, std::move(error.subject), "connection closed"};
    return error;
}

void KafkaClient::onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* self)
{
    const auto& function = static_cast<KafkaClient*>(self)->m_onDelivery;
    if (function)
        function(*message);
}

// Logs repeat what the error callback tells; without this they would go to standard error.
void KafkaClient::onLog(const rd_kafka_t*, int, const char*, const char*)
{
}

int KafkaClient::onCertificate(rd_kafka_t*, const char* broker, std::int32_t, int* x509, int,
                               const char*, std::size_t, char*, std::size_t, void* self)
{
    if (*x509 == 0)
        return 1;
    static_cast<KafkaClient*>(self)->note(certificateError(*x509, broker));
    return 0;
}

} // namespace shoppulse
