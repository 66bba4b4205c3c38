// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/metricstext.h"

#include "core/base/version.h"
#include "core/decode/undecodablelog.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace shoppulse {
namespace {

constexpr double kMsPerSecond = 1'000;

/// Writes metric families: HELP and TYPE once, then the samples.
class MetricsWriter {
public:
    void family(std::string_view name, std::string_view type, std::string_view help)
    {
        m_name = std::string("shoppulse_").append(name);
        m_out.append("# HELP ").append(m_name).append(" ").append(help).append("\n");
        m_out.append("# TYPE ").append(m_name).append(" ").append(type).append("\n");
    }

    /// `labels` as they stand between the braces; their values are ids of ours or numbers.
    void sample(double value, std::string_view labels = {})
    {
        m_out.append(m_name);
        if (!labels.empty())
            m_out.append("{").append(labels).append("}");
        std::array<char, 64> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), value);
        m_out.append(" ").append(digits.data(), end.ptr).append("\n");
    }

    void counter(std::string_view name, std::uint64_t value, std::string_view help)
    {
        family(name, "counter", help);
        sample(static_cast<double>(value));
    }

    void gauge(std::string_view name, double value, std::string_view help)
    {
        family(name, "gauge", help);
        sample(value);
    }

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    std::string m_out;
    std::string m_name;
};

std::string label(std::string_view name, std::string_view value)
{
    return std::string(name).append("=\"").append(value).append("\"");
}

void writeInput(MetricsWriter& out, const Counters& counters)
{
    out.counter("messages_total", counters.messages, "Messages read from the topic.");
    out.counter("rows_total", counters.rows, "Events decoded, late ones too.");
    out.counter("bytes_total", counters.bytes, "Bytes of message values read.");
    out.counter("header_lines_total", counters.headerLines, "CSV header lines skipped.");
    out.family("undecodable_total", "counter", "Rows that could not be decoded, by reason.");
    for (std::size_t i = 0; i < counters.undecodable.size(); ++i)
        out.sample(static_cast<double>(counters.undecodable[i]),
                   label("reason", undecodableId(static_cast<Undecodable>(i))));
    out.counter("late_corrected_total", counters.lateCorrected,
                "Late events that corrected a final window.");
    out.counter("late_dropped_total", counters.lateDropped,
                "Events older than the kept time, not counted.");
    out.counter("skewed_total", counters.skewed,
                "Events more than 5 minutes ahead of their record's time.");
    out.counter("gap_messages_total", counters.gapMessages,
                "Messages that vanished from the topic before they were read.");
    out.gauge("lag_messages", static_cast<double>(counters.lagMessages),
              "Messages in the topic that are not counted yet.");
    if (counters.lagMs >= 0)
        out.gauge("lag_seconds", static_cast<double>(counters.lagMs) / kMsPerSecond,
                  "Age of the newest counted event by the wall clock.");
    out.gauge("queue_fill_ratio", counters.queueFill, "Fullest internal queue, 0 to 1.");
}

void writeStream(MetricsWriter& out, const Snapshot& snapshot)
{
    out.gauge("snapshot_sequence", static_cast<double>(snapshot.sequence),
              "Sequence number of the newest snapshot.");
    out.gauge("snapshot_timestamp_seconds", static_cast<double>(snapshot.wallMs) / kMsPerSecond,
              "Wall time of the newest snapshot.");
    if (snapshot.watermarkMs > 0)
        out.gauge("watermark_timestamp_seconds",
                  static_cast<double>(snapshot.watermarkMs) / kMsPerSecond,
                  "Event time up to which windows are final.");
    if (snapshot.newestEventMs > 0)
        out.gauge("newest_event_timestamp_seconds",
                  static_cast<double>(snapshot.newestEventMs) / kMsPerSecond,
                  "End of the newest second with an event.");
    out.family("stream_state", "gauge", "1 for the state that the stream is in.");
    for (int i = 0; i <= static_cast<int>(StreamState::Stopped); ++i) {
        const auto state = static_cast<StreamState>(i);
        out.sample(snapshot.state == state ? 1 : 0, label("state", streamStateId(state)));
    }
    out.family("partition_lag_messages", "gauge", "Messages not counted yet, by partition.");
    for (const PartitionLag& lag : snapshot.partitions)
        if (lag.lagMessages >= 0)
            out.sample(static_cast<double>(lag.lagMessages),
                       label("partition", std::to_string(lag.partition)));
    out.family("partition_lag_seconds", "gauge",
               "Age of the newest counted event by the wall clock, by partition.");
    for (const PartitionLag& lag : snapshot.partitions)
        if (lag.newestEventMs > 0)
            out.sample(
                static_cast<double>(std::max<std::int64_t>(0, snapshot.wallMs - lag.newestEventMs))
                    / kMsPerSecond,
                label("partition", std::to_string(lag.partition)));
    out.family("partition_next_offset", "gauge", "Offset of the next message, by partition.");
    for (const PartitionLag& lag : snapshot.partitions)
        out.sample(static_cast<double>(lag.nextOffset),
                   label("partition", std::to_string(lag.partition)));
}

