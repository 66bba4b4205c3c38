// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafkasource.h"

#include "core/source/kafkaerrors.h"
#include "core/source/kafkahole.h"
#include "core/source/kafkapartition.h"
#include "core/source/kafkatopic.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <optional>
#include <thread>

namespace shoppulse {
namespace {

/// How far a partition may run ahead of the slowest in event time, and by one batch more.
constexpr std::int64_t kLeadMs = 10'000;
/// A live partition that brings nothing for so long, though not at its end, holds nobody back.
constexpr std::int64_t kStalledMs = 10'000;
/// Callbacks and watermarks are looked after at this pace.
constexpr std::int64_t kHousekeepingMs = 200;
constexpr int kMostConsumers = 4;
/// Messages and KiB waiting in all of a topic's consumers; a waiting row of 45 bytes takes about
/// 344. When each partition has its share, the fetcher may sleep for a second (before librdkafka
/// 2.2): fewer messages would make it do so again and again, more are far from the processor. Small
/// fetches keep what is there at any time near these bounds.
constexpr int kQueuedMessages = 400'000;
constexpr int kQueuedKib = 131'072;

/// librdkafka's properties of a reader; `share` of all that may wait falls to each partition.
KafkaProperties readerDefaults(const KafkaConfig& config, int share)
{
    return {
        {"group.id", config.groupId},
        {"queued.min.messages", std::to_string(std::max(kQueuedMessages / share, 1000))},
        {"queued.max.messages.kbytes", std::to_string(std::max(kQueuedKib / share, 256))},
        {"fetch.queue.backoff.ms", "5"}, // from 2.2
        {"fetch.min.bytes", "1"},
        {"fetch.wait.max.ms", "50"},
        {"max.partition.fetch.bytes", "524288"},
        {"fetch.max.bytes", "16777216"},
        // A client is not gone before its last request is answered or given up.
        {"socket.timeout.ms", "6000"},
        {"check.crcs", "true"},
    };
}

/// What correctness rests on, whatever the person's properties say.
KafkaProperties readerFixed()
{
    return {
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"enable.partition.eof", "true"},
        {"auto.offset.reset", "error"},
    };
}

/// One consumer and its share of the topic's partitions.
class KafkaSource final : public RecordSource {
public:
    KafkaSource(std::shared_ptr<KafkaTopic> topic, int index)
        : m_topic(std::move(topic))
        , m_index(index)
        , m_onHole(goOnBySettings(m_topic->config()))
    {
        if (m_onHole)
            m_topic->acceptFewer();
    }

    ~KafkaSource() override
    {
        m_topic->setBehind(m_index, INT64_MAX);
        m_partitions.clear();
        m_client.reset();
    }

    std::span<const Record> poll(std::chrono::milliseconds wait) override
    {
        m_records.clear();
        const bool ready = adopt() && present();
        keepHouse();
        if (ready)
            gatherWithin(wait);
        else if (m_shown || m_topic->partitions() == 0)
            m_topic->wakeup(m_index).wait(wait);
        m_shown = m_shown || m_topic->partitions() > 0;
        showStates();
        // A worker that has read all it is to read polls no more; its last word must hold nobody.
        if (!m_states.empty() && std::ranges::all_of(m_states, &PartitionState::finished)) {
            m_topic->adopt(m_index);
            m_topic->setBehind(m_index, INT64_MAX);
        }
        return m_records.records();
    }

    void eventTime(std::int32_t partition, std::int64_t timeMs) override
    {
        if (KafkaPartition* found = find(partition))
            found->eventMs = std::max(found->eventMs, timeMs);
    }

    [[nodiscard]] std::span<const PartitionState> partitions() const override { return m_states; }

    void goOn(GoOn choice) override
    {
        m_topic->acceptFewer();
        m_choice = choice;
        wake();
    }

    void wake() override { m_topic->wakeup(m_index).wake(); }

    void commit() override
    {
        if (!m_client || m_topic->stopAtEnd() || m_topic->away())
            return;
        const KafkaPartitions list = positions();
        rd_kafka_commit(m_client->handle(), list.get(), 1);
    }

private:
    KafkaPartition* find(std::int32_t partition)
    {
        const auto found =
            std::find_if(m_partitions.begin(), m_partitions.end(), [&](const KafkaPartition& one) {
                return one.state().partition == partition;
            });
        return found == m_partitions.end() ? nullptr : &*found;
    }

    /// Takes what has newly fallen to this source; false while records may not be handed out.
    bool adopt()
    {
        if (m_topic->partitions() == 0)
            return false;
        // The worker has seen the partitions of the poll before this one.
        if (m_shown)
            m_topic->adopt(m_index);
        const std::vector<PartitionShare> shares = m_topic->take(m_index);
        if (!shares.empty() && open(shares.size()))
            add(shares);
        return m_topic->allAdopted() && m_shown;
    }

