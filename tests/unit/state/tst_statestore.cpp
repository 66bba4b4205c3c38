// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/state/statestore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

using namespace shoppulse;

namespace {

constexpr std::int64_t kStart = 1'541'900'000'000;

std::shared_ptr<const Slice> sliceOf(std::uint64_t brand, int rows = 1)
{
    auto slice = std::make_shared<Slice>();
    for (int i = 0; i < rows; ++i)
        slice->add({kStart, 1, brand + static_cast<std::uint64_t>(i), 3, 4}, 5);
    slice->seal();
    return slice;
}

ResultRecord resultAt(std::int64_t startMs, std::uint64_t total)
{
    ResultRecord record;
    record.metric = Metric::Gender;
    record.windowMs = 1'000;
    record.startMs = startMs;
    record.endMs = startMs + 1'000;
    record.counts = {{"female", total}};
    record.total = record.version = total;
    return record;
}

StateChange changeOf(std::uint64_t sequence, std::int64_t nextOffset = 1)
{
    StateChange change;
    change.input = "cluster/shop";
    change.checkpoint.rest = {1, 2, 3};
    change.checkpoint.partitions = {{.partition = 3, .nextOffset = nextOffset, .clockMs = kStart}};
    change.sequence = sequence;
    return change;
}

int codeOf(const Result<SavedState>& result)
{
    return result ? -1 : static_cast<int>(result.error().code);
}

/// No file of this process grows past a size, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestStateStore : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] std::string path() const
    {
        return (m_folder->path() + QStringLiteral("/state.db")).toStdString();
    }
    [[nodiscard]] std::unique_ptr<StateStore> opened(std::size_t keptResults = 0) const
    {
        auto store = StateStore::open(path(), keptResults);
        return store ? std::move(*store) : nullptr;
    }
    static bool keep(StateStore& store, const StateChange& change)
    {
        return store.commit(change).has_value();
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFileHoldsNothing()
    {
        const auto state = opened()->load();
        QVERIFY(state);
        QVERIFY(state->input.empty());
        QVERIFY(state->checkpoint.rest.empty());
        QCOMPARE(state->sequence, 0U);
    }

    void aCommitIsThereWhenOpenedAgain()
    {
        StateChange change = changeOf(7, 42);
        change.checkpoint.seconds = {{kStart, sliceOf(9, 30)}, {kStart + 1'000, sliceOf(8)}};
        change.results = {resultAt(kStart, 5), resultAt(kStart + 1'000, 6)};
        change.cursors = {{"redis", 6}};
        QVERIFY(keep(*opened(), change));
        const auto state = opened()->load();
        QVERIFY(state);
        QCOMPARE(state->input, std::string("cluster/shop"));
        QCOMPARE(state->checkpoint.rest, change.checkpoint.rest);
        QVERIFY(state->checkpoint.partitions == change.checkpoint.partitions);
        QCOMPARE(state->checkpoint.seconds.size(), 2U);
        QCOMPARE(state->checkpoint.seconds[0].slice->brands().exact().size(), 30U);
        QCOMPARE(state->results.size(), 2U);
        QVERIFY(state->results[0].record == change.results[0]);
        QCOMPARE(state->results[0].sequence, 7U);
        QCOMPARE(state->sequence, 7U);
        QVERIFY(state->cursors == change.cursors);
    }

    void laterCommitsReplaceWhatChangedAndForgetWhatIsOld()
    {
        const auto store = opened();
        StateChange first = changeOf(1);
        for (int i = 0; i < 5; ++i)
            first.checkpoint.seconds.push_back({kStart + i * 1'000, sliceOf(1)});
        first.results = {resultAt(kStart, 1), resultAt(kStart + 1'000, 1)};
        QVERIFY(keep(*store, first));
        StateChange second = changeOf(2, 9);
        second.checkpoint.seconds = {{kStart + 4'000, sliceOf(1, 3)}};
        second.checkpoint.droppedMs = kStart + 2'000; // two seconds end here or before
        second.results = {resultAt(kStart + 1'000, 2)};
        QVERIFY(keep(*store, second));
        const auto state = store->load();
        QVERIFY(state);
        QCOMPARE(state->checkpoint.seconds.size(), 3U);
        QCOMPARE(state->checkpoint.seconds.front().startMs, kStart + 2'000);
        QCOMPARE(state->checkpoint.seconds.back().slice->brands().exact().size(), 3U);
        QCOMPARE(state->checkpoint.partitions.front().nextOffset, 9);
        QCOMPARE(state->results.size(), 2U); // the newest a key, in order of commits
        QCOMPARE(state->results.back().record.total, 2U);
    }

    void aChangeOfCursorsAloneLeavesTheRest()
    {
        const auto store = opened();
        StateChange first = changeOf(1);
        first.checkpoint.seconds = {{kStart, sliceOf(1)}};
        QVERIFY(keep(*store, first));
        StateChange cursors;
        cursors.cursors = {{"kafka", 1}};
        QVERIFY(keep(*store, cursors));
        const auto state = store->load();
        QCOMPARE(state->checkpoint.seconds.size(), 1U);
        QCOMPARE(state->checkpoint.rest, first.checkpoint.rest);
        QCOMPARE(state->input, std::string("cluster/shop"));
        QCOMPARE(state->cursors.at("kafka"), 1U);
    }

    void writtenResultsAreForgottenInTime()
    {
        const auto store = opened(3);
        for (std::uint64_t i = 1; i <= 200; ++i) {
            StateChange change = changeOf(i);
            change.results = {resultAt(kStart + static_cast<std::int64_t>(i) * 1'000, i)};
            change.cursors = {{"kafka", i - 1}, {"redis", i > 100 ? 90 : i - 1}};
            QVERIFY(keep(*store, change));
        }
        // All that redis has not got, and of the others not much more than the kept ones.
        const auto state = store->load();
        QVERIFY(state->results.size() >= 110);
        QVERIFY(state->results.size() <= 110 + 50 + 3);
        QVERIFY(std::any_of(state->results.begin(), state->results.end(),
                            [](const SavedResult& result) { return result.sequence == 91; }));
    }

    void aFullDiskRefusesAndLaterTakesTheSame()
    {
        const auto store = opened();
        QVERIFY(keep(*store, changeOf(1)));
        StateChange big = changeOf(2, 77);
        for (int i = 0; i < 50; ++i)
            big.checkpoint.seconds.push_back({kStart + i * 1'000, sliceOf(1, 5'000)});
        {
            const FullDisk full(64 * 1024);
            const auto refused = store->commit(big);
            QVERIFY(!refused);
            QCOMPARE(static_cast<int>(refused.error().code),
                     static_cast<int>(ErrorCode::StateUnwritable));
            QCOMPARE(refused.error().subject, path());
            QVERIFY(!refused.error().detail.empty());
            QVERIFY(!store->commit(big));
        }
        QCOMPARE(store->load()->checkpoint.partitions.front().nextOffset, 1);
        QVERIFY(keep(*store, big));
        QCOMPARE(store->load()->checkpoint.partitions.front().nextOffset, 77);
        QCOMPARE(store->load()->checkpoint.seconds.size(), 50U);
    }

    void theLogBesideTheFileStaysBounded()
    {
        const auto store = opened();
        for (std::uint64_t i = 1; i <= 300; ++i) {
            StateChange change = changeOf(i);
            change.checkpoint.seconds = {{kStart, sliceOf(i, 10'000)}};
            QVERIFY(keep(*store, change));
        }
        QVERIFY(QFile(QString::fromStdString(path() + "-wal")).size() < 17 * 1024 * 1024);
    }

    void whatIsNoStateIsRefused()
    {
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(10'000, 'x'));
        file.close();
        const auto store = StateStore::open(path(), 0);
        QVERIFY(!store);
        QCOMPARE(static_cast<int>(store.error().code), static_cast<int>(ErrorCode::StateBroken));
    }

    void aStateOfANewerVersionIsRefused()
    {
        {
            const auto store = opened();
            const auto database = Database::open(path(), "PRAGMA user_version = 999;");
            QVERIFY(database);
        }
        const auto store = StateStore::open(path(), 0);
        QVERIFY(!store);
        QCOMPARE(static_cast<int>(store.error().code), static_cast<int>(ErrorCode::StateBroken));
        QVERIFY(store.error().detail.find("newer") != std::string::npos);
    }

    void damageIsFound_data()
    {
        QTest::addColumn<QString>("table");
        for (const char* table : {"rest", "partitions", "seconds", "results"})
            QTest::newRow(table) << QString::fromLatin1(table);
    }
    void damageIsFound()
    {
        QFETCH(const QString, table);
        StateChange change = changeOf(1);
        change.checkpoint.seconds = {{kStart, sliceOf(9)}};
        change.results = {resultAt(kStart, 5)};
        QVERIFY(keep(*opened(), change));
        QCOMPARE(codeOf(opened()->load()), -1);
        {
            const auto database = Database::open(path(), "");
            const QString sql =
                QStringLiteral("UPDATE %1 SET bytes = CAST(bytes || x'00' AS BLOB)").arg(table);
            QVERIFY(database->execute(sql.toUtf8().constData()));
        }
        QCOMPARE(codeOf(opened()->load()), static_cast<int>(ErrorCode::StateBroken));
    }

    void damagedPagesAreFound()
    {
        {
            StateChange change = changeOf(1);
            for (int i = 0; i < 200; ++i)
                change.checkpoint.seconds.push_back({kStart + i * 1'000, sliceOf(1, 500)});
            QVERIFY(keep(*opened(), change));
        }
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 100'000);
        file.seek(file.size() / 2);
        file.write(QByteArray(20'000, '\7'));
        file.close();
        const auto store = StateStore::open(path(), 0);
        QVERIFY(!store || codeOf((*store)->load()) == static_cast<int>(ErrorCode::StateBroken));
    }

    void aFileSetAsideMakesRoomForANewOne()
    {
        QVERIFY(keep(*opened(), changeOf(1)));
        QVERIFY(StateStore::setAside(path(), 1'234));
        QVERIFY(opened()->load()->checkpoint.rest.empty());
        QVERIFY(QFile::exists(QString::fromStdString(path() + ".aside-1234")));
        QVERIFY(StateStore::setAside(path() + "-none", 1)); // nothing there is no fault
    }
};

QTEST_GUILESS_MAIN(TestStateStore)
#include "tst_statestore.moc"
