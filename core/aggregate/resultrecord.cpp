// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/resultrecord.h"

#include "core/base/jsonwriter.h"

#include <limits>

namespace shoppulse {

namespace {

void writeTop(JsonWriter& json, const ResultRecord& record)
{
    json.key("top");
    json.beginArray();
    for (const Count& item : record.counts) {
        json.beginObject();
        json.field("id", item.id);
        json.field("count", item.count);
        json.endObject();
    }
    json.endArray();
    json.field("other", record.other);
}

void writeCounts(JsonWriter& json, const ResultRecord& record)
{
    json.key("counts");
    json.beginObject();
    for (const Count& item : record.counts)
        json.field(item.id, item.count);
    json.endObject();
}

} // namespace

std::string resultKey(const ResultRecord& record)
{
    std::string key(metricId(record.metric));
    key += '|';
    key += std::to_string(record.windowMs);
    key += '|';
    key += std::to_string(record.startMs);
    return key;
}

std::string resultJson(const ResultRecord& record, bool withRevision)
{
    JsonWriter json;
    json.beginObject();
    json.field("metric", metricId(record.metric));
    json.field("window_ms", record.windowMs);
    json.field("start", record.startMs);
    json.field("end", record.endMs);
    if (withRevision)
        json.field("revision", record.revision);
    json.field("final", record.isFinal);
    if (record.ranked)
        writeTop(json, record);
    else
        writeCounts(json, record);
    if (record.error)
        json.field("error", *record.error);
    json.field("total", record.total);
    json.endObject();
    return json.take();
}

void ResultRecord::save(ByteWriter& out) const
{
    out.number(static_cast<std::uint64_t>(metric));
    out.signedNumber(windowMs);
    out.signedNumber(startMs);
    out.signedNumber(endMs);
    out.number(revision);
    out.flag(isFinal);
    out.flag(ranked);
    out.number(counts.size());
    for (const Count& count : counts) {
        const std::vector<std::uint8_t> id(count.id.begin(), count.id.end());
        out.block(id);
        out.number(count.count);
    }
    out.number(other);
    out.number(total);
    out.flag(error.has_value());
    if (error)
        out.real(*error);
    out.number(version);
}

void ResultRecord::load(ByteReader& in)
{
    *this = {};
    metric = static_cast<Metric>(in.number(kMetricIds.size() - 1));
    windowMs = in.time();
    startMs = in.time();
    endMs = in.time();
    revision = static_cast<std::uint32_t>(in.number(std::numeric_limits<std::uint32_t>::max()));
    isFinal = in.flag();
    ranked = in.flag();
    for (std::size_t left = in.count(); left > 0 && in.ok(); --left) {
        const std::span<const std::uint8_t> id = in.block();
        counts.push_back({std::string(id.begin(), id.end()), in.number()});
    }
    other = in.number();
    total = in.number();
    if (in.flag())
        error = in.real();
    version = in.number();
}

} // namespace shoppulse
