// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/accumulator.h"
#include "core/decode/decoder.h"
#include "core/pipeline/countrun.h"
#include "tests/unit/aggregate/recount.h"
#include "tests/unit/pipeline/memorytopic.h"

#include <QTest>
#include <array>

using namespace shoppulse;
using namespace shoppulse::testing;

namespace {

constexpr std::int64_t kStartMs = 1'541'864'000'000; // 2018-11-10, some minutes before midnight
constexpr std::int64_t kShanghaiMs = 8 * 3'600'000;

std::shared_ptr<const Profile> taobao()
{
    static const auto profile = std::make_shared<const Profile>(*loadProfile("taobao", {}));
    return profile;
}

const WindowSettings kSmall{1'000, 20'000, 5'000, 12'000, 3};
const WindowSettings kLong{1'000, 400'000, 5'000, 12'000, 3}; ///< keeps more than a clock's skew

/// How a topic's messages are to be read.
struct Input {
    Format format = Format::TaobaoCsv;
    std::shared_ptr<const Profile> profile = taobao();
};

/// Objects whose field has the event's time.
Input timedObjects()
{
    Profile profile = *taobao();
    profile.json.eventTime = "ts";
    return {Format::Json, std::make_shared<const Profile>(profile)};
}

/// A row of chance; few different values, so that ranks tie and users come again.
std::string randomRow(std::mt19937& random)
{
    static const char* const kProvinces[] = {"上海市", "内蒙古", "四川", "浙江", "nowhere", ""};
    const auto pick = [&](unsigned n) { return std::to_string(random() % n); };
    const std::string brand = random() % 8 == 0 ? "" : pick(6);
    return pick(60) + ",1," + pick(5) + ",2," + brand + ",11,11," + pick(4) + "," + pick(10) + ","
        + pick(4) + "," + kProvinces[random() % 6];
}

/// Where a partition's rows begin: one of them lies an hour behind, one begins late.
std::int64_t startOf(std::size_t partition)
{
    constexpr std::array<std::int64_t, 4> kAheadMs{0, -3'600'000, 0, 100'000};
    return kStartMs + kAheadMs[partition % kAheadMs.size()];
}

/// Rows with disorder within a partition and times that come again, now and then a jump ahead, a
/// gap, a row that is too late, or one that cannot be decoded; packed: several rows in a message.
/// The third of several partitions is empty.
MemoryTopic randomTopic(std::mt19937& random, std::size_t partitions, std::size_t rows, bool packed)
{
    MemoryTopic topic(partitions);
    for (std::size_t p = 0; p < partitions; ++p) {
        auto& partition = topic[p];
        std::int64_t nowMs = startOf(p) + static_cast<std::int64_t>(random() % 3'000);
        if (p == 2)
            continue;
        for (std::size_t i = 0; i < rows; ++i) {
            nowMs += static_cast<std::int64_t>(random() % 300);
            if (random() % 100 == 0)
                nowMs += static_cast<std::int64_t>(random() % 40'000); // beyond the kept time
            std::int64_t timeMs = nowMs - static_cast<std::int64_t>(random() % 1'500);
            if (random() % 20 == 0)
                timeMs -= static_cast<std::int64_t>(random() % 30'000); // corrections, and too late
            std::string value = randomRow(random);
            for (std::size_t more = packed ? random() % 5 : 0; more > 0; --more)
                value += "\n" + randomRow(random);
            if (random() % 50 == 0)
                value = "not,a,row";
            partition.push_back({timeMs, value});
        }
    }
    return topic;
}

std::string randomObject(std::mt19937& random, std::int64_t timeMs)
{
    const auto field = [&](const char* name, unsigned n) {
        return std::string("\"").append(name).append("\":") + std::to_string(random() % n) + ",";
    };
    std::string text = "{" + field("user_id", 60) + field("cat_id", 5) + field("brand_id", 6)
        + field("age_range", 10) + field("gender", 4);
    if (random() % 50 != 0) // else it cannot be decoded
        text += field("action", 4);
    return text + "\"ts\":" + std::to_string(timeMs) + "}";
}

/// Objects with clocks of their own: most a little off their record's, some far ahead of it.
MemoryTopic skewedTopic(std::mt19937& random, std::size_t partitions, std::size_t rows)
{
    constexpr std::array<std::int64_t, 7> kAheadMs{300'000, 300'001, 350'000,  400'000,
                                                   400'001, 900'000, 9'000'000};
    MemoryTopic topic(partitions);
    for (std::size_t p = 0; p < partitions; ++p) {
        std::int64_t nowMs = startOf(p);
        for (std::size_t i = 0; i < rows && p != 2; ++i) {
            nowMs += static_cast<std::int64_t>(random() % 4) * 100; // the same again, or later
            std::int64_t timeMs = nowMs - static_cast<std::int64_t>(random() % 1'500);
            if (random() % 15 == 0)
                timeMs -= static_cast<std::int64_t>(random() % 600'000);
            else if (random() % 15 == 0)
                timeMs += kAheadMs[random() % kAheadMs.size()];
            topic[p].push_back({nowMs, randomObject(random, timeMs)});
        }
    }
    return topic;
}

struct Outcome {
    std::vector<std::string> lines;
    CountSummary summary;
};

Outcome count(RecordSources sources, const WindowSettings& settings, const Input& input = {})
{
    StatusBoard board;
    const SystemClock clock;
    StreamInfo info;
    info.topic = "test";
    info.format = input.format;
    info.profile = input.profile;
    Outcome out;
    CountRun run(info, settings, std::move(sources), board, clock);
    const std::stop_source never;
    const Result<CountSummary> summary =
        run.run([&](const ResultRecord& record) { out.lines.push_back(resultJson(record, false)); },
                never.get_token());
    if (summary)
        out.summary = *summary;
    return out;
}

std::vector<ReadEvent> decodeAll(const MemoryTopic& topic, const Input& input)
{
    std::vector<ReadEvent> events;
    const auto decoder = makeDecoder(input.format, *input.profile);
    for (std::size_t p = 0; p < topic.size(); ++p) {
        for (const MemoryRecord& record : topic[p]) {
            DecodedBatch decoded;
            decoder->decode(record.value, record.timestampMs, decoded);
            for (const Event& event : decoded.events)
                events.push_back({static_cast<std::int32_t>(p), record.timestampMs, event});
        }
    }
    return events;
}

MemoryTopic oneRowEach(const std::vector<std::int64_t>& times)
{
    MemoryTopic topic(1);
    for (const std::int64_t timeMs : times)
        topic[0].push_back({timeMs, "7,1,2,3,4,11,11,2,1,0,上海"});
    return topic;
}

QString firstDifference(const std::vector<std::string>& got, const std::vector<std::string>& want)
{
    for (std::size_t i = 0; i < std::max(got.size(), want.size()); ++i) {
        const std::string a = i < got.size() ? got[i] : "(nothing)";
        const std::string b = i < want.size() ? want[i] : "(nothing)";
        if (a != b)
            return QString("line %1\n got %2\nwant %3")
                .arg(i)
                .arg(QString::fromStdString(a), QString::fromStdString(b));
    }
    return {};
}

} // namespace

class TestCountRun : public QObject {
    Q_OBJECT

    /// Counts with any number of workers, polls of any size, partitions in any order.
    void compareAllWays(const MemoryTopic& topic, const Input& input,
                        const WindowSettings& settings, const Recount& want, std::mt19937& random)
    {
        for (const std::size_t workers : {1U, 2U, 4U}) {
            if (workers > topic.size())
                continue;
            for (const std::size_t most : {1U, 30U, 5'000U}) {
                const Outcome got =
                    count(memorySources(topic, workers, random(), most), settings, input);
                const QString difference = firstDifference(got.lines, want.lines);
                QVERIFY2(difference.isEmpty(), qPrintable(difference));
                QCOMPARE(got.summary.counters.lateDropped, want.lateDropped);
                QCOMPARE(got.summary.counters.skewed, want.skewed);
                QVERIFY(got.summary.complete);
            }
        }
    }

private slots:
    void equalsTheObviousCount_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("partitions");
        QTest::addColumn<bool>("packed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %d", seed) << seed << (seed % 4 + 1) << (seed % 3 == 0);
    }

    void equalsTheObviousCount()
    {
        QFETCH(int, seed);
        QFETCH(int, partitions);
        QFETCH(bool, packed);
        std::mt19937 random(static_cast<std::uint32_t>(seed));
        const MemoryTopic topic =
            randomTopic(random, static_cast<std::size_t>(partitions), 400, packed);
        const Recount want(decodeAll(topic, {}), kSmall, kShanghaiMs);
        QVERIFY(want.lines.size() > 500);
        QVERIFY(want.lateDropped > 0);
        compareAllWays(topic, {}, kSmall, want, random);
    }

    void equalsTheObviousCountWhenClocksAreWrong_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void equalsTheObviousCountWhenClocksAreWrong()
    {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<std::uint32_t>(seed));
        const MemoryTopic topic = skewedTopic(random, static_cast<std::size_t>(seed), 300);
        const Input input = timedObjects();
        const Recount want(decodeAll(topic, input), kLong, kShanghaiMs);
        QVERIFY(want.skewed > 0);
        QVERIFY(want.lateDropped > 0);
        compareAllWays(topic, input, kLong, want, random);
    }

    void summaryCountsMessagesRowsAndReasons()
    {
        MemoryTopic topic(2);
        topic[0] = {{kStartMs, "1,1,2,3,4,11,11,2,1,0,上海\n2,1,2,3,4,11,11,9,1,0,上海"},
                    {kStartMs, ""}};
        topic[1] = {
            {kStartMs,
             "user_id,item_id,cat_id,merchant_id,brand_id,month,day,action,age_range,gender,"
             "province"},
            {kStartMs, "3,1,2,3,4,11,11,0,1,0,上海"}};
        const Outcome got = count(memorySources(topic, 2, 1, 10), WindowSettings{});
        const InputCounters& counters = got.summary.counters;
        QCOMPARE(counters.messages, 4U);
        QCOMPARE(counters.rows, 2U);
        QCOMPARE(counters.headerLines, 1U);
        const auto reason = [&](Undecodable r) {
            return counters.undecodable[static_cast<std::size_t>(r)];
        };
        QCOMPARE(reason(Undecodable::ActionCode), 1U);
        QCOMPARE(reason(Undecodable::Empty), 1U);
        QCOMPARE(reason(Undecodable::FieldCount), 0U);
    }

    void windowsAreHalfOpenAndTheOrderIsEndSizeMetric()
    {
        // One purchase on the edge of two seconds: in the later one only.
        const Outcome got = count(memorySources(oneRowEach({kStartMs}), 1, 1, 1), kSmall);
        const std::string start = std::to_string(kStartMs);
        const std::string end = std::to_string(kStartMs + 1'000);
        const auto line = [&](const char* metric, const char* size, const std::string& from) {
            return std::string("{\"metric\":\"") + metric + "\",\"window_ms\":" + size
                + ",\"start\":" + from + ",\"end\":" + end;
        };
        const std::string rankingFrom = std::to_string(kStartMs - 4'000);
        const std::vector<std::string> first{
            line("behavior", "1000", start),
            line("gender", "1000", start),
            line("ordernumage", "1000", start),
            line("ordernumgender", "1000", start),
            line("brand", "5000", rankingFrom),
            line("brandvisit", "5000", rankingFrom),
            line("category", "5000", rankingFrom),
            line("province", "5000", rankingFrom),
            line("provincebuy", "5000", rankingFrom),
            line("uniquevisitors", "12000", std::to_string(kStartMs - 11'000))};
        for (std::size_t i = 0; i < first.size(); ++i)
            QVERIFY2(got.lines[i].starts_with(first[i]), got.lines[i].c_str());
        // 4 more ranking windows of 5 metrics, 11 more of visitors, 5 totals, the day's 3.
        QCOMPARE(got.lines.size(), std::size_t{10 + 4 * 5 + 11 + 5 + 3});
    }

    void daysBeginAtMidnightOfTheProfilesZone()
    {
        constexpr std::int64_t kMidnight = 1'541'865'600'000; // 2018-11-11 00:00 in Shanghai
        const Outcome got = count(
            memorySources(oneRowEach({kMidnight - 1, kMidnight, kMidnight + 1}), 1, 1, 9), kSmall);
        const auto day = [&](std::int64_t start, int n) {
            return QString(
                       "{\"metric\":\"visitnum\",\"window_ms\":86400000,\"start\":%1,\"end\":%2,"
                       "\"final\":true,\"counts\":{\"visits\":%3},\"total\":%3}")
                .arg(start)
                .arg(start + kDayMs)
                .arg(n)
                .toStdString();
        };
        QCOMPARE(got.lines[got.lines.size() - 4], day(kMidnight - kDayMs, 1));
        QCOMPARE(got.lines.back(), day(kMidnight, 2));
    }

    void anEmptyTopicGivesNothing()
    {
        const Outcome got = count(memorySources(MemoryTopic(3), 3, 1, 1), kSmall);
        QVERIFY(got.summary.complete);
        QVERIFY(got.lines.empty());
    }

    void genderCodesGiveGenderAndVisitsOnly()
    {
        MemoryTopic topic(1);
        for (const char* code : {"0", "1", "1", "2"})
            topic[0].push_back({kStartMs, code});
        const Outcome got = count(memorySources(topic, 1, 1, 9), kSmall, {Format::Auto});
        QCOMPARE(got.summary.format, Format::GenderCode);
        QCOMPARE(got.lines.size(), std::size_t{3});
        QVERIFY(got.lines[0].find("\"counts\":{\"female\":1,\"male\":2,\"unknown\":1},\"total\":4")
                != std::string::npos);
        QVERIFY(got.lines[1].starts_with("{\"metric\":\"visitnum\",\"window_ms\":0"));
        QVERIFY(got.lines[2].starts_with("{\"metric\":\"visitnum\",\"window_ms\":86400000"));
    }

    void windowsComeWhileReadingAndMemoryHoldsTheKeptTimeOnly()
    {
        // An hour of one row a second: all but the last kept seconds are out before the end.
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 3'600; ++i)
            times.push_back(kStartMs + i * 1'000);
        Merger merger({Merger::Mode::Bounded, kSmall, "Asia/Shanghai", 1});
        Accumulator accumulator(0, kSmall.keptMs);
        Event event;
        std::size_t yielded = 0;
        std::size_t mostSlices = 0;
        for (const std::int64_t timeMs : times) {
            event.timeMs = timeMs;
            accumulator.add(0, timeMs, {&event, 1});
            PartitionState state;
            state.endOffset = 3'600;
            merger.merge(accumulator.take({&state, 1}), 0);
            merger.takeClosed([&](const ResultRecord& r) { yielded += r.windowMs == 1'000; });
            mostSlices = std::max(mostSlices, merger.store().slices().size());
        }
        QCOMPARE(yielded, std::size_t{2 * (3'600 - 21)});
        QCOMPARE(mostSlices, std::size_t{33}); // kept 20 s + widest window 12 s + this second
    }

    void aSourceThatCannotGoOnEndsTheCountWithItsError()
    {
        StatusBoard board;
        const SystemClock clock;
        const Error error{ErrorCode::TopicUnknown, "nope", {}};
        board.update(Component::KafkaIn, 0, [&](ComponentStatus& status) {
            status.health = Health::Stopped;
            status.error = error;
        });
        StreamInfo info;
        info.profile = taobao();
        class Silent final : public RecordSource {
            std::span<const Record> poll(std::chrono::milliseconds) override { return {}; }
            void eventTime(std::int32_t, std::int64_t) override { }
            std::span<const PartitionState> partitions() const override { return {}; }
        };
        RecordSources sources;
        sources.push_back(std::make_unique<Silent>());
        CountRun run(info, kSmall, std::move(sources), board, clock);
        const std::stop_source never;
        const auto result = run.run([](const ResultRecord&) {}, never.get_token());
        QVERIFY(!result);
        QCOMPARE(result.error(), error);
    }
};

QTEST_APPLESS_MAIN(TestCountRun)
#include "tst_countrun.moc"
