// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/resultrecord.h"

#include "core/base/jsonwriter.h"

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

} // namespace shoppulse
