// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshotjson.h"

#include "core/base/jsonwriter.h"
#include "core/base/version.h"
#include "core/decode/undecodablelog.h"

#include <chrono>
#include <date/tz.h>
#include <span>
#include <string_view>

namespace shoppulse {

namespace {

/// How far the zone's clocks are ahead of UTC at that moment.
std::int64_t utcOffsetMinutes(const std::string& zone, std::int64_t atMs)
{
    using namespace std::chrono;
    const date::sys_seconds at{floor<seconds>(milliseconds(atMs))};
    return floor<minutes>(date::locate_zone(zone)->get_info(at).offset).count();
}

void writeLabels(JsonWriter& json, std::string_view en, std::string_view zh)
{
    json.field("en", en);
    json.field("zh", zh);
}

void writeProfile(JsonWriter& json, const Profile& profile, std::int64_t wallMs)
{
    json.beginObject();
    json.field("name", profile.name);
    json.key("title");
    json.beginObject();
    writeLabels(json, profile.title.en, profile.title.zh);
    json.endObject();
    json.field("time_zone", profile.timeZone);
    json.field("utc_offset_minutes", utcOffsetMinutes(profile.timeZone, wallMs));
    json.endObject();
}

void writeDimension(JsonWriter& json, const CodeTable& table)
{
    const auto ids = idsOf(table.dimension);
    json.beginArray();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        json.beginObject();
        json.field("id", ids[i]);
        if (i < table.labels.size())
            writeLabels(json, table.labels[i].en, table.labels[i].zh);
        else
            writeLabels(json, ids[i], ids[i]);
        json.endObject();
    }
    json.endArray();
}

void writeWindow(JsonWriter& json, const WindowSpan& window)
{
    json.key("window");
    json.beginObject();
    json.field("start", window.startMs);
    json.field("end", window.endMs);
    json.field("final", window.isFinal);
    json.field("progress", window.progress);
    json.endObject();
}

void writeView(JsonWriter& json, const View& view)
{
    json.key("view");
    json.beginObject();
    for (const Dimension dimension : kFilterDimensions) {
        if (view.filter.hasAll(dimension))
            continue;
        json.key(dimensionId(dimension));
        json.beginArray();
        const auto ids = idsOf(dimension);
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (view.filter.has(dimension, i))
                json.value(ids[i]);
        json.endArray();
    }
    writeWindow(json, view.span);
    json.endObject();
}

template <class Numbers>
void writeNumbers(JsonWriter& json, std::string_view key, const Numbers& numbers)
{
    json.key(key);
    json.beginArray();
    for (const auto& number : numbers)
        json.value(number);
    json.endArray();
}

void writeKpis(JsonWriter& json, const Snapshot& snapshot)
{
    json.key("kpis");
    json.beginObject();
    for (std::size_t i = 0; i < kKpis; ++i) {
        const auto id = static_cast<KpiId>(i);
        const Kpi& kpi = snapshot.kpi(id);
        json.key(kpiId(id));
        json.beginObject();
        json.field("value", kpi.value);
        json.field("change", kpi.change);
        writeNumbers(json, "spark", kpi.spark);
        json.endObject();
    }
    json.endObject();
}

void writeTrend(JsonWriter& json, const Snapshot& snapshot)
{
    json.key("trend");
    json.beginObject();
    json.field("start", snapshot.trendStartMs);
    json.field("final", snapshot.trendFinal);
    json.key("counts");
    json.beginArray();
    for (const TrendPoint& point : snapshot.trend) {
        json.beginArray();
        for (const std::uint32_t count : point.counts)
            json.value(count);
        json.endArray();
    }
    json.endArray();
    json.endObject();

    json.key("timeline");
    json.beginObject();
    json.field("start", snapshot.timelineStartMs);
    writeNumbers(json, "counts", snapshot.timeline);
    json.endObject();
}

void writeCategories(JsonWriter& json, std::string_view key, const CategoryCounts& categories)
{
    json.key(key);
    json.beginObject();
    writeWindow(json, categories.window);
    writeNumbers(json, "counts", categories.counts);
    json.field("total", categories.total);
    json.endObject();
}

void writeRanking(JsonWriter& json, std::string_view key, const Ranking& ranking)
{
    json.key(key);
    json.beginObject();
    writeWindow(json, ranking.window);
    json.key("top");
    json.beginArray();
    for (const RankedItem& item : ranking.top) {
        json.beginObject();
        json.field("id", item.id);
        json.field("count", item.count);
        json.field("rank_change", item.rankChange);
        json.field("new", item.isNew);
        json.endObject();
    }
    json.endArray();
    json.field("other", ranking.other);
    json.field("total", ranking.total);
    if (ranking.error)
        json.field("error", *ranking.error);
    json.endObject();
}

void writeCounters(JsonWriter& json, const Counters& counters)
{
    json.key("counters");
    json.beginObject();
    json.field("messages", counters.messages);
    json.field("rows", counters.rows);
    json.field("bytes", counters.bytes);
    json.field("header_lines", counters.headerLines);
    json.key("undecodable");
    json.beginObject();
    for (std::size_t i = 0; i < counters.undecodable.size(); ++i) {
        if (counters.undecodable[i] != 0)
            json.field(undecodableId(static_cast<Undecodable>(i)), counters.undecodable[i]);
    }
    json.endObject();
    json.field("late_corrected", counters.lateCorrected);
    json.field("late_dropped", counters.lateDropped);
    json.field("skewed", counters.skewed);
    json.field("gap_messages", counters.gapMessages);
    json.field("lag_messages", counters.lagMessages);
    json.field("lag_ms", counters.lagMs);
    json.field("queue_fill", counters.queueFill);
    json.endObject();
}

void writePartitions(JsonWriter& json, std::span<const PartitionLag> partitions)
{
    json.key("partitions");
    json.beginArray();
    for (const PartitionLag& partition : partitions) {
        json.beginObject();
        json.field("partition", partition.partition);
        json.field("next_offset", partition.nextOffset);
        json.field("lag", partition.lagMessages);
        json.field("newest", partition.newestEventMs);
        json.field("active", partition.active);
        json.endObject();
    }
    json.endArray();
}

void writeError(JsonWriter& json, const Error& error)
{
    json.beginObject();
    json.field("code", errorId(error.code));
    json.field("subject", error.subject);
    json.field("detail", error.detail);
    json.field("text", describe(error));
    json.endObject();
}

void writeComponents(JsonWriter& json, std::span<const ComponentStatus> components)
{
    json.key("components");
    json.beginObject();
    for (std::size_t i = 0; i < components.size(); ++i) {
        const ComponentStatus& status = components[i];
        json.key(componentId(static_cast<Component>(i)));
        json.beginObject();
        json.field("health", healthId(status.health));
        json.field("since", status.sinceMs);
        json.field("next_retry", status.nextRetryMs);
        json.field("pending", status.pending);
        json.field("done", status.done);
        json.field("dropped", status.dropped);
        json.field("target", status.target);
        json.key("error");
        if (status.error)
            writeError(json, *status.error);
        else
            json.null();
        json.endObject();
    }
    json.endObject();
}

} // namespace