    /// False while the topic is away. When it is back it may be another one.
    bool present()
    {
        if (m_topic->away())
            return false;
        const int returns = m_topic->returns();
        if (returns != m_returns && !m_partitions.empty() && !reopen())
            return false;
        m_returns = returns;
        return true;
    }

    /// Goes on with a new client: in the old one the partitions of a topic that was gone may be
    /// others now, whose queues are not ours.
    bool reopen()
    {
        attachAll(nullptr);
        m_client.reset();
        if (!open(m_partitions.size()))
            return false;
        for (KafkaPartition& partition : m_partitions)
            partition.compareLast();
        attachAll(m_client->handle());
        assign();
        return true;
    }

    void attachAll(rd_kafka_t* client)
    {
        for (KafkaPartition& partition : m_partitions)
            partition.attach(client, m_topic->config().topic, m_topic->wakeup(m_index).fd());
    }

    bool open(std::size_t count)
    {
        if (m_client)
            return true;
        const int share = static_cast<int>(count) * m_topic->sources();
        Result<std::unique_ptr<KafkaClient>> client =
            KafkaClient::open(m_topic->config(), KafkaClient::Role::Consumer,
                              readerDefaults(m_topic->config(), share), readerFixed());
        if (!client) {
            m_topic->report(m_index, client.error(), true);
            return false;
        }
        m_client = std::move(*client);
        return true;
    }

    void add(const std::vector<PartitionShare>& shares)
    {
        if (m_partitions.empty())
            m_returns = m_topic->returns();
        for (const PartitionShare& share : shares)
            m_partitions.emplace_back(share).attach(m_client->handle(), m_topic->config().topic,
                                                    m_topic->wakeup(m_index).fd());
        assign();
    }

    [[nodiscard]] KafkaPartitions positions() const
    {
        KafkaPartitions list(
            rd_kafka_topic_partition_list_new(static_cast<int>(m_partitions.size())));
        for (const KafkaPartition& partition : m_partitions)
            if (!partition.halted() && partition.state().partition < m_topic->present())
                rd_kafka_topic_partition_list_add(list.get(), m_topic->config().topic.c_str(),
                                                  partition.state().partition)
                    ->offset = partition.fetchOffset();
        return list;
    }

    /// Assigns all partitions anew where they stand; what waited in their queues is fetched again.
    void assign()
    {
        const KafkaPartitions list = positions();
        m_sinceMs = m_topic->steadyMs();
        const rd_kafka_resp_err_t code = rd_kafka_assign(m_client->handle(), list.get());
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
            m_topic->report(m_index, topicError(code, m_topic->config().topic));
    }

    void keepHouse()
    {
        const std::int64_t now = m_topic->steadyMs();
        if (!m_client || now < m_nextHousekeepingMs)
            return;
        m_nextHousekeepingMs = now + kHousekeepingMs;
        m_client->poll(0);
        // Nothing of ours comes by the common queue, but it must not fill.
        while (KafkaMessage(rd_kafka_consumer_poll(m_client->handle(), 0))) { }
        for (KafkaPartition& partition : m_partitions)
            partition.refreshEnd(m_client->handle(), m_topic->config().topic);
        if (const std::optional<GoOn> choice = m_choice.exchange(std::nullopt))
            take(*choice);
        if (!m_holes.empty())
            mendHoles();
    }

    /// What has stopped goes on as a person chose.
    void take(GoOn choice)
    {
        m_chosen = choice;
        for (KafkaPartition& partition : m_partitions)
            if (partition.halted())
                m_holes.push_back(&partition);
    }

    /// Reads the partitions, furthest behind first. False: nothing is there now.
    bool gather()
    {
        const std::int64_t now = m_topic->steadyMs();
        m_topic->setBehind(m_index, behind(now));
        const std::int64_t least = m_topic->furthestBehind();
        const std::int64_t limit = least > INT64_MAX - kLeadMs ? INT64_MAX
            : least == INT64_MIN                               ? INT64_MIN
                                                               : least + kLeadMs;
        std::sort(m_order.begin(), m_order.end(),
                  [](const auto* a, const auto* b) { return a->eventMs < b->eventMs; });
        m_heldBack.reset();
        for (KafkaPartition* partition : m_order) {
            if (partition->eventMs > limit)
                m_heldBack = partition->eventMs - kLeadMs;
            if (m_heldBack || m_records.full())
                break;
            if (drain(*partition, now))
                break;
        }
        return !m_records.empty();
    }

    /// Reads one partition; true when there may be more at once.
    bool drain(KafkaPartition& partition, std::int64_t now)
    {
        const bool more = partition.consume(m_records, now);
        look(partition);
        return more;
    }

