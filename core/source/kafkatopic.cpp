// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkatopic.h"

#include "core/source/kafkaerrors.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shoppulse {
namespace {

/// Together they keep every failure's name under 5 s.
constexpr int kAnswerMs = 3500;
constexpr int kHeartbeatMs = 1000;

} // namespace

KafkaTopic::KafkaTopic(KafkaConfig config, KafkaSourceOptions options,
                       std::unique_ptr<KafkaClient> client, StatusBoard& board, const Clock& clock)
    : m_config(std::move(config))
    , m_options(std::move(options))
    , m_client(std::move(client))
    , m_board(board)
    , m_clock(clock)
    , m_firstDeal(m_options.positions.empty())
{
    show({});
}

KafkaTopic::~KafkaTopic()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> KafkaTopic::discover()
{
    const Result<TopicMetadata> found = m_client->metadata(m_config.topic, kAnswerMs, m_stop);
    if (!found) {
        // What is written to a topic that did not exist yet comes after "now".
        if (found.error().code == ErrorCode::TopicUnknown)
            m_firstDeal = false;
        return Unexpected(found.error());
    }
    if (const auto error = lostPartitions(found->partitions))
        return Unexpected(*error);
    m_present = found->partitions;
    if (m_away) {
        ++m_returns;
        m_away = false;
    }
    const int known = m_known;
    if (found->partitions > known && (known == 0 || !stopAtEnd())) {
        const Result<std::vector<PartitionShare>> shares =
            sharesOf(known, found->partitions - known);
        if (!shares)
            return Unexpected(shares.error());
        m_firstDeal = false;
        deal(*shares);
        m_known = found->partitions;
        wakeAll();
    }
    m_client->clearErrors();
    const std::lock_guard lock(m_mutex);
    m_leaderless = found->leaderless;
    m_reached = true;
    return {};
}

Result<std::vector<PartitionShare>> KafkaTopic::sharesOf(int first, int count)
{
    std::vector<std::int32_t> partitions(static_cast<std::size_t>(count));
    std::iota(partitions.begin(), partitions.end(), first);
    const Result<std::vector<std::int64_t>> starts = startsOf(partitions);
    if (!starts)
        return Unexpected(starts.error());
    std::vector<std::int64_t> stops(partitions.size(), -1);
    if (stopAtEnd()) {
        Result<std::vector<std::int64_t>> ends =
            m_client->offsets(m_config.topic, partitions, true, kAnswerMs);
        if (!ends)
            return Unexpected(ends.error());
        stops = std::move(*ends);
    }
    std::vector<PartitionShare> shares;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        shares.push_back({partitions[i], (*starts)[i], stops[i], m_firstDeal ? 0 : (*starts)[i]});
        applyPosition(shares.back());
    }
    return shares;
}

std::optional<Error> KafkaTopic::lostPartitions(int found) const
{
    int known = m_known;
    for (const StartPosition& position : m_options.positions)
        known = std::max(known, position.partition + 1);
    if (found >= known || m_fewerAccepted)
        return std::nullopt;
    return Error{ErrorCode::TopicReplaced, m_config.topic,
                 std::to_string(found) + " partitions instead of " + std::to_string(known)};
}

void KafkaTopic::applyPosition(PartitionShare& share) const
{
    const auto found =
        std::ranges::find(m_options.positions, share.partition, &StartPosition::partition);
    if (found == m_options.positions.end())
        return;
    share.start = found->nextOffset;
    share.gap = found->gap;
    share.earlier = found->earlier;
    share.last = found->fingerprint;
    share.restored = true;
}

Result<std::vector<std::int64_t>> KafkaTopic::startsOf(const std::vector<std::int32_t>& partitions)
{
    const bool latest = m_firstDeal && m_config.from == StartAt::Latest;
    Result<std::vector<std::int64_t>> starts =
        m_client->offsets(m_config.topic, partitions, latest, kAnswerMs);
    if (!starts || !m_firstDeal || m_config.from != StartAt::Stored)
        return starts;
    return storedOr(partitions, std::move(*starts));
}

