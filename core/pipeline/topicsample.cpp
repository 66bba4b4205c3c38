// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/topicsample.h"

#include "core/decode/decoder.h"
#include "core/decode/undecodablelog.h"
#include "core/source/kafkaclient.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr std::int64_t kSampled = 100;
constexpr std::size_t kShown = 20;
constexpr int kPollMs = 50;

/// Where to read from so that about kSampled messages come, and how many will.
KafkaPartitions tail(const std::string& topic, const std::vector<std::int64_t>& earliest,
                     const std::vector<std::int64_t>& next, std::size_t& expected)
{
    const auto filled =
        std::count_if(next.begin(), next.end(),
                      [&, i = 0U](std::int64_t end) mutable { return end > earliest[i++]; });
    const std::int64_t each =
        std::max<std::int64_t>(1, kSampled / std::max<std::int64_t>(1, filled));
    KafkaPartitions list(rd_kafka_topic_partition_list_new(static_cast<int>(next.size())));
    expected = 0;
    for (std::size_t i = 0; i < next.size() && expected < kSampled; ++i) {
        const std::int64_t begin = std::max(earliest[i], next[i] - each);
        if (begin >= next[i])
            continue;
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), static_cast<std::int32_t>(i))
            ->offset = begin;
        expected += static_cast<std::size_t>(next[i] - begin);
    }
    return list;
}

Format formatOf(const std::vector<SampledMessage>& messages, const Profile& profile, bool& mixed)
{
    mixed = false;
    if (profile.format != Format::Auto)
        return profile.format;
    FormatDetector detector;
    for (const SampledMessage& message : messages)
        detector.sample(message.value);
    mixed = detector.mixed();
    return detector.detected();
}

} // namespace

Result<std::vector<SampledMessage>> sampleTopic(const KafkaConfig& config,
                                                const std::vector<std::int64_t>& earliest,
                                                const std::vector<std::int64_t>& next,
                                                int timeoutMs, const std::atomic<bool>& cancel)
{
    Result<std::unique_ptr<KafkaClient>> client =
        KafkaClient::open(config, KafkaClient::Role::Consumer, {{"group.id", config.groupId}},
                          {{"enable.auto.commit", "false"}, {"enable.partition.eof", "true"}});
    if (!client)
        return Unexpected(client.error());
    std::size_t expected = 0;
    const KafkaPartitions list = tail(config.topic, earliest, next, expected);
    rd_kafka_assign((*client)->handle(), list.get());
    std::vector<SampledMessage> messages;
    int ends = 0;
    for (int waited = 0;
         messages.size() < expected && ends < list->cnt && waited < timeoutMs && !cancel;) {
        const KafkaMessage message(rd_kafka_consumer_poll((*client)->handle(), kPollMs));
        if (!message) {
            (*client)->poll(0);
            waited += kPollMs;
        } else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            messages.push_back({message->partition,
                                message->offset,
                                rd_kafka_message_timestamp(message.get(), nullptr),
                                {static_cast<const char*>(message->payload), message->len}});
        } else if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            ++ends;
        }
    }
    const std::optional<Error> error = (*client)->error();
    if (messages.empty() && expected > 0 && ends < list->cnt && error)
        return Unexpected(*error);
    return messages;
}

ProbeReport judgeSample(const std::vector<SampledMessage>& messages, const Profile& profile,
                        const std::string& topic)
{
    ProbeReport report;
    report.step = ProbeStep::Sample;
    if (messages.empty())
        return report;
    report.outcome = ProbeOutcome::Passed;
    bool mixed = false;
    report.detected = formatOf(messages, profile, mixed);
    const Format format = report.detected == Format::Auto ? Format::TaobaoCsv : report.detected;
    const std::unique_ptr<Decoder> decoder = makeDecoder(format, profile);
    DecodedBatch batch;
    std::size_t rows = 0;
    std::size_t bad = 0;
    for (const SampledMessage& message : messages) {
        batch.clear();
        decoder->decode(message.value, message.timestampMs, batch);
        rows += batch.events.size() + batch.errors.size();
        bad += batch.errors.size();
        if (report.samples.size() >= kShown)
            continue;
        ProbeSample sample{message.partition,
                           message.offset,
                           message.timestampMs,
                           escapedExcerpt(message.value),
                           {},
                           {}};
        if (!batch.events.empty())
            sample.event = batch.events.front();
        else if (!batch.errors.empty())
            sample.reason = undecodableId(batch.errors.front().reason);
        report.samples.push_back(std::move(sample));
    }
    report.undecodableShare = rows == 0 ? 0 : static_cast<double>(bad) / static_cast<double>(rows);
    report.rows = static_cast<int>(rows);
    if (mixed)
        report.error = Error{ErrorCode::FormatMixed, topic, {}};
    else if (rows > 0 && bad == rows)
        report.error = Error{ErrorCode::UndecodableShare, topic,
                             std::to_string(bad) + " of " + std::to_string(rows) + " rows"};
    if (report.error)
        report.outcome = ProbeOutcome::Failed;
    return report;
}

} // namespace shoppulse
