// SPDX-License-Identifier: GPL-3.0-or-later
#include "believable.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace shoppulse {
namespace {

constexpr std::int64_t kSecond = 1'000;

/// A wave with noise, from the second's number alone, so that a trend moves on and not anew.
double wave(std::int64_t second)
{
    std::mt19937 random(static_cast<unsigned>(second));
    const double noise = std::uniform_real_distribution<double>(-0.035, 0.035)(random);
    const double s = static_cast<double>(second);
    return 0.72 + 0.16 * std::sin(s / 47) + 0.09 * std::sin(s / 17 + 1) + noise;
}

TrendPoint pointAt(std::int64_t second)
{
    const double total = 64'000 * wave(second);
    const auto part = [total](double share) { return static_cast<std::uint32_t>(total * share); };
    return {{part(0.79), part(0.035), part(0.1 + 0.02 * wave(second + 40)), part(0.07)}};
}

CategoryCounts counted(std::vector<std::uint64_t> counts, WindowSpan window = {})
{
    const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return {window, std::move(counts), total};
}

Ranking ranking(const std::vector<std::pair<const char*, std::uint64_t>>& items,
                std::uint64_t other, WindowSpan window)
{
    constexpr std::array kChanges{1, 0, -1, 0, 2, 0, 0, -1, 0, 0};
    Ranking result{window, {}, other, other, {}};
    for (std::size_t i = 0; i < items.size(); ++i) {
        result.top.push_back({items[i].first, items[i].second, kChanges[i], i == 9});
        result.total += items[i].second;
    }
    return result;
}

Kpi kpi(double value, double change, std::int64_t second, bool gap)
{
    Kpi result{value, change, {}};
    for (int i = 0; i < 60; ++i) {
        const bool missing = gap && i > 20 && i < 26;
        result.spark.push_back(missing ? std::nullopt
                                       : std::optional(value * wave(second * 3 + i)));
    }
    return result;
}

void addTimes(Snapshot& snapshot, const Believable& plan)
{
    const std::int64_t end = plan.wallMs / kSecond;
    const auto seconds = static_cast<std::int64_t>(plan.seconds);
    snapshot.trendStartMs = (end - seconds) * kSecond;
    for (std::int64_t s = end - seconds; s < end; ++s)
        snapshot.trend.push_back(pointAt(s));
    snapshot.trendFinal = plan.seconds - std::min(plan.seconds, plan.partialSeconds);
    const auto line = static_cast<std::int64_t>(plan.timelineSeconds);
    snapshot.timelineStartMs = (end - line) * kSecond;
    for (std::int64_t s = end - line; s < end; ++s)
        snapshot.timeline.push_back(static_cast<std::uint32_t>(64'000 * wave(s)));
}

void addCounts(Snapshot& snapshot, const Believable& plan)
{
    const std::uint64_t grown = plan.sequence * 37;
    snapshot.orderGender = counted({785'000 + grown, 408'300, 91'200});
    snapshot.orderAge =
        counted({21'000, 248'000 + grown, 331'000, 276'000, 182'000, 121'000, 64'000, 41'000});
    snapshot.behavior = counted({16'950'000 + grown, 751'000, 2'150'000, 1'500'000});
    const std::int64_t end = snapshot.newestEventMs;
    const WindowSpan minute{end - 60 * kSecond, end, false, 0.98};
    std::vector<std::uint64_t> provinces;
    for (std::size_t i = 0; i < kProvinces; ++i)
        provinces.push_back(3'000 + (i * 7'919 + 4'001) % 8'807 + plan.sequence * (i % 3));
    provinces.back() = 1'204;
    snapshot.province = counted(provinces, minute);
    snapshot.provinceBuy = snapshot.province;
    snapshot.brand = ranking({{"1360", 2'373 + plan.sequence},
                              {"5993", 1'841},
                              {"3943", 1'827},
                              {"5683", 1'344},
                              {"2334", 1'232},
                              {"5800", 952},
                              {"4953", 840},
                              {"2276", 805},
                              {"82", 728},
                              {"unknown", 640}},
                             6'860, minute);
    snapshot.category = ranking({{"656", 20'196 + plan.sequence},
                                 {"1349", 20'190},
                                 {"737", 19'431},
                                 {"420", 15'249},
                                 {"1208", 15'045},
                                 {"756", 14'331},
                                 {"1467", 13'056},
                                 {"1142", 12'699},
                                 {"602", 12'291},
                                 {"1023", 10'404}},
                                131'000, minute);
    snapshot.brandVisit = snapshot.category;
}

void addKpis(Snapshot& snapshot, const Believable& plan)
{
    const std::int64_t second = plan.wallMs / kSecond;
    const double grown = static_cast<double>(plan.sequence * 37);
    snapshot.kpis = {kpi(1'284'500 + grown, 0.042, second, false),
                     kpi(21'460'000 + grown, 0.018, second + 1'000, false),
                     kpi(48'212, -0.006, second + 2'000, true),
                     kpi(0.0598, 0.003, second + 3'000, false),
                     kpi(0.0141, 0.001, second + 4'000, false),
                     kpi(52'318, 0.125, second + 5'000, false)};
    snapshot.uniqueError = 0.008125;
}

ComponentStatus healthy(const char* target, std::uint64_t pending = 0)
{
    ComponentStatus status;
    status.health = Health::Ok;
    status.target = target;
    status.pending = pending;
    return status;
}

} // namespace

Snapshot emptySnapshot(StreamState state)
{
    static const auto profile =
        std::make_shared<const Profile>(loadProfile("taobao", std::string()).value());
    Snapshot snapshot;
    snapshot.sequence = 1;
    snapshot.wallMs = Believable{}.wallMs;
    snapshot.state = state;
    snapshot.info = {"demo", "127.0.0.1:9092", false, Format::TaobaoCsv, profile};
    for (std::int32_t i = 0; i < 4; ++i)
        snapshot.partitions.push_back({i, 0, 0, 0, true});
    const auto component = [&](Component one) -> ComponentStatus& {
        return snapshot.components[static_cast<std::size_t>(one)];
    };
    component(Component::KafkaIn) = healthy("127.0.0.1:9092");
    component(Component::KafkaOut) = healthy("127.0.0.1:9092");
    component(Component::Redis) = healthy("redis://127.0.0.1:6379/0");
    component(Component::State) = healthy("state");
    component(Component::Web) = healthy("127.0.0.1:8080", 12);
    return snapshot;
}

Snapshot Believable::make() const
{
    Snapshot snapshot = emptySnapshot(StreamState::Live);
    snapshot.sequence = sequence;
    snapshot.wallMs = wallMs;
    snapshot.newestEventMs = wallMs / kSecond * kSecond;
    snapshot.watermarkMs = snapshot.newestEventMs - kSecond;
    snapshot.counters.rows = 21'460'000 + sequence * 37;
    snapshot.counters.messages = snapshot.counters.rows;
    snapshot.counters.undecodable[static_cast<std::size_t>(Undecodable::FieldCount)] = 1'720;
    snapshot.counters.lateCorrected = 3;
    snapshot.counters.lagMs = 400;
    for (PartitionLag& partition : snapshot.partitions) {
        partition.nextOffset = 5'365'000 + partition.partition * 117;
        partition.lagMessages = partition.partition * 21;
        partition.newestEventMs = snapshot.newestEventMs;
    }
    addTimes(snapshot, *this);
    addCounts(snapshot, *this);
    addKpis(snapshot, *this);
    return snapshot;
}

} // namespace shoppulse
