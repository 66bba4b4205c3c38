// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include "app/commands.h"
#include "app/headless.h"
#include "app/interrupt.h"

namespace shoppulse {

int runProgram(int argc, char** argv, WindowRunner window)
{
    const auto parsed = parseCommandLine(argc, argv, window == nullptr);
    if (const int* status = std::get_if<int>(&parsed))
        return *status;
    const Options& options = std::get<Options>(parsed);
    const int interruptFile = catchInterrupts();
    switch (options.command) {
    case Command::Count:
        return runCount(options);
    case Command::Replay:
        return runReplay(options);
    case Command::Run:
        break;
    default:
        return runUser(options);
    }
    return options.headless ? runHeadless(argc, argv, options, interruptFile)
                            : window(argc, argv, options, interruptFile);
}

} // namespace shoppulse
