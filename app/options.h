// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"
#include "core/profile/profile.h"
#include "core/source/kafkaconfig.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace shoppulse {

enum class Command : std::uint8_t {
    Run,
    Count,
    Replay,
    UserAdd,
    UserPassword,
    UserRemove,
    UserList
};

/// What INPUT says on the command line.
struct InputOptions {
    std::string brokers;
    std::string topic;
    std::string connection; ///< name of a saved connection, instead of brokers and topic
    std::string profile; ///< empty: the connection's, else "taobao"
    std::optional<Format> format;
    std::optional<StartAt> from;
    int consumers = 0;
    std::vector<std::string> properties; ///< "name=value" or "name=@FILE"
};

/// What OUTPUTS says.
struct OutputOptions {
    std::string state; ///< folder; empty: the user's state folder
    bool stateReset = false; ///< the kept state is set aside first
    std::optional<std::string> kafkaPrefix; ///< set: publish to Kafka under this prefix
    std::string redis; ///< URL; empty: off
    std::string deadLetter; ///< topic; empty: off
    std::string web; ///< ADDRESS:PORT; empty: off
    int webConnections = 64;
};

struct Options {
    Command command = Command::Run;
    bool demo = false;
    bool headless = false;
    InputOptions input;
    OutputOptions output;
    std::vector<Metric> metrics; ///< count: only these; empty: all
    std::string replayFile;
    double replayRate = 0; ///< rows a second; 0: as fast as it goes
    int rowsPerMessage = 1;
    std::optional<std::int64_t> replayStartMs;
    bool replayLoop = false;
    std::string userName;
    bool userAdmin = false;
};

/// Reads the command line, and the settings file that --config names (the command line wins).
/// Returns the exit status instead when there is nothing to run: 0 after --help and --version,
/// 2 after wrong usage, 1 for a settings file that cannot be used; the message is printed then.
/// `headlessOnly`: the program has no window (shoppulsed).
[[nodiscard]] std::variant<Options, int> parseCommandLine(int argc, const char* const* argv,
                                                          bool headlessOnly);

} // namespace shoppulse
