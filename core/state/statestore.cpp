// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/state/statestore.h"

#include "core/base/crashpoint.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <optional>
#include <xxhash.h>

namespace shoppulse {
namespace {

/// Step N brings a file of version N to version N + 1; an empty file is of version 0. Files of all
/// earlier versions exist: a step is never changed, another one follows it.
constexpr std::array kSteps{R"sql(
CREATE TABLE place (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE rest (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
CREATE TABLE partitions (
    id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
CREATE TABLE seconds (
    id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
CREATE TABLE results (
    id TEXT PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL,
    sequence INTEGER NOT NULL) STRICT;
CREATE INDEX results_sequence ON results (sequence);
CREATE TABLE sinks (name TEXT PRIMARY KEY, cursor INTEGER NOT NULL) STRICT;
)sql"};

/// The log beside the file shrinks back to this after a great commit.
constexpr const char* kSettings = "PRAGMA journal_size_limit = 16777216;";
constexpr std::uint64_t kForgetEvery = 50; ///< commits
constexpr std::int32_t kMostPartition = 1'000'000; ///< what is made by number stays small

using Bytes = std::span<const std::uint8_t>;

/// A damaged page may still be a good page to SQLite.
std::int64_t sumOf(Bytes bytes)
{
    return static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

bool write(Statement& statement, Bytes bytes)
{
    const bool written = statement.bindBytes(bytes).bind(sumOf(bytes)).run();
    statement.reset();
    return written;
}

/// The value of a row whose first columns are bytes and sum; empty: it cannot be.
template <class Value> std::optional<Value> read(const Statement& row)
{
    const Bytes bytes = row.bytes(0);
    if (sumOf(bytes) != row.number(1))
        return std::nullopt;
    ByteReader in(bytes);
    Value value{};
    value.load(in);
    if (!in.finished())
        return std::nullopt;
    return value;
}

Unexpected broken(const std::string& path, std::string why)
{
    return fail(ErrorCode::StateBroken, path, std::move(why));
}

std::int64_t versionOf(const Database& database)
{
    Statement version = database.prepare("PRAGMA user_version");
    return version.step() ? version.number(0) : -1;
}

Result<void> bringUpToDate(const Database& database, const std::string& path)
{
    std::int64_t version = versionOf(database);
    if (version > static_cast<std::int64_t>(kSteps.size()))
        return broken(path, "written by a newer ShopPulse");
    for (; version >= 0 && version < static_cast<std::int64_t>(kSteps.size()); ++version) {
        const std::string step = std::string("BEGIN IMMEDIATE;")
                                     .append(kSteps[static_cast<std::size_t>(version)])
                                     .append("PRAGMA user_version = ")
                                     .append(std::to_string(version + 1))
                                     .append("; COMMIT;");
        if (!database.execute(step.c_str()))
            return broken(path, database.message());
    }
    if (version < 0)
        return broken(path, database.message());
    return {};
}

} // namespace

StateStore::StateStore(std::string path, Database database, std::size_t keptResults)
    : m_path(std::move(path))
    , m_database(std::move(database))
    , m_keptResults(keptResults)
{
}

Result<std::unique_ptr<StateStore>> StateStore::open(const std::string& path,
                                                     std::size_t keptResults)
{
    auto database = Database::open(path, kSettings);
    if (!database && database.error().code == ErrorCode::DatabaseBroken)
        return broken(path, database.error().detail);
    if (!database)
        return Unexpected(database.error());
    if (auto current = bringUpToDate(*database, path); !current)
        return Unexpected(current.error());
    return std::unique_ptr<StateStore>(new StateStore(path, std::move(*database), keptResults));
}

Result<void> StateStore::setAside(const std::string& path, std::int64_t wallMs)
{
    const std::string aside = path + ".aside-" + std::to_string(wallMs);
    // The log first: without its file it says nothing, a file without its log would say too little.
    for (const char* suffix : {"-wal", "-shm", ""})
        if (std::rename((path + suffix).c_str(), (aside + suffix).c_str()) != 0 && errno != ENOENT)
            return fail(ErrorCode::FileUnwritable, path + suffix, std::strerror(errno));
    return {};
}

Result<SavedState> StateStore::load() const
{
    SavedState state;
    Statement place = m_database.prepare("SELECT name, value FROM place");
    while (place.step())
        (place.text(0) == "input" ? state.input : state.profile) = place.text(1);
    Statement rest = m_database.prepare("SELECT bytes, sum FROM rest");
    if (rest.step()) {
        const Bytes bytes = rest.bytes(0);
        if (sumOf(bytes) != rest.number(1))
            return broken(m_path, "damaged");
        state.checkpoint.rest.assign(bytes.begin(), bytes.end());
    }
    Statement partitions = m_database.prepare("SELECT bytes, sum, id FROM partitions ORDER BY id");
    while (partitions.step()) {
        auto progress = read<PartitionProgress>(partitions);
        const std::int64_t number = partitions.number(2);
        if (!progress || number < 0 || number > kMostPartition)
            return broken(m_path, "damaged at a partition");
        progress->partition = static_cast<std::int32_t>(number);
        state.checkpoint.partitions.push_back(*progress);
    }
    Statement seconds = m_database.prepare("SELECT bytes, sum, id FROM seconds ORDER BY id");
    while (seconds.step()) {
        auto slice = read<Slice>(seconds);
        const std::int64_t startMs = seconds.number(2);
        if (!slice || std::abs(startMs / 2) > kFarthestMs || sliceStart(startMs) != startMs)
            return broken(m_path, "damaged at second " + std::to_string(startMs));
        state.checkpoint.seconds.push_back({startMs, std::make_shared<Slice>(std::move(*slice))});
    }
    Statement results =
        m_database.prepare("SELECT bytes, sum, sequence FROM results ORDER BY sequence");
    while (results.step()) {
        auto record = read<ResultRecord>(results);
        if (!record)
            return broken(m_path, "damaged at a result");
        state.sequence = static_cast<std::uint64_t>(results.number(2));
        state.results.push_back({std::move(*record), state.sequence});
    }
    Statement sinks = m_database.prepare("SELECT name, cursor FROM sinks");
    while (sinks.step()) {
        const auto cursor = static_cast<std::uint64_t>(sinks.number(1));
        state.cursors[sinks.text(0)] = cursor;
        state.sequence = std::max(state.sequence, cursor);
    }
    if (!place.ok() || !rest.ok() || !partitions.ok() || !seconds.ok() || !results.ok()
        || !sinks.ok())
        return broken(m_path, m_database.message());
    return state;
}

Result<void> StateStore::commit(const StateChange& change)
{
    crashPoint("begin");
    if (m_database.execute("BEGIN IMMEDIATE") && write(change)) {
        crashPoint("before-commit");
        if (m_database.execute("COMMIT")) {
            crashPoint("committed");
            ++m_commits;
            return {};
        }
    }
    auto failure = fail(ErrorCode::StateUnwritable, m_path, m_database.message());
    // SQLite has ended the transaction by itself after some failures; then this says so, no more.
    static_cast<void>(m_database.execute("ROLLBACK"));
    return failure;
}

bool StateStore::write(const StateChange& change)
{
    if (!change.checkpoint.rest.empty()) {
        if (!writeSeconds(change.checkpoint))
            return false;
        crashPoint("seconds-written");
        if (!writePlace(change))
            return false;
    }
    crashPoint("place-written");
    if (!writeResults(change))
        return false;
    crashPoint("results-written");
    if (!writeCursors(change.cursors))
        return false;
    return m_commits % kForgetEvery != 0 || forgetResults(change.cursors);
}

bool StateStore::writeSeconds(const Checkpoint& checkpoint) const
{
    Statement put =
        m_database.prepare("INSERT OR REPLACE INTO seconds (id, bytes, sum) VALUES (?, ?, ?)");
    for (const SliceHistory::Second& second : checkpoint.seconds) {
        ByteWriter out;
        second.slice->save(out);
        if (!shoppulse::write(put.bind(second.startMs), out.bytes()))
            return false;
    }
    Statement forget = m_database.prepare("DELETE FROM seconds WHERE id <= ?");
    return put.ok() && forget.bind(checkpoint.droppedMs - kSliceMs).run();
}

bool StateStore::writePlace(const StateChange& change) const
{
    Statement put =
        m_database.prepare("INSERT OR REPLACE INTO partitions (id, bytes, sum) VALUES (?, ?, ?)");
    for (const PartitionProgress& progress : change.checkpoint.partitions) {
        ByteWriter out;
        progress.save(out);
        if (!shoppulse::write(put.bind(std::int64_t{progress.partition}), out.bytes()))
            return false;
    }
    Statement rest =
        m_database.prepare("INSERT OR REPLACE INTO rest (id, bytes, sum) VALUES (1, ?, ?)");
    if (!put.ok() || !shoppulse::write(rest, change.checkpoint.rest))
        return false;
    Statement place =
        m_database.prepare("INSERT OR REPLACE INTO place (name, value) VALUES (?, ?)");
    for (const auto& [name, value] :
         {std::pair("input", change.input), std::pair("profile", change.profile)}) {
        if (!value.empty() && !place.bind(name).bind(value).run())
            return false;
        place.reset();
    }
    return place.ok();
}

bool StateStore::writeResults(const StateChange& change) const
{
    Statement put = m_database.prepare(
        "INSERT OR REPLACE INTO results (id, sequence, bytes, sum) VALUES (?, ?, ?, ?)");
    for (const ResultRecord& record : change.results) {
        ByteWriter out;
        record.save(out);
        put.bind(resultKey(record)).bind(static_cast<std::int64_t>(change.sequence));
        if (!shoppulse::write(put, out.bytes()))
            return false;
    }
    return put.ok();
}

bool StateStore::writeCursors(const SinkCursors& cursors) const
{
    if (!m_database.execute("DELETE FROM sinks"))
        return false;
    Statement put = m_database.prepare("INSERT INTO sinks (name, cursor) VALUES (?, ?)");
    for (const auto& [name, cursor] : cursors) {
        if (!put.bind(name).bind(static_cast<std::int64_t>(cursor)).run())
            return false;
        put.reset();
    }
    return put.ok();
}

bool StateStore::forgetResults(const SinkCursors& cursors) const
{
    std::uint64_t written = std::numeric_limits<std::int64_t>::max();
    for (const auto& [name, cursor] : cursors)
        written = std::min(written, cursor);
    Statement forget = m_database.prepare(
        "DELETE FROM results WHERE sequence <= ? AND sequence < (SELECT sequence "
        "FROM results ORDER BY sequence DESC LIMIT 1 OFFSET ?)");
    return forget.bind(static_cast<std::int64_t>(written))
        .bind(static_cast<std::int64_t>(m_keptResults))
        .run();
}

} // namespace shoppulse
