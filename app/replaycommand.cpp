// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/storedsecrets.h"
#include "core/source/replay.h"

#include <cstdio>

namespace shoppulse {

int runReplay(const Options& options)
{
    auto input = resolveWithSecrets(options.input);
    if (!input)
        return failed(input.error());
    Progress progress("rows");
    std::optional<Error> told;
    const auto show = [&](const ReplayState& state) {
        progress.show(state.rows);
        if (state.trouble && state.trouble != told)
            std::fprintf(stderr, "shoppulse: %s\n", describe(*state.trouble).c_str());
        told = state.trouble;
    };
    const ReplayOptions replayed{.file = options.replayFile,
                                 .rate = options.replayRate,
                                 .rowsPerMessage = options.rowsPerMessage,
                                 .startMs = options.replayStartMs,
                                 .loop = options.replayLoop};
    const auto summary = replay(input->kafka, replayed, show, interrupted());
    if (!summary)
        return failed(summary.error());
    std::fprintf(stderr, "shoppulse: %llu rows in %llu messages sent to topic %s\n",
                 static_cast<unsigned long long>(summary->rows),
                 static_cast<unsigned long long>(summary->messages), input->kafka.topic.c_str());
    return 0;
}

} // namespace shoppulse
