// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkahole.h"

namespace shoppulse {
namespace {

constexpr int kAskMs = 2000;

Error holeError(const KafkaConfig& config, const PartitionState& state, bool replaced,
                std::int64_t oldest, std::int64_t newest)
{
    std::string detail = "partition " + std::to_string(state.partition);
    detail += ", offset " + std::to_string(state.nextOffset);
    detail += "; there are " + std::to_string(oldest) + " to " + std::to_string(newest);
    return {replaced ? ErrorCode::TopicReplaced : ErrorCode::OffsetOutOfRange, config.topic,
            std::move(detail)};
}

} // namespace

std::optional<GoOn> goOnBySettings(const KafkaConfig& config)
{
    const auto found = config.properties.find("auto.offset.reset");
    if (found == config.properties.end())
        return std::nullopt;
    for (const char* name : {"earliest", "smallest", "beginning"})
        if (found->second == name)
            return GoOn::Oldest;
    for (const char* name : {"latest", "largest", "end"})
        if (found->second == name)
            return GoOn::Newest;
    return std::nullopt;
}

Result<std::optional<Error>> mendHole(KafkaClient& client, const KafkaConfig& config,
                                      KafkaPartition& partition, std::optional<GoOn> choice)
{
    const PartitionState& state = partition.state();
    const auto oldest = client.offsets(config.topic, {state.partition}, false, kAskMs);
    const auto newest =
        oldest ? client.offsets(config.topic, {state.partition}, true, kAskMs) : oldest;
    if (!newest)
        return Unexpected(newest.error());
    const bool replaced = partition.replaced() || newest->front() < state.nextOffset;
    const std::int64_t place = choice == GoOn::Newest ? newest->front() : oldest->front();
    // A start at the oldest record that vanished meanwhile is no loss of ours to choose on.
    const bool fresh = partition.untouched() && config.from == StartAt::Earliest;
    if (!replaced && oldest->front() <= state.nextOffset) {
        partition.moveTo(state.nextOffset, false);
    } else if (fresh) {
        partition.moveTo(oldest->front(), false);
    } else if (!choice) {
        partition.halt();
        return holeError(config, state, replaced, oldest->front(), newest->front());
    } else if (replaced) {
        partition.restart(oldest->front(), place);
    } else {
        partition.moveTo(place, true);
    }
    return std::nullopt;
}

} // namespace shoppulse