    void gatherWithin(std::chrono::milliseconds wait)
    {
        if (gather())
            return;
        if (!m_heldBack || m_topic->awaitOthers(m_index, *m_heldBack))
            m_topic->wakeup(m_index).wait(wait);
        gather();
    }

    /// Least event time of those that hold others back; also orders who is read at all.
    std::int64_t behind(std::int64_t now)
    {
        std::int64_t least = INT64_MAX;
        m_order.clear();
        for (KafkaPartition& partition : m_partitions) {
            if (!partition.readable())
                continue;
            m_order.push_back(&partition);
            const bool stalled = !m_topic->stopAtEnd()
                && now - std::max(partition.lastRecordMs(), m_sinceMs) > kStalledMs;
            if (partition.holds() && !stalled)
                least = std::min(least, partition.eventMs);
        }
        return least;
    }

    /// Acts on what a partition met besides records.
    void look(KafkaPartition& partition)
    {
        const bool hole = partition.news() == KafkaPartition::News::Hole;
        if (hole && std::find(m_holes.begin(), m_holes.end(), &partition) == m_holes.end())
            m_holes.push_back(&partition);
        else if (partition.news() == KafkaPartition::News::Trouble)
            tell(topicError(partition.trouble(), m_topic->config().topic));
        else if (m_told && !m_records.empty())
            tell({});
    }

    void tell(std::optional<Error> error)
    {
        m_told = error.has_value();
        if (std::ranges::none_of(m_partitions, &KafkaPartition::halted)) // else that is told
            m_topic->report(m_index, std::move(error));
    }

    void mendHoles()
    {
        std::vector<KafkaPartition*> left;
        for (KafkaPartition* partition : m_holes)
            if (!mend(*partition))
                left.push_back(partition);
        const bool moved = left.size() < m_holes.size();
        m_holes = std::move(left);
        if (!moved)
            return;
        if (m_holes.empty() && std::exchange(m_chosen, std::nullopt))
            tell({});
        assign();
    }

    /// False: the cluster could not be asked, to be tried again.
    bool mend(KafkaPartition& partition)
    {
        const auto mended =
            mendHole(*m_client, m_topic->config(), partition, m_chosen ? m_chosen : m_onHole);
        if (mended && *mended)
            m_topic->report(m_index, **mended, true);
        return mended.has_value();
    }

    void showStates()
    {
        m_states.clear();
        for (const KafkaPartition& partition : m_partitions)
            m_states.push_back(partition.state());
    }

    const std::shared_ptr<KafkaTopic> m_topic;
    const int m_index;
    const std::optional<GoOn> m_onHole; ///< whenever there is a hole
    std::optional<GoOn> m_chosen; ///< for those that had stopped when it was chosen
    std::atomic<std::optional<GoOn>> m_choice; ///< made, not yet taken
    std::unique_ptr<KafkaClient> m_client;
    std::deque<KafkaPartition> m_partitions;
    std::vector<KafkaPartition*> m_order;
    std::vector<KafkaPartition*> m_holes; ///< to be mended or halted
    int m_returns = 0; ///< of the topic, seen
    std::vector<PartitionState> m_states;
    RecordBuffer m_records;
    std::int64_t m_nextHousekeepingMs = 0;
    std::int64_t m_sinceMs = m_topic->steadyMs();
    bool m_shown = false;
    std::optional<std::int64_t> m_heldBack; ///< the event time that others have to reach first
    bool m_told = false;
};

/// `partitions` is 0 while nobody knows them.
int consumersFor(const KafkaConfig& config, int partitions)
{
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int wanted = config.consumers > 0 ? config.consumers : std::min(cores, kMostConsumers);
    return partitions > 0 ? std::min(wanted, partitions) : wanted;
}

} // namespace

Result<RecordSources> openKafka(const KafkaConfig& config, const KafkaSourceOptions& options,
                                StatusBoard& board, const Clock& clock)
{
    if (Result<void> name = checkTopicName(config.topic); !name)
        return Unexpected(name.error());
    Result<std::unique_ptr<KafkaClient>> client = KafkaClient::open(
        config, KafkaClient::Role::Consumer, readerDefaults(config, 1), readerFixed());
    if (!client)
        return Unexpected(client.error());
    auto topic = std::make_shared<KafkaTopic>(config, options, std::move(*client), board, clock);
    if (options.stopAtEnd)
        if (Result<void> found = topic->discover(); !found)
            return Unexpected(found.error());
    const int count = consumersFor(config, topic->partitions());
    topic->start(count);
    RecordSources sources;
    for (int i = 0; i < count; ++i)
        sources.push_back(std::make_unique<KafkaSource>(topic, i));
    return sources;
}

} // namespace shoppulse