void writeKpis(MetricsWriter& out, const Snapshot& snapshot)
{
    out.family("kpi", "gauge", "Key figures as the dashboard shows them.");
    for (std::size_t i = 0; i < kKpis; ++i)
        if (snapshot.kpis[i].value)
            out.sample(*snapshot.kpis[i].value, label("id", kpiId(static_cast<KpiId>(i))));
}

template <class Value>
void writeOfSinks(MetricsWriter& out, const Snapshot& snapshot, Value ComponentStatus::*value)
{
    for (const Component sink : {Component::KafkaOut, Component::DeadLetters, Component::Redis})
        out.sample(static_cast<double>(snapshot.components[static_cast<std::size_t>(sink)].*value),
                   label("sink", componentId(sink)));
}

void writeComponents(MetricsWriter& out, const Snapshot& snapshot)
{
    out.family("component_health", "gauge", "1 for the health that the component is in.");
    for (std::size_t i = 0; i < kComponents; ++i) {
        const std::string component = label("component", componentId(static_cast<Component>(i)));
        for (int h = 0; h <= static_cast<int>(Health::Stopped); ++h) {
            const auto health = static_cast<Health>(h);
            out.sample(snapshot.components[i].health == health ? 1 : 0,
                       component + "," + label("health", healthId(health)));
        }
    }
    out.family("sink_pending_results", "gauge", "Results, or dead letters, waiting to be written.");
    writeOfSinks(out, snapshot, &ComponentStatus::pending);
    out.family("sink_written_results_total", "counter", "Results, or dead letters, written.");
    writeOfSinks(out, snapshot, &ComponentStatus::done);
    out.family("sink_dropped_results_total", "counter",
               "Results, or dead letters, given up because too many waited.");
    writeOfSinks(out, snapshot, &ComponentStatus::dropped);
}

void writeState(MetricsWriter& out, const Snapshot& snapshot)
{
    const ComponentStatus& state = snapshot.components[static_cast<std::size_t>(Component::State)];
    if (state.health == Health::Off)
        return;
    constexpr double kUsPerSecond = 1'000'000;
    out.counter("state_commits_total", state.done, "Commits of what is counted.");
    out.gauge("state_pending_results", static_cast<double>(state.pending),
              "Results that wait for the next commit.");
    if (state.lastMs == 0)
        return;
    out.gauge("state_commit_age_seconds",
              static_cast<double>(std::max<std::int64_t>(0, snapshot.wallMs - state.lastMs))
                  / kMsPerSecond,
              "Time since the last commit; there is none while nothing changes.");
    out.gauge("state_commit_duration_seconds", static_cast<double>(state.lastTookUs) / kUsPerSecond,
              "How long the last commit took.");
}

void writeWeb(MetricsWriter& out, const WebCounters& web)
{
    out.gauge("web_connections", static_cast<double>(web.connections),
              "Connections open now, live views among them.");
    out.gauge("web_viewers", static_cast<double>(web.viewers), "Live views open now.");
    out.counter("web_requests_total", web.requests, "HTTP requests that passed the guard.");
    out.counter("web_refused_connections_total", web.refused,
                "Connections turned away because there were too many.");
    out.counter("web_frames_total", web.frames, "Live messages sent.");
    out.counter("web_frame_bytes_total", web.frameBytes, "Bytes of live messages sent.");
    out.counter("web_frames_skipped_total", web.framesSkipped,
                "Live messages not sent to a viewer that was slow.");
    out.counter("web_slow_closed_total", web.slowClosed,
                "Live views closed because they stayed slow.");
}

} // namespace

std::string metricsText(const Snapshot* snapshot, const WebCounters& web)
{
    MetricsWriter out;
    out.family("build_info", "gauge", "The running version.");
    out.sample(1, label("version", kVersion));
    if (snapshot) {
        writeInput(out, snapshot->counters);
        writeStream(out, *snapshot);
        writeKpis(out, *snapshot);
        writeComponents(out, *snapshot);
        writeState(out, *snapshot);
    }
    writeWeb(out, web);
    return out.take();
}

} // namespace shoppulse