std::string structureJson(const Snapshot& snapshot)
{
    const StreamInfo& info = snapshot.info;
    const Profile noProfile;
    const Profile& profile = info.profile ? *info.profile : noProfile;
    JsonWriter json;
    json.beginObject();
    json.field("type", "structure");
    json.field("version", kVersion);
    json.field("topic", info.topic);
    json.field("brokers", info.brokers);
    json.field("demo", info.demo);
    json.field("format", formatId(info.format));
    json.key("profile");
    writeProfile(json, profile, snapshot.wallMs);
    writeNumbers(json, "panels", profile.panels);
    json.key("dimensions");
    json.beginObject();
    json.key("gender");
    writeDimension(json, profile.gender);
    json.key("age");
    writeDimension(json, profile.age);
    json.key("action");
    writeDimension(json, profile.action);
    json.key("province");
    writeDimension(json, profile.province);
    json.endObject();
    json.endObject();
    return json.take();
}

std::string valuesJson(const Snapshot& snapshot)
{
    JsonWriter json;
    json.beginObject();
    json.field("type", "values");
    json.field("sequence", snapshot.sequence);
    json.field("wall", snapshot.wallMs);
    json.field("state", streamStateId(snapshot.state));
    json.field("watermark", snapshot.watermarkMs);
    json.field("newest", snapshot.newestEventMs);
    if (snapshot.view)
        writeView(json, *snapshot.view);
    writeKpis(json, snapshot);
    json.field("unique_error", snapshot.uniqueError);
    writeTrend(json, snapshot);
    writeCategories(json, "order_gender", snapshot.orderGender);
    writeCategories(json, "order_age", snapshot.orderAge);
    writeCategories(json, "behavior", snapshot.behavior);
    writeCategories(json, "province", snapshot.province);
    writeCategories(json, "province_buy", snapshot.provinceBuy);
    writeRanking(json, "brand", snapshot.brand);
    writeRanking(json, "brand_visit", snapshot.brandVisit);
    writeRanking(json, "category", snapshot.category);
    writeCounters(json, snapshot.counters);
    writePartitions(json, snapshot.partitions);
    writeComponents(json, snapshot.components);
    json.key("problems");
    json.beginArray();
    for (const Error& problem : snapshot.problems)
        writeError(json, problem);
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace shoppulse
