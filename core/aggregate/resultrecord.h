// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

enum class Metric : std::uint8_t {
    OrderNumAll,
    VisitNum,
    UniqueVisitors,
    OrderNumGender,
    OrderNumAge,
    Behavior,
    Gender,
    Brand,
    BrandVisit,
    Province,
    ProvinceBuy,
    Category,
    Count_,
};

/// Names of the result topics and of --metric; stable.
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Metric::Count_)> kMetricIds{
    "ordernumall", "visitnum", "uniquevisitors", "ordernumgender", "ordernumage", "behavior",
    "gender",      "brand",    "brandvisit",     "province",       "provincebuy", "category"};

[[nodiscard]] constexpr std::string_view metricId(Metric metric)
{
    return kMetricIds[static_cast<std::size_t>(metric)];
}

inline constexpr std::int64_t kRunningTotal = 0; ///< window_ms of "since start"
inline constexpr std::int64_t kDayMs = 86'400'000;

/// One category's count inside a result.
struct Count {
    std::string id;
    std::uint64_t count = 0;

    friend bool operator==(const Count&, const Count&) = default;
};

/// One metric in one window: what a line of `count`, a Kafka result and a Redis hash say.
/// An absolute value: of two records with the same key the one with the higher version is the
/// newer, and the same version is the same value.
struct ResultRecord {
    Metric metric = Metric::VisitNum;
    std::int64_t windowMs = 0; ///< kRunningTotal, kDayMs, or the window's size
    std::int64_t startMs = 0; ///< epoch ms; 0 for a running total
    std::int64_t endMs = 0; ///< exclusive; for a running total the end of the newest slice
    std::uint32_t revision = 0; ///< corrections since it was first final
    bool isFinal = false;
    bool ranked = false; ///< counts are a ranking's top, in rank order; `other` is the rest
    std::vector<Count> counts; ///< zero counts are left out
    std::uint64_t other = 0;
    std::uint64_t total = 0;
    /// Set where a sketch was used. Unique visitors: the relative standard error. Rankings: no
    /// count of the top is off by more (a count).
    std::optional<double> error;
    std::uint64_t version = 0; ///< messages of the input counted so far (sum of next offsets)

    void save(ByteWriter& out) const;
    void load(ByteReader& in);

    friend bool operator==(const ResultRecord&, const ResultRecord&) = default;
};

/// "metric|window_ms|start_ms": the Kafka key.
[[nodiscard]] std::string resultKey(const ResultRecord& record);

/// The JSON value, fields in the documented order. `withRevision` is false for `count`.
[[nodiscard]] std::string resultJson(const ResultRecord& record, bool withRevision);

} // namespace shoppulse
