// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stream.h"

#include "core/publish/kafka/kafkadeadlettersink.h"
#include "core/publish/kafka/kafkasink.h"
#include "core/publish/redis/redissink.h"
#include "core/source/inputname.h"
#include "core/source/kafkasource.h"

#include <algorithm>

namespace shoppulse {
namespace {

/// The timeline's length, so that the demo starts with every chart full.
constexpr std::int64_t kDemoHistoryMs = 30 * 60'000;
constexpr int kNameMs = 1500;

Result<std::vector<std::unique_ptr<ResultSink>>> makeSinks(const KafkaConfig& kafka,
                                                           const OutputOptions& output)
{
    std::vector<std::unique_ptr<ResultSink>> sinks;
    if (output.kafkaPrefix) {
        auto sink = makeKafkaSink({kafka.brokers, kafka.properties, *output.kafkaPrefix});
        if (!sink)
            return Unexpected(sink.error());
        sinks.push_back(std::move(*sink));
    }
    if (!output.redis.empty()) {
        auto config = parseRedisUrl(output.redis);
        if (!config)
            return Unexpected(config.error());
        // Asked when there are results, so the cluster has answered before.
        config->source = [kafka] { return inputName(kafka, kNameMs); };
        sinks.push_back(makeRedisSink(std::move(*config)));
    }
    return sinks;
}

/// Null when none are to be sent.
Result<std::unique_ptr<DeadLetterSink>> makeDeadLetters(const KafkaConfig& kafka,
                                                        const std::string& topic)
{
    if (topic.empty())
        return nullptr;
    if (topic == kafka.topic) // from a saved connection; named on the line it is wrong usage
        return fail(ErrorCode::TopicInvalidName, topic, "dead letters would be read again");
    return makeKafkaDeadLetterSink(kafka, topic);
}

/// Opens and reads what is kept.
Result<void> openState(const StateFile& state, const KafkaConfig& kafka, const Clock& clock,
                       Pipeline::Config& config)
{
    if (state.path.empty())
        return {};
    if (state.reset)
        if (auto aside = StateStore::setAside(state.path, clock.wallMs()); !aside)
            return aside;
    std::size_t kept = 0;
    for (const std::unique_ptr<ResultSink>& sink : config.sinks)
        kept = std::max(kept, sink->retained());
    auto store = StateStore::open(state.path, kept);
    if (!store)
        return Unexpected(store.error());
    auto saved = (*store)->load();
    if (!saved)
        return Unexpected(saved.error());
    const std::string found =
        state.ask && !saved->input.empty() ? inputName(kafka, kNameMs) : kafka.topic;
    if (!mayBeSameInput(saved->input, found))
        return fail(ErrorCode::StateForeign, state.path, saved->input + ", not " + found);
    config.store = std::move(*store);
    config.saved = std::move(*saved);
    config.inputName = [kafka] { return inputName(kafka, kNameMs); };
    return {};
}

/// Where the sources go on.
std::vector<StartPosition> positionsOf(const Checkpoint& checkpoint)
{
    std::vector<StartPosition> positions;
    for (const PartitionProgress& progress : checkpoint.partitions)
        positions.push_back({progress.partition, progress.nextOffset, progress.last, progress.gap,
                             progress.earlier});
    return positions;
}

} // namespace

Result<void> Stream::start(const Input& input, const OutputOptions& output, const StateFile& state,
                           const Clock& clock, bool demo)
{
    m_brokers = input.kafka.brokers;
    auto sinks = makeSinks(input.kafka, output);
    if (!sinks)
        return Unexpected(sinks.error());
    auto deadLetters = makeDeadLetters(input.kafka, output.deadLetter);
    if (!deadLetters)
        return Unexpected(deadLetters.error());
    Pipeline::Config config;
    config.sinks = std::move(*sinks);
    if (auto opened = openState(state, input.kafka, clock, config); !opened)
        return opened;
    auto sources =
        openKafka(input.kafka, {.positions = positionsOf(config.saved.checkpoint)}, m_board, clock);
    if (!sources)
        return Unexpected(sources.error());
    config.info = {.topic = input.kafka.topic,
                   .brokers = input.kafka.brokers,
                   .demo = demo,
                   .format = input.format,
                   .profile = input.profile};
    config.windows = input.windows;
    config.deadLetters = std::move(*deadLetters);
    m_pipeline = std::make_unique<Pipeline>(std::move(config), std::move(*sources), m_board, clock);
    return m_pipeline->start();
}

Result<std::unique_ptr<Stream>> Stream::open(const Input& input, const OutputOptions& output,
                                             const StateFile& state, const Clock& clock)
{
    std::unique_ptr<Stream> stream(new Stream);
    if (auto started = stream->start(input, output, state, clock, false); !started)
        return Unexpected(started.error());
    return stream;
}

Result<std::unique_ptr<Stream>> Stream::openDemo(const OutputOptions& output, const Clock& clock)
{
    std::unique_ptr<Stream> stream(new Stream);
    auto broker = DemoBroker::start();
    if (!broker)
        return Unexpected(broker.error());
    stream->m_demoBroker = std::move(*broker);

    auto input = resolveInput({});
    if (!input)
        return Unexpected(input.error());
    input->kafka = stream->m_demoBroker->config();
    const auto seed = static_cast<std::uint64_t>(clock.wallMs());
    auto shop = DemoStream::start(input->kafka, DemoBroker::kPartitions, ShopGenerator(seed), clock,
                                  kDemoHistoryMs);
    if (!shop)
        return Unexpected(shop.error());
    stream->m_demoStream = std::move(*shop);
    if (auto started = stream->start(*input, output, {}, clock, true); !started)
        return Unexpected(started.error());
    return stream;
}

void Stream::stop()
{
    m_demoStream.reset();
    if (m_pipeline)
        m_pipeline->stop();
}

Stream::~Stream()
{
    stop();
}

} // namespace shoppulse
