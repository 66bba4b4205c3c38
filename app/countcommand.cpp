// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/storedsecrets.h"
#include "core/decode/undecodablelog.h"
#include "core/pipeline/countrun.h"
#include "core/source/kafkasource.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace shoppulse {
namespace {

std::string summaryLine(const CountSummary& summary)
{
    const InputCounters& counters = summary.counters;
    nlohmann::ordered_json undecodable = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < counters.undecodable.size(); ++i)
        if (counters.undecodable[i] > 0)
            undecodable[undecodableId(static_cast<Undecodable>(i))] = counters.undecodable[i];
    const nlohmann::ordered_json line = {{"summary",
                                          {{"messages", counters.messages},
                                           {"rows", counters.rows},
                                           {"undecodable", undecodable},
                                           {"late_dropped", counters.lateDropped},
                                           {"skewed", counters.skewed},
                                           {"seconds", summary.seconds}}}};
    return line.dump();
}

bool wanted(const Options& options, Metric metric)
{
    return options.metrics.empty()
        || std::find(options.metrics.begin(), options.metrics.end(), metric)
        != options.metrics.end();
}

} // namespace

int failed(const Error& error)
{
    std::fprintf(stderr, "shoppulse: %s\n", describe(error).c_str());
    return 1;
}

int runCount(const Options& options)
{
    auto input = resolveWithSecrets(options.input);
    if (!input)
        return failed(input.error());
    const SystemClock clock;
    StatusBoard board;
    auto sources = openKafka(input->kafka, {.stopAtEnd = true}, board, clock);
    if (!sources)
        return failed(sources.error());

    StreamInfo info{.topic = input->kafka.topic,
                    .brokers = input->kafka.brokers,
                    .format = input->format,
                    .profile = input->profile};
    Progress progress("rows");
    CountRun run(std::move(info), {}, std::move(*sources), board, clock);
    std::stop_source stop;
    const auto summary = run.run(
        [&](const ResultRecord& record) {
            if (wanted(options, record.metric))
                std::puts(resultJson(record, false).c_str());
        },
        stop.get_token(),
        [&](const CountProgress& done) {
            progress.show(done.rows);
            if (interrupted())
                stop.request_stop();
        });
    if (!summary)
        return failed(summary.error());
    if (!summary->complete) {
        std::fputs("shoppulse: interrupted before the end of the topic\n", stderr);
        return 1;
    }
    std::puts(summaryLine(*summary).c_str());
    if (std::fflush(stdout) != 0)
        return failed({ErrorCode::FileUnwritable, "standard output", "write failed"});
    return 0;
}

} // namespace shoppulse