Result<std::vector<std::int64_t>> KafkaTopic::storedOr(const std::vector<std::int32_t>& partitions,
                                                       std::vector<std::int64_t> starts)
{
    const KafkaPartitions list(
        rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const std::int32_t partition : partitions)
        rd_kafka_topic_partition_list_add(list.get(), m_config.topic.c_str(), partition);
    const rd_kafka_resp_err_t code = rd_kafka_committed(m_client->handle(), list.get(), kAnswerMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return Unexpected(topicError(code, m_config.topic));
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        const rd_kafka_topic_partition_t* entry =
            rd_kafka_topic_partition_list_find(list.get(), m_config.topic.c_str(), partitions[i]);
        if (entry->offset >= 0)
            starts[i] = entry->offset;
    }
    return starts;
}

void KafkaTopic::deal(const std::vector<PartitionShare>& shares)
{
    const std::lock_guard lock(m_mutex);
    for (const PartitionShare& share : shares) {
        if (m_sources == 0)
            m_waiting.push_back(share);
        else
            m_slots[static_cast<std::size_t>(share.partition % m_sources)].shares.push_back(share);
    }
}

void KafkaTopic::start(int sources)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sources = sources;
        m_slots = std::make_unique<Slot[]>(static_cast<std::size_t>(sources));
    }
    deal(std::exchange(m_waiting, {}));
    m_thread = std::thread(&KafkaTopic::watch, this);
}

void KafkaTopic::watch()
{
    while (!m_stop) {
        const Result<void> round = discover();
        if (m_stop)
            return;
        // An answer that only takes long says nothing of the topic.
        const bool away = !round && round.error().code != ErrorCode::KafkaTimeout;
        m_away = m_away || away;
        show(round ? std::nullopt : std::optional(round.error()));
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, std::chrono::milliseconds(kHeartbeatMs),
                        [this] { return bool(m_stop); });
    }
}

std::vector<PartitionShare> KafkaTopic::take(int source)
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(slot(source).shares, {});
}

void KafkaTopic::adopt(int source)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(slot(source).adopted, true))
        return;
    ++m_adopted;
    if (allAdopted())
        wakeAll();
}

void KafkaTopic::wakeAll()
{
    for (int i = 0; i < m_sources; ++i)
        wakeup(i).wake();
}

void KafkaTopic::report(int source, std::optional<Error> error, bool stopped)
{
    std::optional<Error> clusterError;
    {
        const std::lock_guard lock(m_mutex);
        slot(source).stopped = stopped;
        slot(source).error = std::move(error);
        clusterError = m_clusterError;
    }
    show(std::move(clusterError));
}

void KafkaTopic::setBehind(int source, std::int64_t timeMs)
{
    if (slot(source).behindMs.exchange(timeMs) == timeMs)
        return;
    const std::int64_t least = furthestBehind();
    for (int i = 0; i < m_sources; ++i) {
        const std::int64_t awaited = slot(i).awaitedMs;
        if (awaited != kNothingAwaited && awaited <= least) {
            slot(i).awaitedMs = kNothingAwaited;
            wakeup(i).wake();
        }
    }
}

bool KafkaTopic::awaitOthers(int source, std::int64_t timeMs)
{
    // Noted first and looked at then, the other way round than in setBehind(): one of the two sees.
    slot(source).awaitedMs = timeMs;
    return furthestBehind() < timeMs;
}

std::int64_t KafkaTopic::furthestBehind() const
{
    std::int64_t least = INT64_MAX;
    for (int i = 0; i < m_sources; ++i)
        least = std::min(least, slot(i).behindMs.load());
    return least;
}

void KafkaTopic::show(std::optional<Error> clusterError)
{
    const std::lock_guard lock(m_mutex);
    m_clusterError = std::move(clusterError);
    std::optional<Error> error = m_clusterError;
    Health health = error ? Health::Down : m_reached ? Health::Ok : Health::Starting;
    bool stopped = error && error->code == ErrorCode::TopicReplaced;
    for (int i = 0; i < m_sources && !stopped; ++i) {
        stopped = slot(i).stopped;
        if (!error || stopped)
            error = slot(i).error;
    }
    if (!error && m_leaderless > 0)
        error = Error{ErrorCode::KafkaOther, m_config.brokers,
                      std::to_string(m_leaderless) + " partitions have no leader"};
    if (error && !m_clusterError)
        health = Health::Degraded;
    if (stopped)
        health = Health::Stopped;
    const std::int64_t now = m_clock.wallMs();
    m_board.update(Component::KafkaIn, now, [&](ComponentStatus& status) {
        status.health = health;
        status.error = error;
        status.target = m_config.brokers;
        status.nextRetryMs = health == Health::Down ? now + kHeartbeatMs : 0;
    });
}

} // namespace shoppulse
