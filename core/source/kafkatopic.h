// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/statusboard.h"
#include "core/source/kafkaclient.h"
#include "core/source/kafkasource.h"
#include "core/source/wakeup.h"

#include <condition_variable>
#include <cstdint>
#include <thread>

namespace shoppulse {

/// What one source is to read of one partition. Offsets are counted in messages.
struct PartitionShare {
    std::int32_t partition = 0;
    std::int64_t start = 0;
    std::int64_t stop = -1; ///< first offset not to be read; -1: without end
    std::int64_t gap = 0; ///< messages that vanished before anyone could read them
    std::int64_t earlier = 0; ///< as in PartitionState
    std::optional<Fingerprint> last = {}; ///< of the record before `start`, read by an earlier run
    bool restored = false; ///< the start is where an earlier run stood
};

/// What the sources of one topic have in common: which partitions there are, who reads which, how
/// far the slowest is, and how it all goes on the status board. Its own thread asks the cluster
/// every second, so that a broker or a topic may come, go and come back. Thread safe; shared by the
/// sources, outlived by the board and the clock.
class KafkaTopic {
public:
    KafkaTopic(KafkaConfig config, KafkaSourceOptions options, std::unique_ptr<KafkaClient> client,
               StatusBoard& board, const Clock& clock);
    ~KafkaTopic();

    /// Asks the cluster once, for at most 5 s. In a bounded read the partitions found first stay
    /// the only ones.
    [[nodiscard]] Result<void> discover();
    /// Deals the partitions out to this many sources and goes on asking in a thread of its own.
    void start(int sources);

    [[nodiscard]] const KafkaConfig& config() const { return m_config; }
    [[nodiscard]] bool stopAtEnd() const { return m_options.stopAtEnd; }
    [[nodiscard]] int partitions() const { return m_known; }
    [[nodiscard]] int sources() const { return m_sources; }
    [[nodiscard]] std::int64_t steadyMs() const { return m_clock.steadyMs(); }

    /// The partitions that have newly fallen to this source.
    [[nodiscard]] std::vector<PartitionShare> take(int source);
    /// A source has shown its partitions to its worker. No source hands out records before all
    /// have: a partition nobody has heard of could not hold the watermark.
    void adopt(int source);
    [[nodiscard]] bool allAdopted() const { return m_adopted >= m_sources; }

    /// How many partitions the cluster names now; fewer than were known when the topic was made
    /// anew with fewer.
    [[nodiscard]] int present() const { return m_present; }
    /// From now on fewer partitions are taken as they are.
    void acceptFewer() { m_fewerAccepted = true; }
    /// True while the topic or its brokers are gone: what comes next may be of another topic.
    [[nodiscard]] bool away() const { return m_away; }
    /// How often it has come back.
    [[nodiscard]] int returns() const { return m_returns; }

    /// How a source is: nothing, an error that passes, or one that waits for a person's choice.
    void report(int source, std::optional<Error> error, bool stopped = false);

    /// What a source waits on; woken when its partitions, or all sources, are ready.
    [[nodiscard]] Wakeup& wakeup(int source) const { return slot(source).wakeup; }

    /// Least event time of the partitions that hold the others back, over all sources.
    void setBehind(int source, std::int64_t timeMs);
    [[nodiscard]] std::int64_t furthestBehind() const;
    /// The source is to be woken when nobody is behind `timeMs`. False: so it is already.
    [[nodiscard]] bool awaitOthers(int source, std::int64_t timeMs);

private:
    static constexpr std::int64_t kNothingAwaited = INT64_MAX;

    struct Slot {
        std::vector<PartitionShare> shares; ///< dealt, not yet taken
        std::optional<Error> error;
        bool stopped = false;
        bool adopted = false;
        std::atomic<std::int64_t> behindMs{INT64_MIN};
        std::atomic<std::int64_t> awaitedMs{kNothingAwaited};
        Wakeup wakeup;
    };

    [[nodiscard]] Slot& slot(int source) const { return m_slots[static_cast<std::size_t>(source)]; }
    void wakeAll();

    void watch();
    void deal(const std::vector<PartitionShare>& shares);
    [[nodiscard]] Result<std::vector<PartitionShare>> sharesOf(int first, int count);
    void applyPosition(PartitionShare& share) const;
    [[nodiscard]] std::optional<Error> lostPartitions(int found) const;
    [[nodiscard]] Result<std::vector<std::int64_t>>
    startsOf(const std::vector<std::int32_t>& partitions);
    [[nodiscard]] Result<std::vector<std::int64_t>>
    storedOr(const std::vector<std::int32_t>& partitions, std::vector<std::int64_t> starts);
    void show(std::optional<Error> clusterError);

    const KafkaConfig m_config;
    const KafkaSourceOptions m_options;
    const std::unique_ptr<KafkaClient> m_client;
    StatusBoard& m_board;
    const Clock& m_clock;

    std::atomic<int> m_known{0};
    std::atomic<int> m_present{0};
    std::atomic<bool> m_fewerAccepted{false};
    std::atomic<bool> m_away{false};
    std::atomic<int> m_returns{0};
    int m_sources = 0;
    bool m_firstDeal; ///< later partitions are read from their first record

    std::mutex m_mutex;
    std::vector<PartitionShare> m_waiting; ///< found before start()
    std::unique_ptr<Slot[]> m_slots;
    std::atomic<int> m_adopted{0};
    std::optional<Error> m_clusterError;
    bool m_reached = false;
    int m_leaderless = 0;

    std::atomic<bool> m_stop{false};
    std::condition_variable m_wake;
    std::thread m_thread;
};

} // namespace shoppulse
