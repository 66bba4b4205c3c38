// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafkaclient.h"
#include "core/source/kafkasource.h"

#include <map>

namespace shoppulse::testing {

/// What a test needs of the real broker that tests/testbed/run started.
class KafkaFixture {
public:
    /// Value of an environment variable of the testbed; ends the test program when it is missing.
    static std::string environment(const char* name);
    static KafkaConfig plain(const std::string& topic);
    static KafkaConfig secure(const std::string& topic);
    static std::string freshTopic(const std::string& prefix);

    static void createTopic(const std::string& topic, int partitions,
                            const std::map<std::string, std::string>& settings = {});
    /// Returns when no broker names it any more.
    static void deleteTopic(const std::string& topic);
    static void growTopic(const std::string& topic, int partitions);
    static void setTopic(const std::string& topic, const std::string& setting,
                         const std::string& value);
    /// The testbed's user (secure()) may do all but this to topics that begin with `prefix`; when
    /// it is to create them, to the cluster neither.
    static void forbid(rd_kafka_AclOperation_t operation, const std::string& prefix);
    static void deleteRecords(const std::string& topic, std::int32_t partition,
                              std::int64_t before);

    struct Row {
        std::int32_t partition;
        std::int64_t timestampMs;
        std::string value;
    };
    static void produce(const std::string& topic, const std::vector<Row>& rows);
    /// Writes the rows of partition 0 in one transaction, aborted when `abort`.
    static void produceInTransaction(const std::string& topic, const std::vector<Row>& rows,
                                     bool abort);

    static void stopBroker();
    static void startBroker();
};

/// All that a set of sources hands out, read by polling them in turn.
class Reading {
public:
    explicit Reading(RecordSources sources)
        : m_sources(std::move(sources))
    {
    }

    /// Polls every source once; counts and checks the order of each partition.
    void step();
    /// Until `count` records have come in all or `ms` have passed.
    bool until(std::size_t count, int ms = 20'000);
    /// Until every partition is finished.
    bool untilFinished(int ms = 30'000);

    std::map<std::int32_t, std::vector<std::string>> values;
    std::map<std::int32_t, std::vector<std::int64_t>> offsets;
    std::size_t count = 0;
    bool inOrder = true;
    [[nodiscard]] std::vector<PartitionState> states() const;
    RecordSources& sources() { return m_sources; }

private:
    RecordSources m_sources;
};

} // namespace shoppulse::testing
